import type { FlexibleStep, ParticipationVerdict } from "../../../contracts/participation.ts"
import type { PolicySource } from "../../../contracts/policy-figures.ts"
import { RULES, type RuleId } from "../../../contracts/rules.ts"

/** A figure with the source that gives it. */
export interface CitedFigure {
  readonly source: string
  readonly clause?: string | undefined
}

/** Where a figure stands, out of the list of its pack. */
export const citationOf = (
  figure: CitedFigure | undefined,
  sources: readonly PolicySource[],
): FlexibleStep["source"] => {
  const found = sources.find(({ id }) => id === figure?.source)
  if (figure === undefined || found === undefined) return undefined
  return {
    title: found.title,
    ...(figure.clause === undefined ? {} : { clause: figure.clause }),
    ...(found.url === undefined ? {} : { url: found.url }),
  }
}

const added: Readonly<Record<ParticipationVerdict, { readonly zh: string; readonly en: string }>> = {
  allowed: { zh: "：符合", en: ": met" },
  notAllowed: { zh: "：不符合", en: ": not met" },
  homeDecides: { zh: "：由中心判断", en: ": the center judges" },
}

/** What a rule says of a case, in its own words and with what is particular about it. */
export const stepOf = (
  rule: RuleId,
  verdict: ParticipationVerdict,
  about: { readonly zh?: string; readonly en?: string; readonly source?: FlexibleStep["source"] } = {},
): FlexibleStep => ({
  rule,
  verdict,
  zh: `${RULES[rule].zh}${added[verdict].zh}${about.zh === undefined ? "" : `。${about.zh}`}`,
  en: `${RULES[rule].en}${added[verdict].en}${about.en === undefined ? "" : `; ${about.en}`}`,
  ...(about.source === undefined ? {} : { source: about.source }),
})

/** One no is enough; what nobody rules is the center's. */
export const verdictOf = (steps: readonly FlexibleStep[]): ParticipationVerdict => {
  if (steps.some(({ verdict }) => verdict === "notAllowed")) return "notAllowed"
  return steps.every(({ verdict }) => verdict === "allowed") ? "allowed" : "homeDecides"
}
