import { Account } from "../../contracts/accounts.ts"
import type { CertificationRefusalCode } from "../../contracts/offsite-loan-codes.ts"
import { OpenedApplicant } from "../../contracts/offsite-loans.ts"
import type { InboxMessage } from "../../contracts/messages.ts"
import { fenOf, moneyOf } from "../fen.ts"
import { chinaDay, makeSegments } from "./contribution-record.ts"
import { draws, stillThinks, type Desk, type Handled } from "./desk.ts"
import { HubRefusedError } from "./hub-refused.ts"
import { actOffsite, arriveSoon, type OffsiteCase } from "./offsite-desk.ts"

const validDays = 60
const dayMs = 86_400_000

/** What the hub says no to is a lawful ground, so the applicant hears it instead of waiting. */
const groundsToRefuse: Readonly<Record<string, CertificationRefusalCode>> = {
  "account-not-registered": "account-not-found",
  "account-of-another-person": "identity-mismatch",
  "account-already-closed": "account-not-normal",
  "account-held": "other-hold",
  "loan-mark": "loan-unsettled",
  "judicial-hold": "judicial-hold",
  "unsettled-loan-exists": "loan-unsettled",
  "loan-count-exceeded": "loan-count-exhausted",
  "certificate-exists": "other-hold",
}

/** The account that the request names, or the one that the core system has for this person. */
const accountNoOf = async (desk: Desk, offsite: OffsiteCase): Promise<string | undefined> => {
  if (offsite.homeAccountNo !== undefined) return offsite.homeAccountNo
  const identity = await desk.ask("POST", `/v1/offsite-loans/${offsite.offsiteLoanId}/identity`, {
    purpose: "match-account",
  })
  const { documentNumber } = OpenedApplicant.parse(identity).person
  return Object.entries(desk.book.content.accounts).find(
    ([, account]) => account.person.documentNumber === documentNumber,
  )?.[0]
}

const certificateOf = (desk: Desk, account: Account) => {
  const today = chinaDay(desk.nowMs())
  const segments = (
    account.segments.length === 0 ? makeSegments(account.accountNo, today) : account.segments
  ).map(({ segmentId: _segmentId, ...segment }) => segment)
  const balance = segments
    .map(({ origin, principal, interest }) =>
      origin.kind === "local" ? fenOf(principal) : fenOf(principal) + fenOf(interest),
    )
    .reduce((total, part) => total + part, 0n)
  const months = segments.flatMap(({ from, to }) => [from, to]).toSorted()
  const monthly = segments.at(-1)?.monthlyContribution ?? "0.00"
  return {
    accountNo: account.accountNo,
    openedMonth: account.openedOn.slice(0, 7),
    accountStatus: account.status,
    // A rate of 24 % of both sides together.
    contributionBase: moneyOf((fenOf(monthly) * 100n) / 24n),
    unitRate: "0.12",
    ownRate: "0.12",
    monthlyContribution: monthly,
    balance: moneyOf(balance),
    continuousFrom: months[0],
    continuousTo: months.at(-1),
    hasUsedLoan: false,
    loanCount: 0,
    loanTotal: "0.00",
    unsettledBalance: "0.00",
    centerPhone: "010-00000000",
    segments,
    validTo: chinaDay(desk.nowMs() + validDays * dayMs),
  }
}

const certify = async (desk: Desk, offsite: OffsiteCase): Promise<void> => {
  const accountNo = await accountNoOf(desk, offsite)
  const read =
    accountNo === undefined ? undefined : await desk.center.client.call("GET", `/v1/accounts/${accountNo}`)
  const account = Account.safeParse(read?.body)
  if (!account.success) {
    await actOffsite(desk, offsite, "certification-refusal", { reasonCode: "account-not-found" })
    return
  }
  try {
    await actOffsite(desk, offsite, "certification", certificateOf(desk, account.data))
  } catch (error) {
    const reasonCode = error instanceof HubRefusedError ? groundsToRefuse[error.problem] : undefined
    if (reasonCode === undefined) throw error
    await actOffsite(desk, offsite, "certification-refusal", { reasonCode })
  }
}

/** 协助催收: most borrowers are reached, and of those some agree that the month is taken from the account. */
const answerCollection = async (desk: Desk, offsite: OffsiteCase): Promise<void> => {
  const id = offsite.offsiteLoanId
  const amount = offsite.collection?.overdueAmount ?? "0.00"
  const contacted = !draws(`${id} reached`, 6)
  const isDeducted = contacted && fenOf(amount) > 0n && draws(`${id} deduction`, 2)
  const reference = `DEMO-${id.slice(-12)}-D`
  const deduction = { reference, amount, paidOn: chinaDay(desk.nowMs()) }
  await actOffsite(desk, offsite, "collection-answer", { contacted, ...(isDeducted ? { deduction } : {}) })
}

/** 冲还贷: half of the borrowers have some of their balance put towards the loan, once. */
const sendOffset = async (desk: Desk, offsite: OffsiteCase): Promise<void> => {
  const id = offsite.offsiteLoanId
  const owed = fenOf(offsite.loan?.balance ?? "0.00")
  if (offsite.offset !== undefined || owed === 0n || !draws(`${id} offset`, 2)) return
  const amount = moneyOf(owed / 100n + 1n)
  const reference = `DEMO-${id.slice(-12)}-O`
  await actOffsite(desk, offsite, "offset", { reference, amount, paidOn: chinaDay(desk.nowMs()) })
  arriveSoon(desk, { caseId: id, reference, amount })
}

/** The home center's side of an off-site loan: certify or refuse, answer collections, send offsets. */
export const serveAsHome = async (
  desk: Desk,
  offsite: OffsiteCase,
  message: InboxMessage,
): Promise<Handled> => {
  if (stillThinks(desk, offsite.changedAt, message.messageId, offsite.status)) return "later"
  const mustAnswer = offsite.legs.some(({ leg }) => leg === "collectionAnswer")
  if (offsite.status === "requested") {
    if (draws(`${offsite.offsiteLoanId} refusal`, 12))
      await actOffsite(desk, offsite, "certification-refusal", { reasonCode: "months-short" })
    else await certify(desk, offsite)
  } else if (offsite.status === "granted" && mustAnswer) await answerCollection(desk, offsite)
  else if (offsite.status === "granted" && message.type === "offsite-loan.status-fed")
    await sendOffset(desk, offsite)
  return "done"
}
