import type { Money } from "../../../contracts/primitives.ts"
import type { Completion, Statement } from "../../../contracts/transfers.ts"
import { addMoney, compareMoney, equalMoney, sumMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"

export const equalOrMore = (left: Money, right: Money): boolean => compareMoney(left, right) >= 0

/** The sums of a statement, each to the fen; the hub never computes interest of its own against it. */
export const statementContradiction = (statement: Statement, accountKind: string): Refusal | undefined => {
  const contradiction = (rule: "TRF-008" | "TRF-009" | "TRF-010" | "ACC-010" | "TRF-019", field: string) =>
    refuse("statement-inconsistent", { rule, field })
  if (!equalMoney(addMoney(statement.principal, statement.interest), statement.amount)) return contradiction("TRF-010", "/amount")
  if (!equalMoney(sumMoney(statement.segments.map((segment) => segment.principal)), statement.principal))
    return contradiction("TRF-008", "/segments")
  if (!equalMoney(sumMoney(statement.segments.map((segment) => segment.interest)), statement.interest))
    return contradiction("TRF-009", "/segments")
  const swollen = statement.segments.findIndex((segment) => compareMoney(segment.subsidy, segment.principal) > 0)
  if (swollen >= 0) return contradiction("ACC-010", `/segments/${swollen}/subsidy`)
  const foreign = statement.segments.findIndex((segment) => segment.accountKind !== accountKind)
  return foreign >= 0 ? contradiction("TRF-019", `/segments/${foreign}/accountKind`) : undefined
}

/** What was received less what was sent back must be the stated amount, to the fen. */
export const completionMismatch = (completion: Completion, amount: Money): Refusal | undefined => {
  const received = sumMoney(completion.payments.map((payment) => payment.amount))
  const returned = sumMoney((completion.returned ?? []).map((item) => item.amount))
  if (compareMoney(returned, received) > 0) return refuse("amount-mismatch", { rule: "TRF-021", field: "/returned" })
  return equalMoney(addMoney(amount, returned), received) ? undefined : refuse("amount-mismatch", { rule: "TRF-011", field: "/payments" })
}
