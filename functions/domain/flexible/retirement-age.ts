import type { Sex } from "../../../contracts/participation.ts"
import type { RetirementAge } from "../../../contracts/policies.ts"
import { LocalDate } from "../../../contracts/primitives.ts"
import { monthNumber, monthOfNumber } from "../months/month.ts"

/** The months that the wire can write: what lies beyond them is as far away as they are. */
const firstMonth = monthNumber("1900-01")
const lastMonth = monthNumber("2199-12")

/**
 * The day that comes so many months after another. Where that month has no such day it is its last (民法典 第二百零二条).
 * An age is reached on the birthday itself.
 */
export const addMonthsToDay = (day: LocalDate, months: number): LocalDate => {
  const month = monthOfNumber(Math.min(lastMonth, Math.max(firstMonth, monthNumber(day) + months)))
  for (let date = Number(day.slice(8)); date > 28; date -= 1) {
    const found = LocalDate.safeParse(`${month}-${String(date).padStart(2, "0")}`)
    if (found.success) return found.data
  }
  return LocalDate.parse(`${month}-${String(Math.min(28, Number(day.slice(8)))).padStart(2, "0")}`)
}

/** The first day on which a person has turned so many years. */
export const birthdayOf = (bornOn: LocalDate, years: number): LocalDate => addMonthsToDay(bornOn, years * 12)

export interface Retiree {
  readonly bornOn: LocalDate
  readonly sex: Sex
  /** 原法定退休年龄: of a woman 55 or 50, which her documents do not tell. */
  readonly formerAge: 50 | 55 | 60
}

/** Months later than the former age: one for the first months of birth that share it, and one more for each next. */
const delayMonths = (bornOn: LocalDate, rule: RetirementAge): number => {
  const months = monthNumber(bornOn) - monthNumber(rule.firstBirth)
  return months < 0 ? 0 : Math.min(rule.mostMonths, Math.floor(months / rule.birthMonthsPerMonth) + 1)
}

/** 法定退休年龄: the day on which it is reached, by the rule in force on a day; undefined when none is known. */
export const retirementDayOf = (
  { bornOn, sex, formerAge }: Retiree,
  rules: readonly RetirementAge[],
  on: LocalDate,
): { readonly day: LocalDate; readonly rule: RetirementAge } | undefined => {
  const rule = rules
    .filter((known) => known.sex === sex && known.formerAge === formerAge && known.from <= on)
    .toSorted((left, right) => right.from.localeCompare(left.from))[0]
  return rule === undefined
    ? undefined
    : { day: addMonthsToDay(bornOn, formerAge * 12 + delayMonths(bornOn, rule)), rule }
}

/** The ages that may be a person's: of a woman who does not say which, both. */
export const formerAgesOf = (
  sex: Sex,
  stated: Retiree["formerAge"] | undefined,
): readonly Retiree["formerAge"][] => (stated !== undefined ? [stated] : sex === "male" ? [60] : [55, 50])
