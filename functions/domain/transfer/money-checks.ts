import type { Money } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import type { Completion, Statement } from "../../../contracts/transfers.ts"
import { compareMoney, exact, type Exact } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"

export const equalOrMore = (left: Money, right: Money): boolean => compareMoney(left, right) >= 0

/** An exact sum: wider than any amount of the wire, so that no input can overflow it. */
const total = (amounts: readonly Money[]): Exact =>
  amounts.reduce<Exact>((sum, amount) => sum.plus(amount), exact(0))

const contradiction = (rule: RuleId, field: string): Refusal =>
  refuse("statement-inconsistent", { rule, field })

/** The sums of a statement, each to the fen; the hub never computes interest of its own against it. */
export const statementContradiction = (statement: Statement, accountKind: string): Refusal | undefined => {
  const { principal, interest, amount, segments } = statement
  if (!total([principal, interest]).equals(amount)) return contradiction("TRF-010", "/amount")
  if (!total(segments.map((segment) => segment.principal)).equals(principal))
    return contradiction("TRF-008", "/segments")
  if (!total(segments.map((segment) => segment.interest)).equals(interest))
    return contradiction("TRF-009", "/segments")
  const swollen = segments.findIndex((segment) => compareMoney(segment.subsidy, segment.principal) > 0)
  if (swollen >= 0) return contradiction("ACC-010", `/segments/${swollen}/subsidy`)
  const foreign = segments.findIndex((segment) => segment.accountKind !== accountKind)
  return foreign >= 0 ? contradiction("TRF-019", `/segments/${foreign}/accountKind`) : undefined
}

/** What was received less what was sent back must be the stated amount, to the fen. */
export const completionMismatch = (completion: Completion, amount: Money): Refusal | undefined => {
  const received = total(completion.payments.map((payment) => payment.amount))
  const returned = total((completion.returned ?? []).map((item) => item.amount))
  if (returned.greaterThan(received))
    return refuse("amount-mismatch", { rule: "TRF-021", field: "/returned" })
  return received.minus(returned).equals(amount)
    ? undefined
    : refuse("amount-mismatch", { rule: "TRF-011", field: "/payments" })
}

/** Whether payments add up to an amount, to the fen. */
export const addUpTo = (payments: readonly { readonly amount: Money }[], amount: Money): boolean =>
  total(payments.map((payment) => payment.amount)).equals(amount)

/**
 * Whether money that goes back is whole: all that stands in transit, or all that a dispute says had arrived when that
 * is more. Less would leave money in transit that the confirmation calls returned.
 */
export const isWhole = (
  returns: readonly { readonly amount: Money }[],
  standing: Money,
  received: Money | undefined,
): boolean =>
  addUpTo(returns, standing) ||
  (received !== undefined && equalOrMore(received, standing) && addUpTo(returns, received))

/** More than the wire can write is no amount: the most that may stand in transit on one case. */
export const fitsTheWire = (amounts: readonly Money[]): boolean => total(amounts).lessThan("100000000000000")
