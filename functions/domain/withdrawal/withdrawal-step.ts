import type { PolicySource } from "../../../contracts/policy-figures.ts"
import type { Money } from "../../../contracts/primitives.ts"
import { RULES, type RuleId } from "../../../contracts/rules.ts"
import type { WithdrawalStep, WithdrawalVerdict } from "../../../contracts/withdrawals.ts"

export type StepSource = NonNullable<WithdrawalStep["source"]>

export interface StepText {
  readonly zh: string
  readonly en: string
}

/** The document that a figure comes from, as a reader wants to see it. */
export const sourceOf = (
  cited: { readonly source: string; readonly clause?: string | undefined },
  sources: readonly PolicySource[],
): StepSource | undefined => {
  const found = sources.find(({ id }) => id === cited.source)
  if (found === undefined) return undefined
  return {
    title: found.title,
    ...(cited.clause === undefined ? {} : { clause: cited.clause }),
    ...(found.url === undefined ? {} : { url: found.url }),
  }
}

/** Rules that come from the law, or from a standard of the whole nation. A single city's document binds no other. */
const bindingEverywhere: readonly RuleId[] = [
  "WDR-007",
  "WDR-008",
  "WDR-022",
  "ACC-004",
  "ACC-005",
  "LON-009",
]

const lawOf = (rule: RuleId): StepSource | undefined =>
  bindingEverywhere.includes(rule) ? { title: RULES[rule].source } : undefined

/** A step names the document of the figure, or else the law that the rule comes from; the hub's own has neither. */
export const stepOf = (
  rule: RuleId,
  verdict: WithdrawalVerdict,
  { zh, en }: StepText,
  more: { readonly limit?: Money | undefined; readonly source?: StepSource | undefined } = {},
): WithdrawalStep => {
  const source = more.source ?? lawOf(rule)
  return {
    rule,
    verdict,
    zh,
    en,
    ...(more.limit === undefined ? {} : { limit: more.limit }),
    ...(source === undefined ? {} : { source }),
  }
}

/** A condition that is met or not: the text says what is asked, the verdict whether it is so. */
export const metOrNot = (met: boolean): WithdrawalVerdict => (met ? "allowed" : "notAllowed")
