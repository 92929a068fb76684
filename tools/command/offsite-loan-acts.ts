import { Account } from "../../contracts/accounts.ts"
import { LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import { OFFSITE_LOAN_STATUSES } from "../../contracts/offsite-loan-codes.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import { fenOf, moneyOf } from "../fen.ts"
import { text } from "../language.ts"
import { CommandError, type Session } from "./command.ts"
import { legNames } from "./offsite-loan-words.ts"
import { personOf } from "./person-arguments.ts"
import { printQuote } from "./quote-command.ts"
import { daysFromToday, readFields, required, todayInChina, versionOf } from "./read-fields.ts"

type Fields = Readonly<Record<string, unknown>>

/** One line on where the case stands now, and one on each thing that is to be done. */
const printState = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const { offsiteLoanId, status, version, legs, certificateNo } = OffsiteLoan.parse(body)
  const certificate =
    certificateNo === undefined
      ? ""
      : session.say(text(`  证明 ${certificateNo}`, `  certificate ${certificateNo}`))
  session.print(
    `${offsiteLoanId}  ${OFFSITE_LOAN_STATUSES[status][session.language]}${certificate}  v${version}`,
  )
  for (const { leg, actingCenterId, dueOn } of legs)
    session.print(
      session.say(
        text(
          `  待办：${legNames[leg].zh}，${actingCenterId}${dueOn === undefined ? "" : `，${dueOn} 24:00 前`}`,
          `  to do: ${legNames[leg].en}, ${actingCenterId}${dueOn === undefined ? "" : `, until ${dueOn} 24:00`}`,
        ),
      ),
    )
}

export const requestOffsiteLoan = async (session: Session, args: readonly string[]): Promise<void> => {
  const { person, home, consent, phone } = session.flags
  const body = readFields(session, args)
  const typed = {
    ...(person === undefined ? {} : { person: personOf(person) }),
    ...(home === undefined ? {} : { homeCenterId: home }),
    ...(consent === undefined ? {} : { consent }),
    ...(phone === undefined ? {} : { contact: { phone } }),
  }
  if (body["person"] === undefined) required(person, "--person")
  if (body["homeCenterId"] === undefined) required(home, "--home")
  if (body["consent"] === undefined) required(consent, "--consent")
  if (body["contact"] === undefined) required(phone, "--phone")
  const answer = await session.ask("POST", "/v1/offsite-loans", {
    body: { appliedOn: todayInChina(), ...typed, ...body },
  })
  printState(session, answer.body)
}

/** Certificates are valid for sixty days unless the clerk says otherwise; the hub allows ninety. */
const validDays = 60

/** Balance and segments as they are registered: a clerk types only what the registry does not know. */
const certificateFields = async (session: Session, typed: Fields): Promise<Fields> => {
  const { accountNo } = typed
  if (typeof accountNo !== "string" || typed["segments"] !== undefined) return typed
  const answer = await session.ask("GET", `/v1/accounts/${encodeURIComponent(accountNo)}`)
  const account = Account.parse(answer.body)
  if (account.segments.length === 0)
    throw new CommandError(
      text(
        `账户 ${accountNo} 没有登记缴存记录：先用 hub call PUT /v1/accounts/${accountNo}/segments 登记，或用 @文件写全证明`,
        `no contribution record is registered for ${accountNo}: register it with hub call PUT /v1/accounts/${accountNo}/segments, or give the whole certificate as @file`,
      ),
    )
  const balance = account.segments
    .map(({ origin, principal, interest }) =>
      origin.kind === "local" ? fenOf(principal) : fenOf(principal) + fenOf(interest),
    )
    .reduce((total, part) => total + part, 0n)
  const loanCount = typed["loanCount"] ?? 0
  return {
    openedMonth: account.openedOn.slice(0, 7),
    accountStatus: account.status,
    balance: moneyOf(balance),
    hasUsedLoan: loanCount !== 0,
    loanCount,
    loanTotal: "0.00",
    unsettledBalance: "0.00",
    segments: account.segments.map(({ segmentId: _segmentId, ...segment }) => segment),
    validTo: daysFromToday(validDays),
    ...typed,
  }
}

/** Days that are today unless another one is typed. */
const dayFields: Readonly<Record<string, string>> = {
  grant: "grantedOn",
  offset: "paidOn",
  "offset-completion": "receivedOn",
  "offset-return": "returnedOn",
}

const defaultsOf = (action: string): Fields => {
  const day = dayFields[action]
  return {
    ...(day === undefined ? {} : { [day]: todayInChina() }),
    ...(action === "grant" ? { kind: "hpf" } : {}),
  }
}

export const actOnOffsiteLoan = async (
  session: Session,
  { action, offsiteLoanId }: { readonly action: string; readonly offsiteLoanId: string },
  args: readonly string[],
): Promise<void> => {
  const typed = readFields(session, args)
  const body =
    action === "certification" ? await certificateFields(session, typed) : { ...defaultsOf(action), ...typed }
  const answer = await session.ask("POST", `/v1/offsite-loans/${offsiteLoanId}/${action}`, {
    body,
    ...versionOf(session),
  })
  printState(session, answer.body)
}

export const quoteOffsiteLoan = async (
  session: Session,
  offsiteLoanId: string,
  args: readonly string[],
): Promise<void> => {
  const { handler: _handler, reviewer: _reviewer, ...body } = readFields(session, args)
  const answer = await session.ask("POST", `/v1/offsite-loans/${offsiteLoanId}/quote`, {
    body,
    ...versionOf(session),
  })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  printQuote(session, LoanQuoteResponse.parse(answer.body))
}
