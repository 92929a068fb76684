import { describe, expect, it } from "vitest"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { Instant } from "../../../contracts/primitives.ts"
import type { SubsidyKind } from "../../../contracts/subsidies.ts"
import type { SubsidyRecord } from "../../../functions/domain/flexible/flexible-record.ts"
import { reportSubsidy } from "../../../functions/domain/flexible/report-subsidy.ts"
import { leftToPay, quoteSubsidies } from "../../../functions/domain/flexible/subsidy-quote.ts"
import { contextOf } from "../account/account-ledger.ts"
import { changji, suzhou } from "../../fixtures/flexible-packs.ts"
import { anAccount, aPerson } from "./flexible-person.ts"
import {
  day,
  yuan,
  flexible,
  golden,
  withdrawal,
  caseOf,
  booked,
  interest,
  report,
  known,
  veteran,
} from "./a-subsidy-case.ts"

const refused = (yearInterest: string, segments = [golden], over: Parameters<typeof caseOf>[2] = {}) => {
  const about = caseOf(suzhou, segments, { yearInterest: yuan(yearInterest), ...over })
  const quoted = quoteSubsidies(about, "interest")
  return quoted.outcome === "refused" ? [quoted.problem, quoted.rule, quoted.field] : quoted.outcome
}
const overQuote = ["subsidy-over-quote", "FLX-047", "/yearInterest"]

const asked = (year: string) => {
  const quoted = quoteSubsidies(caseOf(changji, [golden], { year }), "contribution")
  return quoted.outcome === "refused" ? [quoted.problem, quoted.rule, quoted.field] : quoted.outcome
}

const rate = (from: string, yearlyRate: string) => ({ from: day(from), yearlyRate, source: "plan" })

describe("the interest that the books say", () => {
  it("is no more than the money can have earned in a year at the highest rate, up to the fen", () => {
    // 12009.00 x 1.5 % x 365 / 360 = 182.636875
    expect(refused("182.64")).toBe("quoted")
    expect(refused("182.65")).toEqual(overQuote)
    expect(refused("9999999.00")).toEqual(overQuote)
    expect(refused("182.65", [golden], { year: "2025" })).toEqual(overQuote)
  })
  it("may be of money that has left since the year began, and that the record is without", () => {
    const left = {
      ...withdrawal("2025-09-01", "12009.00"),
      recordedAt: Instant.parse("2025-09-02T01:00:00.000Z"),
    }
    expect(refused("365.28", [golden], { entries: [left] })).toBe("quoted")
    expect(refused("365.29", [golden], { entries: [left] })).toEqual(overQuote)
    expect(refused("182.65", [golden], { entries: [withdrawal("2025-09-01", "12009.00")] })).toEqual(
      overQuote,
    )
    const before = { ...left, paidOn: day("2025-06-30") }
    expect(refused("182.65", [golden], { entries: [before] })).toEqual(overQuote)
  })
  it("goes by the highest rate of the year, and not at all by one that nobody knows", () => {
    const accountRates = [rate("2016-02-21", "0.015"), rate("2026-06-30", "0.03"), rate("2026-07-01", "0.9")]
    expect(refused("365.28", [golden], { accountRates })).toBe("quoted")
    expect(refused("365.29", [golden], { accountRates })).toEqual(overQuote)
    expect(refused("1.00", [golden], { year: "2015", openedOn: day("2010-01-04") })).toEqual([
      "interest-rate-unknown",
      "FLX-051",
      "/year",
    ])
  })
  it("gives way to the record where that knows the day of every month", () => {
    const whole = flexible("2025-07", "2025-07", 1, "100000.00", booked("100000.00"))
    expect(interest([whole], { yearInterest: yuan("1520.82") })).toEqual([["due", "456.25", "2026"]])
    expect(refused("1520.84", [whole])).toEqual(overQuote)
  })
  it("still stands in where a month that was paid later has no day", () => {
    const late = flexible("2025-07", "2025-08", 1, "100000.00", {
      ...booked("100000.00"),
      contributions: "200000.00",
      principal: "200000.00",
      gaps: ["2025-08"],
      backPaidMonths: ["2025-08"],
    })
    expect(interest([late], { yearInterest: yuan("2000.00") })).toEqual([["due", "600.00", "2026"]])
  })
})

