import type { Person } from "../../contracts/primitives.ts"
import { hasEndedOffsite } from "../../functions/domain/offsite-loan/offsite-loan-case.ts"
import { isOpen, type AccountRecord } from "../../functions/domain/account/account-record.ts"
import type { LoanRecord } from "../../functions/domain/loan-registry/loan-record.ts"
import type { OffsiteParty } from "../../functions/domain/offsite-loan/offsite-loan-case.ts"
import { fenOf, moneyOf } from "../../tools/fen.ts"
import { makePhone, makeUnitCreditCode } from "../../tools/make-person.ts"
import type { LoanPlan, Step } from "./loan-stories.ts"
import type { Mirror, StoredLoanCase } from "./mirror.ts"
import type { OperationName } from "./operations.ts"

/** How far a story has come. */
export interface Progress {
  step: number
  refusals: number
  reservationId?: string
  /** Nobody lends: the family is reserved elsewhere. */
  barred: boolean
}

export interface LoanMove {
  readonly party: OffsiteParty
  readonly operation: OperationName
  readonly body: object
  /** The loan, not the case, is acted on. */
  readonly contractNo?: string
  /** How long the back office takes. */
  readonly thinkMs: readonly [number, number]
  /** The step of the story that it takes. */
  readonly takesStep?: "takes"
}

export interface Situation {
  readonly borrower: Person
  readonly plan: LoanPlan
  readonly progress: Progress
  readonly known: StoredLoanCase
  readonly loan: LoanRecord | undefined
  readonly mirror: Mirror
  readonly today: string
}

const hour = 3_600_000
const day = 24 * hour
const clerk = [20_000, 4 * hour] as const
const certificateDays = 60
const shortCertificateDays = 8

const dayAfter = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * day).toISOString().slice(0, 10)

const localSegment = (account: AccountRecord) => ({
  contributorType: account.contributorType,
  accountKind: account.accountKind,
  origin: { kind: "local" },
  ...(account.contributorType === "employee"
    ? { unitCreditCode: makeUnitCreditCode(account.accountNo) }
    : {}),
  from: "2021-01",
  to: "2026-01",
  principal: "80000.00",
  interest: "1200.00",
  contributions: "80000.00",
  subsidy: "0.00",
  monthlyContribution: "1000.00",
})

const homeAccountOf = ({ known, mirror }: Situation): AccountRecord | undefined =>
  mirror
    .accounts(known.personRef)
    .find((account) => account.centerId === known.homeCenterId && isOpen(account))

const certification = (situation: Situation): LoanMove => {
  const { plan, progress, known, mirror, today } = situation
  const account = homeAccountOf(situation)
  if (account === undefined) return refusal("account-not-found")
  const registered = mirror.segments(account.centerId, account.accountNo).flatMap(({ segments }) => segments)
  const segments = registered.length > 0 ? registered : [localSegment(account)]
  // Interest of this year is not credited yet, but for money that a transfer brought.
  const balance = segments.reduce(
    (sum, { origin, principal, interest }) =>
      sum + fenOf(principal) + (origin.kind === "transferred" ? fenOf(interest) : 0n),
    0n,
  )
  const loanCount = mirror.loanLines(known.personRef).filter(({ role }) => role !== "guarantor").length
  return {
    party: "home",
    operation: "certifyRecord",
    body: {
      accountNo: account.accountNo,
      openedMonth: account.openedOn.slice(0, 7),
      accountStatus: account.status,
      contributionBase: "8000.00",
      monthlyContribution: "1000.00",
      balance: moneyOf(balance),
      continuousFrom: segments.map(({ from }) => from).toSorted()[0],
      continuousTo: segments
        .map(({ to }) => to)
        .toSorted()
        .at(-1),
      hasUsedLoan: loanCount > 0,
      loanCount,
      loanTotal: loanCount > 0 ? "300000.00" : "0.00",
      unsettledBalance: "0.00",
      centerPhone: makePhone(account.centerId),
      segments,
      validTo: dayAfter(today, plan.story === "grant-forgotten" ? shortCertificateDays : certificateDays),
    },
    thinkMs: progress.refusals > 0 ? [day, 3 * day] : clerk,
  }
}

const refusal = (reasonCode: string): LoanMove => ({
  party: "home",
  operation: "refuseCertification",
  body: { reasonCode },
  thinkMs: clerk,
})

