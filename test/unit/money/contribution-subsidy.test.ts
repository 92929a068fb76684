import { describe, expect, it } from "vitest"
import { LocalDate, Money, Month } from "../../../contracts/primitives.ts"
import {
  type SubsidyContribution,
  contributionSubsidy,
  startingGrant,
} from "../../../functions/domain/money/contribution-subsidy.ts"
import { addMonths } from "../../../functions/domain/months/month.ts"

const yuan = (text: string) => Money.parse(text)
const lastMonth = Month.parse("2026-06")
const rule = { rate: "0.005", months: 12 }
const flexible = (count: number): SubsidyContribution[] =>
  Array.from({ length: count }, (_, index) => ({
    month: addMonths(lastMonth, -index),
    amount: yuan("1000.75"),
    contributorType: "flexible",
    origin: "local",
  }))
const employee = Array.from({ length: 4 }, (_, index): SubsidyContribution => ({
  month: addMonths(lastMonth, -12 - index),
  amount: yuan("800.00"),
  contributorType: "employee",
  origin: "local",
}))
const transferred: SubsidyContribution = {
  month: lastMonth,
  amount: yuan("30000.00"),
  contributorType: "flexible",
  origin: "transferred",
}

describe("golden case 6: the Changji subsidy", () => {
  it("is half a per cent of twelve months, half up", () => {
    expect(contributionSubsidy(flexible(12), { lastMonth }, rule)).toBe("60.05")
  })
  it("leaves transferred money and employee months out", () => {
    expect(contributionSubsidy([...flexible(12), ...employee, transferred], { lastMonth }, rule)).toBe(
      "60.05",
    )
  })
  it("is nothing for eleven months, even when employee months or transferred money come before", () => {
    expect(contributionSubsidy([...flexible(11), ...employee, transferred], { lastMonth }, rule)).toBe("0.00")
  })
  it("is lost by any withdrawal", () => {
    const record = { lastMonth, withdrawnOn: LocalDate.parse("2026-05-04") }
    expect(contributionSubsidy(flexible(12), record, rule)).toBe("0.00")
  })
  it("gives a veteran 100.00 once, after six months", () => {
    const grant = { amount: yuan("100.00"), months: 6 }
    const record = { entitled: true, alreadyGranted: false, continuousMonths: 6 }
    expect(startingGrant(record, grant)).toBe("100.00")
    expect(startingGrant({ ...record, continuousMonths: 5 }, grant)).toBe("0.00")
    expect(startingGrant({ ...record, alreadyGranted: true }, grant)).toBe("0.00")
    expect(startingGrant({ ...record, entitled: false }, grant)).toBe("0.00")
  })
})
