import type { ProblemSlug } from "../../contracts/problems.ts"
import type { RuleId } from "../../contracts/rules.ts"

/** A lawful no. It is a value: counted, answered as a problem, never thrown. */
export interface Refusal {
  readonly outcome: "refused"
  readonly problem: ProblemSlug
  readonly rule?: RuleId
  /** JSON pointer into the request. */
  readonly field?: string
  readonly caseId?: string
  /** The other center that the refusal names: then it is a disclosure. */
  readonly centerId?: string
}

export const refuse = (problem: ProblemSlug, about: Omit<Refusal, "outcome" | "problem"> = {}): Refusal => ({
  outcome: "refused",
  problem,
  ...about,
})
