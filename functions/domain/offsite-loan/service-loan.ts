import type {
  CollectionAnswer,
  CollectionRequest,
  LoanOffset,
  OffsetCompletion,
  OffsetReturn,
} from "../../../contracts/offsite-loans.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { barOf } from "../account/account-bar.ts"
import { isOpen } from "../account/account-record.ts"
import type { Telling } from "../case/tell-center.ts"
import type { Change } from "../change.ts"
import { compareMoney, isZeroMoney, sumMoney, zeroMoney } from "../money/money.ts"
import { defectOfLoanDay, savedLoan } from "../loan-registry/loan-decision.ts"
import { refuse, type Refusal } from "../refusal.ts"
import {
  acceptedOffsite,
  accountHistory,
  endAccountHold,
  tellOffsite,
  type OffsiteContext,
  type OffsiteDecision,
} from "./offsite-decision.ts"
import { planOffsiteLeg, withLeg, withoutLeg } from "./offsite-legs.ts"
import { hasOpenOffset, type OffsiteLoanCase } from "./offsite-loan-case.ts"
import { owedUnderMark } from "./owed-under-mark.ts"

const notAllowed = (offsite: OffsiteLoanCase): Refusal =>
  refuse("action-not-allowed", { caseId: offsite.offsiteLoanId })

const hasLeg = ({ legs }: OffsiteLoanCase, leg: "collectionAnswer" | "offsetCompletion"): boolean =>
  legs.some((running) => running.leg === leg)

/** What is still owed by the registry, or by the case as it was fed last. */
const owed = (offsite: OffsiteLoanCase, { loan }: OffsiteContext): Money =>
  loan?.balance ?? offsite.loan?.balance ?? zeroMoney

/** What may still be sent: no money is sent twice. */
const sendable = (offsite: OffsiteLoanCase, context: OffsiteContext): Money =>
  owedUnderMark({ balance: owed(offsite, context) }, offsite)

const dayDefect = (
  offsite: OffsiteLoanCase,
  day: LocalDate,
  field: string,
  context: OffsiteContext,
): Refusal | undefined => {
  const { grant, offsiteLoanId: caseId } = offsite
  const defect = grant === undefined ? undefined : defectOfLoanDay(day, field, grant, context)
  return defect === undefined ? undefined : { ...defect, caseId }
}

/** The account that pays is open, and nothing bars money from leaving it: a running transfer, a court, a certificate. */
const accountDefect = (
  offsite: OffsiteLoanCase,
  { homeAccount, today }: OffsiteContext,
): Refusal | undefined => {
  const caseId = offsite.offsiteLoanId
  if (homeAccount === undefined || !isOpen(homeAccount)) return refuse("account-already-closed", { caseId })
  const bar = barOf(homeAccount, "withdrawal", today)
  return bar === undefined ? undefined : { ...bar, caseId }
}

const paymentDefect = (
  offsite: OffsiteLoanCase,
  payment: Pick<LoanOffset, "amount" | "paidOn">,
  path: string,
  context: OffsiteContext,
): Refusal | undefined => {
  const caseId = offsite.offsiteLoanId
  const field = `${path}/amount`
  if (isZeroMoney(payment.amount)) return refuse("invalid-request", { rule: "VAL-001", field, caseId })
  if (compareMoney(payment.amount, sendable(offsite, context)) > 0)
    return refuse("offset-exceeds-balance", { rule: "LON-010", field, caseId })
  return accountDefect(offsite, context) ?? dayDefect(offsite, payment.paidOn, `${path}/paidOn`, context)
}

/** Money leaves the account: a line in its history, and a version, so that a transfer that has not seen it fails. */
const leavesAccount = (
  { homeAccount }: OffsiteContext,
  event: "loan-offset" | "loan-deduction",
  telling: Telling,
): readonly Change[] => {
  if (homeAccount === undefined) return []
  const account = { ...homeAccount, version: homeAccount.version + 1 }
  return [{ kind: "saveAccount", account }, accountHistory(account, event, telling)]
}

const claim = (offsite: OffsiteLoanCase, payment: Pick<LoanOffset, "reference" | "amount">): Change => ({
  kind: "claimPaymentReference",
  reference: payment.reference,
  caseId: offsite.offsiteLoanId,
  amount: payment.amount,
})

/** No more is collected than was fed. A feed need not say the amount: then only the periods are compared. */
const collectionDefect = (
  { loan, offsiteLoanId: caseId }: OffsiteLoanCase,
  { overduePeriods, overdueAmount }: CollectionRequest,
): Refusal | undefined => {
  if (loan === undefined || loan.overduePeriods === 0) return refuse("not-overdue", { caseId })
  if (overduePeriods > loan.overduePeriods)
    return refuse("invalid-request", { field: "/overduePeriods", caseId })
  return !isZeroMoney(loan.overdueAmount) && compareMoney(overdueAmount, loan.overdueAmount) > 0
    ? refuse("invalid-request", { field: "/overdueAmount", caseId })
    : undefined
}

/**
 * L: the loan is overdue by its last feed; the home center helps (建金〔2015〕135号 六). Not again before a feed has what
 * was deducted: the same month would be collected twice.
 */
export const requestCollection = (
  offsite: OffsiteLoanCase,
  request: CollectionRequest,
  context: OffsiteContext,
): OffsiteDecision => {
  const { overduePeriods, overdueAmount } = request
  const defect = collectionDefect(offsite, request)
  if (defect !== undefined) return defect
  if (hasLeg(offsite, "collectionAnswer") || offsite.deducted !== undefined) return notAllowed(offsite)
  const asked = withLeg(
    {
      ...offsite,
      collection: {
        overduePeriods,
        overdueAmount,
        requestedOn: context.today,
      },
    },
    planOffsiteLeg("collectionAnswer", context.calendars, context.now),
  )
  return acceptedOffsite(offsite, asked, "collection-request", context, (saved, telling) => [
    tellOffsite(saved, "home", "offsite-loan.collection-requested", telling),
  ])
}

