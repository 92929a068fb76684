import type { LoanQuoteResponse } from "../../../contracts/loan-quotes.ts"
import { refuse } from "../refusal.ts"
import { OFFSITE_ALLOWED } from "./decide-offsite-loan.ts"
import { acceptedOffsite, type OffsiteContext, type OffsiteDecision } from "./offsite-decision.ts"
import type { OffsiteLoanCase, OffsiteParty } from "./offsite-loan-case.ts"
import type { Refusal } from "../refusal.ts"

/** Whether a quote may be asked now, and by whom; asked before anything of the record is read. */
export const quoteBar = (offsite: OffsiteLoanCase, actor: OffsiteParty): Refusal | undefined => {
  const caseId = offsite.offsiteLoanId
  const { party, from } = OFFSITE_ALLOWED.quote
  if (actor !== party) return refuse("wrong-party", { caseId })
  return from.includes(offsite.status) ? undefined : refuse("action-not-allowed", { caseId })
}

/** L: the quote that a grant is held against. A later one replaces it; the history keeps when. */
export const keepQuote = (
  offsite: OffsiteLoanCase,
  quoted: Pick<LoanQuoteResponse, "amount" | "bindingConstraint" | "eligible" | "policy" | "yearlyRate"> & {
    readonly termMonths: number
  },
  context: OffsiteContext,
): OffsiteDecision => {
  const { amount, bindingConstraint, eligible, termMonths, yearlyRate } = quoted
  return acceptedOffsite(
    offsite,
    {
      ...offsite,
      policy: quoted.policy,
      quote: { amount, bindingConstraint, eligible, termMonths, yearlyRate, quotedAt: context.now },
    },
    "quote",
    context,
  )
}
