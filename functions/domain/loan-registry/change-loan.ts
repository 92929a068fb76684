import type { PayoffRequest, RepaymentFeed, WriteOffRequest } from "../../../contracts/loans.ts"
import type { PersonRecord } from "../account/account-record.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import type { Change } from "../change.ts"
import { compareMoney, isZeroMoney, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { defectOfLoanDay, savedLoan, type LoanContext, type LoanDecision } from "./loan-decision.ts"
import { leaveGuard, namesLoan } from "./loan-guard.ts"
import { sameLoan, type LoanLine, type LoanRecord } from "./loan-record.ts"

/** A party of the loan with the line of it in the person's partition. */
export interface PartyLine {
  readonly person: PersonRecord
  readonly line: LoanLine
}

/** The line of a loan with each of its people; nothing when a join of documents is half read. */
export const partyLines = (
  loan: LoanRecord,
  people: readonly PersonRecord[],
): readonly PartyLine[] | undefined => {
  const lines = people.flatMap((person) => {
    const line = person.loans.find((known) => sameLoan(known, loan))
    return line === undefined ? [] : [{ person, line }]
  })
  return lines.length === people.length ? lines : undefined
}

const defectOfMonth = (
  loan: LoanRecord,
  { month }: RepaymentFeed,
  context: LoanContext,
): Refusal | undefined => {
  if (month > chinaDateOf(context.now).slice(0, 7))
    return refuse("invalid-request", { rule: "VAL-010", field: "/month" })
  return month < loan.grantedOn.slice(0, 7) || (loan.fedMonth !== undefined && month <= loan.fedMonth)
    ? refuse("feed-out-of-order", { rule: "LON-005", field: "/month" })
    : undefined
}

/** 还款状态 of a month. A loan that is written off is still repaid, and still fed. */
export const feedRepayment = (loan: LoanRecord, feed: RepaymentFeed, context: LoanContext): LoanDecision => {
  if (loan.status === "paidOff") return refuse("loan-ended")
  const defect = defectOfMonth(loan, feed, context)
  if (defect !== undefined) return defect
  if (compareMoney(feed.balance, loan.balance) > 0)
    return refuse("balance-rises", { rule: "LON-004", field: "/balance" })
  const { month, balance, overduePeriods, overdueAmount = zeroMoney } = feed
  if (overduePeriods === 0 && !isZeroMoney(overdueAmount))
    return refuse("invalid-request", { rule: "VAL-001", field: "/overdueAmount" })
  return savedLoan(
    loan,
    { ...loan, balance, overduePeriods, overdueAmount, fedMonth: month },
    "repayment",
    context,
  )
}

const settledLine = ({ person, line }: PartyLine): readonly Change[] => [
  {
    kind: "saveLoanLine",
    line: { ...line, status: "paidOff", contested: false, version: line.version + 1 },
  },
  ...(person.loanGuard !== undefined && namesLoan(person.loanGuard, line)
    ? leaveGuard(person, person.loanGuard, line)
    : []),
]

/** 结清: the family may borrow again. A loan of theirs that has waited beside this one gets the guard. */
export const payOffLoan = (
  loan: LoanRecord,
  lines: readonly PartyLine[],
  { paidOffOn }: PayoffRequest,
  context: LoanContext,
): LoanDecision => {
  if (loan.status === "paidOff") return refuse("loan-ended")
  const defect = defectOfLoanDay(paidOffOn, "/paidOffOn", loan, context)
  if (defect !== undefined) return defect
  if (!isZeroMoney(loan.balance)) return refuse("balance-outstanding", { rule: "LON-006" })
  return savedLoan(
    loan,
    { ...loan, status: "paidOff", overduePeriods: 0, overdueAmount: zeroMoney, endedOn: paidOffOn },
    "payoff",
    context,
    lines.flatMap(settledLine),
  )
}

/** 核销: the debt stays with the people, and so does the guard. */
export const writeOffLoan = (
  loan: LoanRecord,
  lines: readonly PartyLine[],
  { writtenOffOn, documentNo }: WriteOffRequest,
  context: LoanContext,
): LoanDecision => {
  if (loan.status !== "unsettled") return refuse("loan-ended")
  const defect = defectOfLoanDay(writtenOffOn, "/writtenOffOn", loan, context)
  if (defect !== undefined) return defect
  return savedLoan(
    loan,
    { ...loan, status: "writtenOff", endedOn: writtenOffOn, writeOffDocumentNo: documentNo },
    "write-off",
    context,
    lines.map(({ line }): Change => ({
      kind: "saveLoanLine",
      line: { ...line, status: "writtenOff", version: line.version + 1 },
    })),
  )
}
