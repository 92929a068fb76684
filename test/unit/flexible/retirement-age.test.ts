import { describe, expect, it } from "vitest"
import { LocalDate } from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import {
  addMonthsToDay,
  birthdayOf,
  retirementDayOf,
} from "../../../functions/domain/flexible/retirement-age.ts"

const day = (text: string) => LocalDate.parse(text)
const { retirementAges = [] } = nationalRules()

// 国务院关于渐进式延迟法定退休年龄的办法, 附件1 to 3: first, last and neighbouring rows of each table.
const rows = [
  ["附件1", "male", 60, "1964-12-31", "2024-12-31"],
  ["附件1", "male", 60, "1965-01-01", "2025-02-01"],
  ["附件1", "male", 60, "1965-04-30", "2025-05-30"],
  ["附件1", "male", 60, "1965-05-01", "2025-07-01"],
  ["附件1", "male", 60, "1976-08-15", "2039-07-15"],
  ["附件1", "male", 60, "1976-09-15", "2039-09-15"],
  ["附件1", "male", 60, "1990-03-07", "2053-03-07"],
  ["附件2", "female", 55, "1969-12-31", "2024-12-31"],
  ["附件2", "female", 55, "1970-01-01", "2025-02-01"],
  ["附件2", "female", 55, "1981-08-01", "2039-07-01"],
  ["附件2", "female", 55, "1981-09-01", "2039-09-01"],
  ["附件3", "female", 50, "1974-12-31", "2024-12-31"],
  ["附件3", "female", 50, "1975-01-01", "2025-02-01"],
  ["附件3", "female", 50, "1975-02-28", "2025-03-28"],
  ["附件3", "female", 50, "1975-03-01", "2025-05-01"],
  ["附件3", "female", 50, "1984-10-01", "2039-09-01"],
  ["附件3", "female", 50, "1984-11-01", "2039-11-01"],
  ["附件3", "female", 50, "1999-11-01", "2054-11-01"],
] as const

describe("the retirement age of the 2025 reform", () => {
  it.each(rows)(
    "%s: %s of formerly %i, born %s, reaches it on %s",
    (_clause, sex, formerAge, born, reached) => {
      const found = retirementDayOf({ sex, formerAge, bornOn: day(born) }, retirementAges, day("2025-01-01"))
      expect(found?.day).toBe(reached)
    },
  )

  it("is not known for a day before the rule", () => {
    const who = { sex: "male", formerAge: 60, bornOn: day("1965-01-01") } as const
    expect(retirementDayOf(who, retirementAges, day("2024-12-31"))).toBeUndefined()
  })

  it("follows the later of two rules from its first day", () => {
    const [first] = retirementAges.filter(({ sex }) => sex === "male")
    if (first === undefined) throw new Error("no rule for men")
    const later = { ...first, from: day("2040-01-01"), mostMonths: 60 }
    const who = { sex: "male", formerAge: 60, bornOn: day("1990-01-01") } as const
    expect(retirementDayOf(who, [later, first], day("2039-12-31"))?.day).toBe("2053-01-01")
    expect(retirementDayOf(who, [later, first], day("2040-01-01"))?.day).toBe("2055-01-01")
  })
})

describe("months after a day (民法典 第二百零二条)", () => {
  it("end on the last day of a month that has no such day", () => {
    expect(addMonthsToDay(day("2024-01-31"), 1)).toBe("2024-02-29")
    expect(addMonthsToDay(day("2025-01-31"), 1)).toBe("2025-02-28")
    expect(addMonthsToDay(day("2025-03-31"), -1)).toBe("2025-02-28")
    expect(birthdayOf(day("2008-02-29"), 18)).toBe("2026-02-28")
  })
  it("stay within what the wire can write", () => {
    expect(birthdayOf(day("2199-01-15"), 60)).toBe("2199-12-15")
    expect(addMonthsToDay(day("1900-01-15"), -600)).toBe("1900-01-15")
  })
})