describe("the year of a subsidy", () => {
  it("is not before the account, and not to come", () => {
    expect(asked("2019")).toEqual(["invalid-request", "VAL-005", "/year"])
    expect(asked("2027")).toEqual(["invalid-request", "VAL-005", "/year"])
    expect(asked("2020")).toBe("quoted")
    expect(asked("2026")).toBe("quoted")
  })
})

describe("取其高: only the highest of a period", () => {
  const pack: PolicyPack = {
    ...changji,
    subsidy: {
      ...changji.subsidy,
      interest: { rate: "0.30", source: "plan" },
      stacking: { answer: "highest", source: "plan" },
    },
  }
  const paidAs = (kind: SubsidyKind, amount: string, over: Partial<SubsidyRecord> = {}): SubsidyRecord => ({
    ...known(pack.centerId),
    once: kind === "startingGrant" ? kind : `${kind}#2026`,
    kind,
    amount: yuan(amount),
    ...over,
  })
  const quotedWith = (paid: readonly SubsidyRecord[], over: Parameters<typeof caseOf>[2] = {}) =>
    quoteSubsidies(
      caseOf(pack, [golden], { ...veteran, yearInterest: yuan("67.77"), paid, ...over }),
      undefined,
    )
  const leftOf = (
    kind: SubsidyKind,
    paid: readonly SubsidyRecord[],
    over: Parameters<typeof caseOf>[2] = {},
  ) => {
    const about = caseOf(pack, [golden], { ...veteran, yearInterest: yuan("67.77"), paid, ...over })
    return leftToPay(about, kind === "startingGrant" ? { kind } : { kind, year: "2026" })
  }

  it("is told less what other kinds were paid", () => {
    expect(quotedWith([])).toMatchObject({ total: "100.00" })
    expect(quotedWith([paidAs("contribution", "60.05")])).toMatchObject({ total: "39.95" })
    expect(quotedWith([paidAs("startingGrant", "100.00")])).toMatchObject({ total: "0.00" })
  })
  it("leaves a report no more than that", () => {
    expect(leftOf("interest", [])).toBe("100.00")
    expect(leftOf("startingGrant", [paidAs("contribution", "60.05")])).toBe("39.95")
    expect(leftOf("interest", [paidAs("contribution", "60.05"), paidAs("startingGrant", "39.95")])).toBe(
      "0.00",
    )
    expect(leftToPay(caseOf(changji, [golden]), { kind: "contribution", year: "2026" })).toBeUndefined()
  })
  it("asks nothing of another period, nor of another center's plan", () => {
    const lastYear = paidAs("interest", "20.33", { once: "interest#2025" })
    const longAgo = paidAs("startingGrant", "100.00", { paidOn: day("2025-12-31") })
    const elsewhere = paidAs("startingGrant", "100.00", { centerId: suzhou.centerId })
    for (const paid of [lastYear, longAgo, elsewhere]) expect(leftOf("contribution", [paid])).toBe("100.00")
  })
  it("counts a year that was paid in the next one beside what is paid once in that one", () => {
    const late = paidAs("contribution", "60.05", { once: "contribution#2025" })
    expect(leftOf("startingGrant", [late])).toBe("39.95")
  })
  it("judges by the kinds that are known, where the record lacks another", () => {
    expect(leftOf("contribution", [], { yearInterest: undefined, categories: [] })).toBe("60.05")
  })
  it("refuses the second in full", () => {
    const account = anAccount()
    const paid = [paidAs("startingGrant", "100.00")]
    const about = caseOf(pack, [golden], { ...veteran, paid })
    const quoted = quoteSubsidies({ ...about, paid: [] }, "contribution")
    if (quoted.outcome === "refused" || quoted.lines[0] === undefined) throw new Error("no quote")
    const [line] = quoted.lines
    const context = contextOf({ ...aPerson([account]), subsidies: paid }, pack.centerId)
    expect(reportSubsidy(account, report(), line, context, leftToPay(about, line))).toMatchObject({
      problem: "subsidy-over-quote",
      rule: "FLX-045",
      field: "/amount",
    })
  })
})