const mostRefusals = 3

const requested = (situation: Situation): readonly LoanMove[] => {
  const { plan, progress } = situation
  const cancel: LoanMove = { party: "loan", operation: "cancelOffsiteLoan", body: {}, thinkMs: clerk }
  if (plan.story === "certificate-ignored") return []
  if (plan.story === "cancelled") return [cancel]
  if (plan.story === "refused") return [refusal("months-short")]
  if (progress.refusals >= mostRefusals) return [refusal("other-hold")]
  const certify = certification(situation)
  if (plan.story === "cancel-against-certificate") return [cancel, certify]
  return plan.story === "refusal-against-certificate"
    ? [refusal("withdrawn-by-applicant"), certify]
    : [certify]
}

const quote = ({ borrower }: Situation): LoanMove => ({
  party: "loan",
  operation: "quoteOffsiteLoan",
  body: {
    price: "2000000.00",
    termMonths: 240,
    firstHome: true,
    monthlyIncome: "40000.00",
    applicants: [{ person: borrower }],
  },
  thinkMs: clerk,
})

/** As much as the plan wants; whoever has asked for a quote lends no more than that, others say why they did not ask. */
const lent = ({ plan, known }: Situation) => {
  const cap = known.quote === undefined ? 0n : fenOf(known.quote.amount)
  const isQuoted = plan.asksQuote && known.quote?.eligible === true && cap > 0n
  return isQuoted
    ? { amount: moneyOf(cap < plan.amountFen ? cap : plan.amountFen) }
    : { amount: moneyOf(plan.amountFen), overrideReason: "人才引进，按专题会议纪要执行" }
}

const grant = (situation: Situation, number: number): LoanMove => ({
  party: "loan",
  operation: "grantLoan",
  body: {
    contractNo: `HT-${situation.known.offsiteLoanId.slice(-10)}-${number}`,
    kind: "hpf",
    ...lent(situation),
    termMonths: 240,
    yearlyRate: "0.026",
    grantedOn: situation.today,
    certificateNo: situation.known.certificateNo,
    reservationId: situation.progress.reservationId,
  },
  thinkMs: clerk,
})

const certified = (situation: Situation): readonly LoanMove[] => {
  const { plan, progress } = situation
  const reject: LoanMove = {
    party: "loan",
    operation: "rejectLoan",
    body: { reasonCode: "credit" },
    thinkMs: clerk,
  }
  if (plan.story === "grant-forgotten") return []
  if (plan.story === "rejected" || progress.barred || progress.refusals >= mostRefusals) return [reject]
  if (plan.asksQuote && situation.known.quote === undefined && progress.refusals === 0)
    return [quote(situation)]
  if (plan.story === "reject-against-grant") return [reject, grant(situation, 1)]
  return plan.story === "two-grants" ? [grant(situation, 1), grant(situation, 2)] : [grant(situation, 1)]
}

const feed = (
  { loan, today }: Situation,
  balanceFen: bigint,
  overduePeriods: number,
  thinkMs: LoanMove["thinkMs"],
): readonly LoanMove[] => {
  const month = today.slice(0, 7)
  if (loan === undefined || (loan.fedMonth !== undefined && month <= loan.fedMonth)) return []
  return [
    {
      party: "loan",
      operation: "feedRepayment",
      contractNo: loan.contractNo,
      body: {
        month,
        balance: moneyOf(balanceFen),
        overduePeriods,
        ...(overduePeriods > 0 ? { overdueAmount: "3200.00" } : {}),
      },
      thinkMs,
      takesStep: "takes",
    },
  ]
}

const reference = (known: StoredLoanCase, kind: "O" | "D"): string =>
  `${kind}-${known.offsiteLoanId.slice(-10)}-${known.version}`

