import { describe, expect, it } from "vitest"
import { LocalDate, Money, Month } from "../../../contracts/primitives.ts"
import {
  arrearsOf,
  type ArrearsRule,
  type ContributionRecord,
} from "../../../functions/domain/flexible/arrears.ts"
import type { PaidPeriod } from "../../../functions/domain/months/contribution-months.ts"

const months = (...texts: readonly string[]) => texts.map((text) => Month.parse(text))
const paid = (from: string, to: string, over: Partial<PaidPeriod> = {}): PaidPeriod => ({
  from: Month.parse(from),
  to: Month.parse(to),
  ...over,
})

/** 昌吉 二(二)5: 连续欠缴、停缴住房公积金3个月(不含)以上的，视为退出自主缴存，缴存使用协议自动终止. */
const changji: ArrearsRule = {
  unpaidMonths: 3,
  more: true,
  zeroBalance: false,
  effect: "endsAgreement",
  source: "test-source",
}
/** 辽宁 五(十四): 对连续6个月以上未缴存且账户余额为零，按协议约定及时办理账户注销. */
const liaoning: ArrearsRule = {
  unpaidMonths: 6,
  more: false,
  zeroBalance: true,
  effect: "closesAccount",
  source: "test-source",
}

const record = (
  periods: readonly PaidPeriod[],
  over: Partial<Omit<ContributionRecord, "balance">> & { readonly balance?: string } = {},
): ContributionRecord => {
  const { balance = "900.00", ...rest } = over
  return {
    firstMonth: Month.parse("2026-01"),
    paid: periods,
    agreementRuns: true,
    ...rest,
    balance: Money.parse(balance),
  }
}

const looked = (of: ContributionRecord, rule: ArrearsRule | undefined, on: string) =>
  arrearsOf(of, rule, LocalDate.parse(on))

describe("昌吉 二(二)5: more than three unpaid months end the agreement", () => {
  const paidToJune = record([paid("2026-01", "2026-06")])

  it.each([
    ["2026-06-30", 0, "inOrder"],
    ["2026-07-31", 0, "inOrder"],
    ["2026-08-01", 1, "arrears"],
    ["2026-10-01", 3, "arrears"],
    ["2026-10-31", 3, "arrears"],
    ["2026-11-01", 4, "due"],
    ["2027-02-15", 7, "due"],
  ])("paid through June, on %s: %i complete months, %s", (on, unpaidMonths, state) => {
    expect(looked(paidToJune, changji, on)).toEqual({
      state,
      unpaidMonths,
      paidThrough: "2026-06",
      dueOn: "2026-11-01",
      effect: "endsAgreement",
      rule: "FLX-006",
    })
  })

  it("months paid in advance move the day", () => {
    const ahead = record([paid("2026-01", "2026-06", { prepaidThrough: Month.parse("2026-12") })])
    expect(looked(ahead, changji, "2026-11-01")).toMatchObject({ state: "inOrder", unpaidMonths: 0 })
    expect(looked(ahead, changji, "2027-05-01")).toMatchObject({ state: "due", dueOn: "2027-05-01" })
  })

  it("gaps at the end are unpaid, gaps in the middle are none in a row", () => {
    const ended = record([paid("2026-01", "2026-06", { gaps: months("2026-05", "2026-06") })])
    expect(looked(ended, changji, "2026-09-01")).toMatchObject({ unpaidMonths: 4, state: "due" })
    const middle = record([paid("2026-01", "2026-06", { gaps: months("2026-02", "2026-03") })])
    expect(looked(middle, changji, "2026-07-01")).toMatchObject({ unpaidMonths: 0, state: "inOrder" })
  })

  it("a month that was paid later ends the row", () => {
    const later = record([
      paid("2026-01", "2026-06", {
        gaps: months("2026-05", "2026-06"),
        backPaidMonths: months("2026-06"),
      }),
    ])
    expect(looked(later, changji, "2026-09-01")).toMatchObject({ unpaidMonths: 2, paidThrough: "2026-06" })
  })

  it("a month that a unit paid is no unpaid month", () => {
    const employed = record([paid("2026-01", "2026-02"), paid("2026-03", "2026-08")])
    expect(looked(employed, changji, "2026-09-30")).toMatchObject({ unpaidMonths: 0 })
  })

  it("nothing before the month of signing is owed, whatever was paid before (二(二)6)", () => {
    const rejoined = record([paid("2024-01", "2024-12")], { firstMonth: Month.parse("2026-06") })
    expect(looked(rejoined, changji, "2026-09-30")).toMatchObject({ unpaidMonths: 3, state: "arrears" })
    expect(looked(rejoined, changji, "2026-10-01")).toMatchObject({ unpaidMonths: 4, state: "due" })
  })

  it("an agreement that was signed today owes nothing yet, and knows its day", () => {
    const fresh = record([], { firstMonth: Month.parse("2026-11") })
    expect(looked(fresh, changji, "2026-11-22")).toMatchObject({
      unpaidMonths: 0,
      state: "inOrder",
      dueOn: "2027-03-01",
    })
  })

  it("one that has ended cannot end again", () => {
    const ended = record([paid("2026-01", "2026-06")], { agreementRuns: false })
    expect(looked(ended, changji, "2027-06-01")).toMatchObject({ state: "inOrder", unpaidMonths: 0 })
  })
})

describe("辽宁 五(十四): six unpaid months and a balance of zero close the account", () => {
  const periods = [paid("2026-01", "2026-06")]

  it.each([
    ["2026-12-31", "0.00", 5, "arrears"],
    ["2027-01-01", "0.00", 6, "due"],
    ["2027-01-01", "0.01", 6, "arrears"],
    ["2027-12-01", "0.01", 17, "arrears"],
  ])("on %s with %s: %i months, %s", (on, balance, unpaidMonths, state) => {
    expect(looked(record(periods, { balance }), liaoning, on)).toMatchObject({
      state,
      unpaidMonths,
      effect: "closesAccount",
      rule: "FLX-007",
    })
  })

  it("tells no day while there is money", () => {
    expect(looked(record(periods, { balance: "0.01" }), liaoning, "2026-12-31").dueOn).toBeUndefined()
    expect(looked(record(periods, { balance: "0.00" }), liaoning, "2026-12-31").dueOn).toBe("2027-01-01")
  })

  it("goes on when the agreement has ended: the account is still there", () => {
    const ended = record(periods, { balance: "0.00", agreementRuns: false })
    expect(looked(ended, liaoning, "2027-01-01")).toMatchObject({ state: "due" })
  })
})

describe("a center that rules nothing (晋城)", () => {
  it("is told what is unpaid, and no effect", () => {
    expect(looked(record([paid("2026-01", "2026-06")]), undefined, "2028-01-01")).toEqual({
      state: "arrears",
      unpaidMonths: 18,
      paidThrough: "2026-06",
    })
  })
})
