import type { PolicyPack } from "../../../contracts/policies.ts"
import type { FlexibleStep } from "../../../contracts/participation.ts"
import type { Money } from "../../../contracts/primitives.ts"
import { exact } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { judgeMonthly, judgeNewBase } from "./contribution-limits.ts"

/** What a flexible contributor agrees to pay a month: an amount, and where the center agrees them base and rate. */
export interface AgreedContribution {
  readonly monthlyContribution: Money
  readonly contributionBase?: Money | undefined
  readonly contributionRate?: string | undefined
}

type Limits = Pick<PolicyPack, "contribution" | "sources">

/** Centers round to the fen, the jiao or the yuan, so a difference of less than one yuan is none. */
const agrees = ({ monthlyContribution, contributionBase, contributionRate }: AgreedContribution): boolean =>
  contributionBase === undefined ||
  contributionRate === undefined ||
  exact(contributionBase).times(contributionRate).minus(monthlyContribution).abs().lt(1)

const stepsOf = (
  { monthlyContribution, contributionBase, contributionRate }: AgreedContribution,
  pack: Limits,
): readonly (readonly [field: string, step: FlexibleStep | undefined])[] => {
  const [base, rate] =
    contributionBase === undefined
      ? []
      : judgeNewBase({ newBase: contributionBase, newRate: contributionRate }, pack)
  return [
    ["/contributionBase", base],
    ["/contributionRate", rate],
    ["/monthlyContribution", judgeMonthly(exact(monthlyContribution), pack)],
  ]
}

/** The city's limits of the day of signing. What no source limits is accepted: the center decides. */
export const contributionDefect = (
  agreed: AgreedContribution,
  pack: Limits | undefined,
): Refusal | undefined => {
  if (!agrees(agreed)) return refuse("invalid-request", { rule: "FLX-003", field: "/monthlyContribution" })
  if (pack === undefined) return undefined
  const [field, step] = stepsOf(agreed, pack).find(([, judged]) => judged?.verdict === "notAllowed") ?? []
  return field === undefined || step === undefined
    ? undefined
    : refuse("contribution-out-of-limits", { rule: step.rule, field })
}
