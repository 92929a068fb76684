import type { Problem } from "../../contracts/problems.ts"
import { PROBLEMS, type ProblemSlug } from "../../contracts/problems.ts"
import { RULES, type RuleId } from "../../contracts/rules.ts"

export type Language = "zh-CN" | "en"

/** Chinese unless English is asked for first. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  acceptLanguage !== undefined && /^\s*en\b/i.test(acceptLanguage) ? "en" : "zh-CN"

/** What a problem says of this occurrence. Nothing of it ever comes from the body. */
export interface ProblemOccurrence {
  readonly problem: ProblemSlug
  readonly rule?: RuleId
  readonly field?: string
  readonly caseId?: string
  readonly centerId?: string
}

export const problemBody = (occurrence: ProblemOccurrence, language: Language, instance: string): Problem => {
  const { problem, ...about } = occurrence
  const entry = PROBLEMS[problem]
  const rule = occurrence.rule === undefined ? undefined : RULES[occurrence.rule]
  const title = language === "en" ? entry.en : entry.zh
  const ruleText = rule === undefined ? undefined : language === "en" ? rule.en : rule.zh
  return {
    type: `/problems/${problem}`,
    title,
    status: entry.status,
    detail:
      ruleText === undefined
        ? title
        : language === "en"
          ? `${title}. Rule: ${ruleText}`
          : `${title}。规则：${ruleText}`,
    instance,
    code: entry.code,
    retryable: entry.retryable,
    ...about,
  }
}
