import type { DeskLetter, DeskStatement } from "../../../contracts/desk.ts"
import type { AccountKind, CenterId } from "../../../contracts/primitives.ts"
import type { Statement } from "../../../contracts/transfers.ts"
import type { Words } from "../../../contracts/desk.ts"
import type { HistoryEntry } from "../change.ts"
import { eachPaidMonth } from "../months/contribution-months.ts"
import { monthNumber } from "../months/month.ts"
import { standingPayments, type TransferCase } from "../transfer/transfer-case.ts"
import { capitalAmount } from "./capital-amount.ts"
import type { NameOfCenter } from "./desk-line.ts"
import { words } from "./words.ts"

const ACCOUNT_KINDS: Readonly<Record<AccountKind, Words>> = {
  basic: words("住房公积金", "basic account"),
  supplementary: words("补充住房公积金", "supplementary account"),
  housingAllowance: words("住房补贴", "housing allowance"),
}

/** 联系函. Who of the transfer-in center stands behind it is shown to that center alone, as in the history. */
export const deskLetterOf = (
  transfer: TransferCase,
  reader: CenterId,
  history: readonly HistoryEntry[],
  nameOf: NameOfCenter,
): DeskLetter => {
  const sent = history.find(({ event, by }) => event === "letter" && by === reader)
  const { bankName, accountName, accountNumber } = transfer.receivingAccount
  return {
    letterNo: transfer.letterNo,
    fromCenter: nameOf(transfer.fromCenterId),
    toCenter: nameOf(transfer.toCenterId),
    fromAccountNo: transfer.fromAccountNo,
    toAccountNo: transfer.toAccountNo,
    accountKind: ACCOUNT_KINDS[transfer.accountKind],
    appliedOn: transfer.appliedOn,
    sentAt: transfer.openedAt,
    bankName,
    bankAccountName: accountName,
    bankAccountTail: accountNumber.slice(-4),
    ...(sent?.handler === undefined ? {} : { handler: sent.handler }),
    ...(sent?.reviewer === undefined ? {} : { reviewer: sent.reviewer }),
  }
}

/** Every month that a segment paid, each once, up to the month of the statement. */
const paidMonthsOf = ({ segments, paidThrough }: Statement): number => {
  const months = new Set<number>()
  for (const segment of segments)
    eachPaidMonth(segment, monthNumber(paidThrough), (month) => void months.add(month))
  return months.size
}

/** 账户信息表, as it was stated; both centers of the case have it. */
export const deskStatementOf = (transfer: TransferCase, statement: Statement): DeskStatement => ({
  statedAt: transfer.statement?.statedAt ?? transfer.changedAt,
  principal: statement.principal,
  interest: statement.interest,
  amount: statement.amount,
  amountInCapitals: capitalAmount(statement.amount),
  openedOn: statement.openedOn,
  paidThrough: statement.paidThrough,
  paidMonths: paidMonthsOf(statement),
  sixMonthsContinuous: statement.sixMonthsContinuous,
  loanCount: statement.loanCount,
  hasUnsettledLoan: statement.hasUnsettledLoan,
  hasFraudRecord: statement.hasFraudRecord,
  segments: statement.segments.map(({ contributorType, from, to, principal, interest }) => ({
    contributorType,
    from,
    to,
    principal,
    interest,
  })),
  payments: standingPayments(transfer).map(({ reference, amount, paidOn }) => ({
    reference,
    amount,
    paidOn,
  })),
  handler: statement.handler,
  reviewer: statement.reviewer,
})