const stepOf = (situation: Situation, step: Step): readonly LoanMove[] => {
  const { plan, known, loan, today } = situation
  const balance = fenOf(loan?.balance ?? "0.00")
  const forgotten = plan.story === "feed-forgotten"
  switch (step) {
    case "feed":
      return feed(situation, (balance * 99n) / 100n, 0, forgotten ? [66 * day, 72 * day] : clerk)
    case "overdue":
      return feed(situation, balance, 1, clerk)
    case "last-feed":
      return feed(situation, 0n, 0, clerk)
    case "payoff":
    case "write-off":
      return loan === undefined
        ? []
        : [
            {
              party: "loan",
              operation: step === "payoff" ? "payOffLoan" : "writeOffLoan",
              contractNo: loan.contractNo,
              body:
                step === "payoff"
                  ? { paidOffOn: today }
                  : { writtenOffOn: today, documentNo: "核销〔2026〕1号" },
              thinkMs: clerk,
              takesStep: "takes",
            },
          ]
    case "collection":
      return [
        {
          party: "loan",
          operation: "requestCollection",
          body: { overduePeriods: 1, overdueAmount: "3200.00" },
          thinkMs: clerk,
          takesStep: "takes",
        },
      ]
    case "offset":
      return [
        {
          party: "home",
          operation: "sendOffset",
          body: {
            reference: reference(known, "O"),
            amount: moneyOf(balance / 3n + 1n),
            paidOn: today,
          },
          thinkMs: clerk,
          takesStep: "takes",
        },
      ]
  }
}

/** An offset that arrived behind the last payment: its bank sends it back. */
const isLeftOver = ({ status, offset }: StoredLoanCase): boolean =>
  status === "paidOff" && offset?.status === "sent"

const returnOffset = (today: string): LoanMove => ({
  party: "home",
  operation: "returnOffset",
  body: { returnedOn: today },
  thinkMs: clerk,
})

/** Some of what is owed, and no more than is collected. */
const deductible = ({ collection }: StoredLoanCase, balance: bigint): bigint => {
  const overdue = fenOf(collection?.overdueAmount ?? "0.00")
  const wanted = balance / 50n + 1n
  return wanted < overdue ? wanted : overdue
}

/** What the home center or the loan center owes the other, before the story goes on. */
const duties = ({ plan, progress, known, loan, today }: Situation): readonly LoanMove[] => {
  const balance = fenOf(loan?.balance ?? "0.00")
  const asked = known.legs.some(({ leg }) => leg === "collectionAnswer")
  const ignored = [10 * day, 14 * day] as const
  const answer: readonly LoanMove[] = asked
    ? [
        {
          party: "home",
          operation: "answerCollection",
          body: {
            contacted: true,
            // What cannot be deducted, since the account leaves, is not: the collection is answered all the same.
            ...(balance > 0n && progress.refusals === 0
              ? {
                  deduction: {
                    reference: reference(known, "D"),
                    amount: moneyOf(deductible(known, balance)),
                    paidOn: today,
                  },
                }
              : {}),
          },
          thinkMs: plan.story === "collection-ignored" ? ignored : clerk,
        },
      ]
    : []
  const { offset } = known
  if (offset?.status !== "sent") return answer
  const left = balance - fenOf(offset.amount)
  const complete: LoanMove = {
    party: "loan",
    operation: "completeOffset",
    body: {
      receivedOn: today,
      bankSerial: `LS-${offset.reference}`,
      balance: moneyOf(left < 0n ? 0n : left),
    },
    thinkMs: plan.story === "offset-ignored" ? ignored : clerk,
  }
  if (plan.story === "offset-returned") return [...answer, returnOffset(today)]
  return [...answer, complete]
}

/** Whether nobody will ever do anything for this loan again, though the case may run for years. */
export const isTold = ({ plan, progress, known, loan }: Situation): boolean => {
  const stepsLeft = progress.step < plan.steps.length
  if (known.status === "converted") return !stepsLeft || loan?.status === "paidOff"
  if (hasEndedOffsite(known)) return !isLeftOver(known)
  return known.status === "granted" && !stepsLeft && known.legs.every(({ leg }) => leg === "statusFeed")
}

/** What the two centers do next as the case stands; several moves race each other, none means that somebody waits. */
export const nextLoanMoves = (situation: Situation): readonly LoanMove[] => {
  const { plan, progress, known } = situation
  if (known.status === "requested") return requested(situation)
  if (known.status === "certified") return certified(situation)
  if (isLeftOver(known)) return [returnOffset(situation.today)]
  if (known.status === "granted") {
    const owed = duties(situation)
    if (owed.length > 0) return owed
  }
  const steps: readonly Step[] = plan.steps[progress.step] ?? []
  const local = known.status === "converted"
  return steps
    .filter((step) => !local || !["offset", "collection"].includes(step))
    .flatMap((step) => stepOf(situation, step))
}
