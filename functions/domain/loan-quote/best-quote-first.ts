import type { ComparedQuote } from "../../../contracts/loan-quotes.ts"
import { compareMoney, isZeroMoney } from "../money/money.ts"

/** The highest amount first; of two that lend nothing now, the one that would lend more; refused ones last. */
const order = (left: ComparedQuote, right: ComparedQuote): number => {
  if (left.outcome === "refused" || right.outcome === "refused")
    return Number(left.outcome === "refused") - Number(right.outcome === "refused")
  return (
    compareMoney(right.quote.amount, left.quote.amount) ||
    compareMoney(right.quote.amountIfEligible, left.quote.amountIfEligible)
  )
}

/** The lines of a comparison in order, centers that lend alike as they were asked; `best` when any lends at all. */
export const bestQuoteFirst = (
  lines: readonly ComparedQuote[],
): { readonly quotes: ComparedQuote[]; readonly best?: number } => {
  const quotes = lines.toSorted(order)
  const first = quotes[0]
  return first?.outcome === "quoted" && !isZeroMoney(first.quote.amount) ? { quotes, best: 0 } : { quotes }
}
