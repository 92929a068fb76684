import type { PolicySource } from "../../../contracts/policy-figures.ts"
import type { Money } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
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

export const stepOf = (
  rule: RuleId,
  verdict: WithdrawalVerdict,
  { zh, en }: StepText,
  more: { readonly limit?: Money | undefined; readonly source?: StepSource | undefined } = {},
): WithdrawalStep => ({
  rule,
  verdict,
  zh,
  en,
  ...(more.limit === undefined ? {} : { limit: more.limit }),
  ...(more.source === undefined ? {} : { source: more.source }),
})

/** A condition that is met or not: the text says what is asked, the verdict whether it is so. */
export const metOrNot = (met: boolean): WithdrawalVerdict => (met ? "allowed" : "notAllowed")
