import type { Money } from "../../../contracts/primitives.ts"
import type { LoanRecord } from "../loan-registry/loan-record.ts"
import { compareMoney, subtractMoney, sumMoney, zeroMoney } from "../money/money.ts"
import type { OffsiteLoanCase } from "./offsite-loan-case.ts"

/** What is under way to the lender, or was deducted since its last feed, is owed no more. */
export const owedUnderMark = (
  { balance }: Pick<LoanRecord, "balance">,
  { offset, deducted = zeroMoney }: Pick<OffsiteLoanCase, "offset" | "deducted">,
): Money => {
  const sent = sumMoney([deducted, offset?.status === "sent" ? offset.amount : zeroMoney])
  return compareMoney(sent, balance) >= 0 ? zeroMoney : subtractMoney(balance, sent)
}
