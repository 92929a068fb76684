import type { Instant } from "../../contracts/primitives.ts"
import type { Problem } from "../../contracts/problems.ts"
import { PROBLEMS, type ProblemSlug } from "../../contracts/problems.ts"
import { RULES, type RuleId } from "../../contracts/rules.ts"
import { chinaDateOf, endOfChinaDay } from "../domain/calendar/china-date.ts"

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

/** What is counted by the day in China comes back at midnight there, and no earlier. */
const countedByDay: readonly ProblemSlug[] = [
  "disclosure-budget-exhausted",
  "letter-serials-exhausted",
  "batch-serials-exhausted",
]
const soonSeconds = 5

/** The least interval until the same call may succeed; none for a problem that stays. */
export const retryAfterSeconds = (problem: ProblemSlug, now: Instant): number | undefined => {
  if (!PROBLEMS[problem].retryable) return undefined
  return countedByDay.includes(problem)
    ? Math.ceil((Date.parse(endOfChinaDay(chinaDateOf(now))) - Date.parse(now)) / 1000)
    : soonSeconds
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
