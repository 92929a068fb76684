import { LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import type { OffsiteLoanId, Person } from "../../contracts/primitives.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, newReference, openAccount, staff, type TestCenter } from "../fixtures/federation.ts"
import {
  actOnOffsite,
  certificationBody,
  consentOf,
  requestBody,
  reserve,
} from "../fixtures/offsite-story.ts"
import type { BenchFederation } from "./bench-federation.ts"
import type { FlowMeter } from "./flow-meter.ts"

/** Where a loan is lent and where its account stands. */
export interface Lending {
  readonly hub: Hub
  readonly L: TestCenter
  readonly H: TestCenter
}

export interface Applicant {
  readonly person: Person
  readonly spouse: Person
  readonly accountNo: string
}

export interface RunningLoan {
  readonly offsiteLoanId: OffsiteLoanId
  readonly contractNo: string
}

export const lendingOf = ({ hub, I, O }: BenchFederation): Lending => ({ hub, L: I, H: O })

export const applicantAt = async (H: TestCenter, seed: string): Promise<Applicant> => {
  const accountNo = `H-${seed}`
  const person = makePerson(seed, 1990)
  await openAccount(H, person, accountNo)
  return { person, spouse: makePerson(`${seed}-spouse`, 1990), accountNo }
}

const lent = "300000.00"

const quoteBody = ({ person }: Applicant) => ({
  applicants: [{ person, contributionBase: "9000.00" }],
  price: "1000000.00",
  termMonths: 240,
  firstHome: true,
  monthlyIncome: "18000.00",
})

/** From the consent to the grant within the quote: each center reads its inbox and acknowledges every message. */
export const carryToGrant = async (
  { hub, L, H }: Lending,
  applicant: Applicant,
  { write, emptyInbox }: FlowMeter,
): Promise<RunningLoan> => {
  const { person, spouse, accountNo } = applicant
  const consent = await write(() => consentOf(H, person))
  const { offsiteLoanId } = OffsiteLoan.parse(
    expectStatus(
      await write(() => L.call("POST", "/v1/offsite-loans", requestBody(H, person, consent))),
      201,
    ),
  )
  await emptyInbox(H)
  // Centers act hours apart: the workflow has parked again before the next call.
  await hub.settle()
  const { certificateNo } = await write(() =>
    actOnOffsite(H, offsiteLoanId, "certification", certificationBody(accountNo)),
  )
  await emptyInbox(L)
  await hub.settle()
  const quotePath = `/v1/offsite-loans/${offsiteLoanId}/quote`
  const quote = LoanQuoteResponse.parse(
    expectStatus(await write(() => L.call("POST", quotePath, quoteBody(applicant))), 200),
  )
  if (!quote.eligible || Number(quote.amount) < Number(lent)) throw new Error("the bench asks for no loan")
  await hub.settle()
  const { reservationId } = await write(() => reserve(L, person, { spouse, offsiteLoanId }))
  const contractNo = `C-${accountNo}`
  const terms = { contractNo, kind: "hpf", amount: lent, termMonths: 240, yearlyRate: "0.026" }
  const grant = { ...terms, grantedOn: "2026-09-01", certificateNo, reservationId }
  await write(() => actOnOffsite(L, offsiteLoanId, "grant", grant))
  await emptyInbox(H)
  return { offsiteLoanId, contractNo }
}

export interface Feed {
  readonly month: string
  readonly balance: string
  readonly overduePeriods: number
}

/** The month's status, which the home center reads. */
export const feed = async (
  { L, H }: Lending,
  { contractNo }: RunningLoan,
  figures: Feed,
  { write, emptyInbox }: FlowMeter,
): Promise<void> => {
  const path = `/v1/loans/${contractNo}/repayments`
  expectStatus(await write(() => L.call("POST", path, { ...figures, ...staff })), 200)
  await emptyInbox(H)
}

/** L asks, H has reached the borrower and deducted what is overdue. */
export const collect = async (
  { hub, L, H }: Lending,
  { offsiteLoanId }: RunningLoan,
  on: string,
  { write, emptyInbox }: FlowMeter,
): Promise<void> => {
  const overdueAmount = "1604.00"
  await write(() =>
    actOnOffsite(L, offsiteLoanId, "collection-request", { overduePeriods: 1, overdueAmount }),
  )
  await emptyInbox(H)
  await hub.settle()
  const deduction = { reference: newReference(), amount: overdueAmount, paidOn: on }
  await write(() => actOnOffsite(H, offsiteLoanId, "collection-answer", { contacted: true, deduction }))
  await emptyInbox(L)
  await hub.settle()
}

/** H pays from the account to the loan, L books it. */
export const offset = async (
  { hub, L, H }: Lending,
  { offsiteLoanId }: RunningLoan,
  { on, amount, balance }: { readonly on: string; readonly amount: string; readonly balance: string },
  { write, emptyInbox }: FlowMeter,
): Promise<void> => {
  const reference = newReference()
  await write(() => actOnOffsite(H, offsiteLoanId, "offset", { reference, amount, paidOn: on }))
  await emptyInbox(L)
  await hub.settle()
  const booked = { receivedOn: on, bankSerial: `SN-${reference}`, balance }
  await write(() => actOnOffsite(L, offsiteLoanId, "offset-completion", booked))
  await emptyInbox(H)
  await hub.settle()
}

export const payOff = async ({ L }: Lending, { contractNo }: RunningLoan, on: string): Promise<void> => {
  expectStatus(await L.call("POST", `/v1/loans/${contractNo}/payoff`, { paidOffOn: on, ...staff }), 200)
}
