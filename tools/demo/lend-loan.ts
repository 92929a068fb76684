import * as z from "zod"
import { LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import { LoanReservation } from "../../contracts/loans.ts"
import type { InboxMessage } from "../../contracts/messages.ts"
import { OpenedApplicant, OffsiteLoanList, type LoanRejection } from "../../contracts/offsite-loans.ts"
import { fenOf, moneyOf } from "../fen.ts"
import { chinaDay } from "./contribution-record.ts"
import { draws, staff, stillThinks, type Desk, type Handled } from "./desk.ts"
import { HubRefusedError } from "./hub-refused.ts"
import { actOffsite, type OffsiteCase } from "./offsite-desk.ts"

const termMonths = 240
/** Whole thousands, as centers lend. */
const stepFen = 100_000n

const reject = (desk: Desk, offsite: OffsiteCase, reasonCode: LoanRejection["reasonCode"]) =>
  actOffsite(desk, offsite, "rejection", { reasonCode })

/** The case again, as it stands after an act that has changed its version. */
const latest = async (desk: Desk, { offsiteLoanId }: OffsiteCase): Promise<number> => {
  const read = z
    .object({ version: z.int() })
    .safeParse(await desk.ask("GET", `/v1/offsite-loans/${offsiteLoanId}`))
  return read.success ? read.data.version : 0
}

type Applicant = z.infer<typeof OpenedApplicant>["person"]

const quoteOf = async (desk: Desk, offsite: OffsiteCase, person: Applicant): Promise<LoanQuoteResponse> => {
  const { offsiteLoanId, certificate } = offsite
  const answer = await desk.ask("POST", `/v1/offsite-loans/${offsiteLoanId}/quote`, {
    applicants: [
      {
        person,
        cadence: "monthly",
        contributionBase: certificate?.contributionBase ?? "8000.00",
        meanBalance: certificate?.balance ?? "0.00",
      },
    ],
    price: "1500000.00",
    termMonths,
    firstHome: true,
    monthlyIncome: "16000.00",
  })
  return LoanQuoteResponse.parse(answer)
}

const contractOf = (offsite: OffsiteCase): string => `DEMO-${offsite.offsiteLoanId.slice(-16)}`

const grant = async (desk: Desk, offsite: OffsiteCase, person: Applicant, quote: LoanQuoteResponse) => {
  const { offsiteLoanId, certificateNo } = offsite
  const amount = (fenOf(quote.amount) / stepFen) * stepFen
  if (!quote.eligible || amount === 0n)
    return reject(desk, { ...offsite, version: await latest(desk, offsite) }, "not-eligible")
  // The same reservation when the office was stopped between it and the grant.
  const reserved = await desk.ask(
    "POST",
    "/v1/loan-reservations",
    { borrower: person, offsiteLoanId, ...staff },
    `reserve-${offsiteLoanId}`,
  )
  const { reservationId } = LoanReservation.parse(reserved)
  return actOffsite(desk, { offsiteLoanId, version: await latest(desk, offsite) }, "grant", {
    contractNo: contractOf(offsite),
    kind: "hpf",
    amount: moneyOf(amount),
    termMonths,
    yearlyRate: quote.yearlyRate,
    grantedOn: chinaDay(desk.nowMs()),
    certificateNo,
    reservationId,
  })
}

/** A clerk who cannot quote or reserve says so to the applicant instead of letting the certificate run out. */
const decide = async (desk: Desk, offsite: OffsiteCase): Promise<void> => {
  if (draws(`${offsite.offsiteLoanId} credit`, 8)) {
    await reject(desk, offsite, "credit")
    return
  }
  const identity = await desk.ask("POST", `/v1/offsite-loans/${offsite.offsiteLoanId}/identity`, {
    purpose: "inspect",
  })
  const { person } = OpenedApplicant.parse(identity)
  try {
    await grant(desk, offsite, person, await quoteOf(desk, offsite, person))
  } catch (error) {
    if (!(error instanceof HubRefusedError) || error.problem === "version-stale") throw error
    await reject(desk, { ...offsite, version: await latest(desk, offsite) }, "other")
  }
}

/** 冲还贷: booked when the bank has the money. */
const bookOffset = async (desk: Desk, offsite: OffsiteCase): Promise<Handled> => {
  const { offset, loan, offsiteLoanId } = offsite
  if (offset?.status !== "sent" || loan === undefined) return "done"
  const arrived = desk.bank.content.payments.some(
    ({ reference, arrivesAtMs }) => reference === offset.reference && arrivesAtMs <= desk.nowMs(),
  )
  // A payment of a home center that a visitor plays arrives at once: no bank of the demo knows of it.
  const known = desk.bank.content.payments.some(({ reference }) => reference === offset.reference)
  if (known && !arrived) return "later"
  const owed = fenOf(loan.balance) - fenOf(offset.amount)
  await actOffsite(desk, offsite, "offset-completion", {
    receivedOn: chinaDay(desk.nowMs()),
    bankSerial: `SN-${offsiteLoanId.slice(-12)}-${offsite.version}`,
    balance: moneyOf(owed > 0n ? owed : 0n),
  })
  return "done"
}

/** The loan center's side: decide on a certified case, book offsets. */
export const serveAsLender = async (
  desk: Desk,
  offsite: OffsiteCase,
  message: InboxMessage,
): Promise<Handled> => {
  if (stillThinks(desk, offsite.changedAt, message.messageId, offsite.status)) return "later"
  if (offsite.status === "certified") {
    await decide(desk, offsite)
    return "done"
  }
  return offsite.status === "granted" ? bookOffset(desk, offsite) : "done"
}

type Granted = z.infer<typeof OffsiteLoanList>["offsiteLoans"][number]

/** The month's status: most pay, some are late, a few pay everything. */
const feed = async (desk: Desk, { offsiteLoanId, grant: granted, loan }: Granted, month: string) => {
  if (granted === undefined || loan === undefined) return
  const owed = fenOf(loan.balance)
  const share = fenOf(granted.amount) / BigInt(granted.termMonths)
  const isLate = draws(`${offsiteLoanId} ${month} late`, 4)
  const isPaidOff = !isLate && draws(`${offsiteLoanId} ${month} early`, 8)
  const left = isPaidOff || owed <= share ? 0n : owed - share
  await desk.ask("POST", `/v1/loans/${granted.contractNo}/repayments`, {
    month,
    balance: moneyOf(isLate ? owed : left),
    overduePeriods: isLate ? 1 : 0,
    ...(isLate ? { overdueAmount: moneyOf(share) } : {}),
  })
}

const tend = async (desk: Desk, offsite: Granted): Promise<void> => {
  const { grant: granted, loan, collection } = offsite
  const month = chinaDay(desk.nowMs()).slice(0, 7)
  if (granted === undefined || loan === undefined) return
  const isUnderWay = offsite.offset?.status === "sent"
  if (loan.balance === "0.00" && !isUnderWay) {
    const body = { paidOffOn: chinaDay(desk.nowMs()), ...staff }
    await desk.ask("POST", `/v1/loans/${granted.contractNo}/payoff`, body)
  } else if (loan.asOf === undefined || loan.asOf < month) await feed(desk, offsite, month)
  else if (loan.overduePeriods > 0 && collection === undefined)
    await actOffsite(desk, offsite, "collection-request", {
      overduePeriods: loan.overduePeriods,
      overdueAmount: loan.overdueAmount,
    })
}

/** What nobody's message asks for: the monthly feed, the collection of what is late, the end of what is paid. */
export const tendLoans = async (desk: Desk): Promise<void> => {
  const answer = await desk.ask("GET", "/v1/offsite-loans?role=loan&status=granted&limit=50")
  for (const offsite of OffsiteLoanList.parse(answer).offsiteLoans) {
    if (stillThinks(desk, offsite.changedAt, offsite.offsiteLoanId, "tend")) continue
    await tend(desk, offsite)
  }
}