/** H: whether the borrower was reached, and what was deducted from the account under the loan contract. */
export const answerCollection = (
  offsite: OffsiteLoanCase,
  { contacted, deduction }: CollectionAnswer,
  context: OffsiteContext,
): OffsiteDecision => {
  const { collection } = offsite
  if (collection === undefined || !hasLeg(offsite, "collectionAnswer")) return notAllowed(offsite)
  const field = "/deduction/amount"
  const defect =
    deduction === undefined
      ? undefined
      : compareMoney(deduction.amount, collection.overdueAmount) > 0
        ? refuse("offset-exceeds-balance", { rule: "LON-010", field, caseId: offsite.offsiteLoanId })
        : paymentDefect(offsite, deduction, "/deduction", context)
  if (defect !== undefined) return defect
  const answered: OffsiteLoanCase = {
    ...withoutLeg(offsite, "collectionAnswer"),
    collection: {
      ...collection,
      answer: {
        contacted,
        answeredOn: context.today,
        ...(deduction === undefined ? {} : { deduction }),
      },
    },
    ...(deduction === undefined
      ? {}
      : { deducted: sumMoney([offsite.deducted ?? zeroMoney, deduction.amount]) }),
  }
  return acceptedOffsite(offsite, answered, "collection-answer", context, (saved, telling) => [
    ...(deduction === undefined
      ? []
      : [claim(offsite, deduction), ...leavesAccount(context, "loan-deduction", telling)]),
    tellOffsite(saved, "loan", "offsite-loan.collection-answered", telling),
  ])
}

/** H: 冲还贷. One at a time, so that each is booked or sent back before the next. */
export const sendOffset = (
  offsite: OffsiteLoanCase,
  { reference, amount, paidOn }: LoanOffset,
  context: OffsiteContext,
): OffsiteDecision => {
  if (hasOpenOffset(offsite)) return notAllowed(offsite)
  const defect = paymentDefect(offsite, { amount, paidOn }, "", context)
  if (defect !== undefined) return defect
  const sent = withLeg(
    { ...offsite, offset: { reference, amount, paidOn, status: "sent" } },
    planOffsiteLeg("offsetCompletion", context.calendars, context.now),
  )
  return acceptedOffsite(offsite, sent, "offset", context, (saved, telling) => [
    claim(offsite, { reference, amount }),
    ...leavesAccount(context, "loan-offset", telling),
    tellOffsite(saved, "loan", "offsite-loan.offset-sent", telling),
  ])
}

/**
 * L: the money is booked on the loan. The balance never rises; it may fall by more than the offset, because a monthly
 * payment may have been booked since the last feed.
 */
export const completeOffset = (
  offsite: OffsiteLoanCase,
  { receivedOn, bankSerial, balance }: OffsetCompletion,
  context: OffsiteContext,
): OffsiteDecision => {
  const { offset } = offsite
  const { loan } = context
  if (offset === undefined || offset.status !== "sent") return notAllowed(offsite)
  const defect = dayDefect(offsite, receivedOn, "/receivedOn", context)
  if (defect !== undefined) return defect
  if (loan === undefined) throw new Error("a granted case without its loan")
  const caseId = offsite.offsiteLoanId
  if (compareMoney(balance, loan.balance) > 0)
    return refuse("balance-rises", { rule: "LON-004", field: "/balance", caseId })
  const booked: OffsiteLoanCase = {
    ...withoutLeg(offsite, "offsetCompletion"),
    offset: { ...offset, status: "booked" },
    loan: {
      overduePeriods: loan.overduePeriods,
      overdueAmount: loan.overdueAmount,
      ...offsite.loan,
      balance,
    },
  }
  const { now, today, newId, staff = {} } = context
  const acting = { now, today, newId, staff, by: offsite.loanCenterId }
  return acceptedOffsite(offsite, booked, "offset-completion", context, (saved, telling) => [
    ...savedLoan(loan, { ...loan, balance }, "offset", acting).changes,
    {
      kind: "claimBankEntry",
      centerId: offsite.loanCenterId,
      bankSerial,
      caseId,
      amount: offset.amount,
      field: "/bankSerial",
    },
    tellOffsite(saved, "home", "offsite-loan.offset-booked", telling),
  ])
}

/**
 * H: the bank sent the money back. It is the account's again; the reference stays used. If the loan was paid off
 * meanwhile, what the case has kept on the account ends here; a mark of a running loan stays.
 */
export const returnOffset = (
  offsite: OffsiteLoanCase,
  { returnedOn }: OffsetReturn,
  context: OffsiteContext,
): OffsiteDecision => {
  const { offset } = offsite
  if (offset === undefined || offset.status !== "sent") return notAllowed(offsite)
  const defect = dayDefect(offsite, returnedOn, "/returnedOn", context)
  if (defect !== undefined) return defect
  if (returnedOn < offset.paidOn)
    return refuse("invalid-request", {
      rule: "VAL-005",
      field: "/returnedOn",
      caseId: offsite.offsiteLoanId,
    })
  const returned: OffsiteLoanCase = {
    ...withoutLeg(withoutLeg(offsite, "offsetCompletion"), "offsetReturn"),
    offset: { ...offset, status: "returned" },
  }
  return acceptedOffsite(offsite, returned, "offset-return", context, (saved, telling) => [
    ...(offsite.status === "paidOff"
      ? endAccountHold(offsite, context.homeAccount, "offset-hold-release", telling)
      : []),
    tellOffsite(saved, "loan", "offsite-loan.offset-returned", telling),
  ])
}
