import { describe, expect, it } from "vitest"
import type { Segment } from "../../../contracts/accounts.ts"
import { AccountNo, CenterId, Month, PersonRef } from "../../../contracts/primitives.ts"
import type { SubsidyRecord } from "../../../functions/domain/flexible/flexible-record.ts"
import { defectOfReport, reportSubsidy } from "../../../functions/domain/flexible/report-subsidy.ts"
import { quoteSubsidies } from "../../../functions/domain/flexible/subsidy-quote.ts"
import { linkPersons } from "../../../functions/domain/account/link-persons.ts"
import { contextOf } from "../account/account-ledger.ts"
import { changji, hainan, suzhou } from "../../fixtures/flexible-packs.ts"
import { anAccount, aPerson, personRef } from "./flexible-person.ts"
import {
  day,
  yuan,
  flexible,
  golden,
  eleven,
  employee,
  transferred,
  withdrawal,
  caseOf,
  quote,
  contribution,
  booked,
  interest,
  report,
  known,
  veteran,
} from "./a-subsidy-case.ts"

const CURRENT = PersonRef.parse(`prs_${"b".repeat(22)}`)

describe("昌吉 二(三)2: 0.5 % of the year's own flexible contributions (golden case 6)", () => {
  it("is 60.05 for twelve months of 1000.75, half up", () => {
    expect(contribution([golden])).toEqual([["due", "60.05", "2026"]])
  })
  it("leaves employee money and transferred money out", () => {
    expect(contribution([golden, employee, transferred])).toEqual([["due", "60.05", "2026"]])
  })
  it("is nothing for eleven months, whatever stands before them", () => {
    expect(contribution([eleven])).toEqual([["notDue", "0.00"]])
    expect(contribution([eleven, employee, transferred])).toEqual([["notDue", "0.00"]])
  })
  it("is due with the twelfth month, not while it is to come", () => {
    expect(contribution([golden], { on: day("2026-06-01") })).toEqual([["due", "60.05", "2026"]])
    expect(contribution([golden], { on: day("2026-05-31") })).toEqual([["notDue", "0.00"]])
  })
  it("is lost by any withdrawal up to the day", () => {
    const entries = [withdrawal("2026-07-15")]
    expect(contribution([golden], { entries })).toEqual([["notDue", "0.00", "2026"]])
    expect(contribution([golden], { entries, on: day("2026-07-14") })).toEqual([["due", "60.05", "2026"]])
  })
  it("is broken by a month that was not paid in time", () => {
    const broken = { gaps: ["2026-01"], contributions: "11008.25" }
    expect(contribution([flexible("2025-07", "2026-06", 12, "1000.75", broken)])).toEqual([
      ["notDue", "0.00"],
    ])
    const late = { gaps: ["2026-01"], backPaidMonths: ["2026-01"] }
    expect(contribution([flexible("2025-07", "2026-06", 12, "1000.75", late)])).toEqual([["notDue", "0.00"]])
  })
  it("counts each month in one year only, and knows the years by their last month", () => {
    const two = flexible("2024-07", "2026-11", 29, "1000.75")
    expect(contribution([two])).toEqual([["due", "60.05", "2026"]])
    expect(contribution([two], { year: "2025" })).toEqual([["due", "60.05", "2025"]])
    expect(contribution([two], { year: "2024" })).toEqual([["notDue", "0.00", "2024"]])
  })
  it("takes months of different amounts from the record, and asks for it where it is not told", () => {
    const months = Array.from({ length: 12 }, (_, index) => ({
      month: `${index < 6 ? 2025 : 2026}-${String(((index + 6) % 12) + 1).padStart(2, "0")}`,
      amount: index < 6 ? "1000.00" : "1200.00",
    }))
    const changed = { contributions: "13200.00", monthlyContribution: "1200.00" }
    expect(contribution([flexible("2025-07", "2026-06", 12, "1000.00", changed)])).toBe(
      "monthly-record-missing",
    )
    const told = { ...changed, contributionsByMonth: months }
    expect(contribution([flexible("2025-07", "2026-06", 12, "1000.00", told)])).toEqual([
      ["due", "66.00", "2026"],
    ])
  })
  it("asks for no record where the subsidy is lost anyway", () => {
    const untold = flexible("2025-08", "2026-06", 11, "1000.00", { contributions: "1.00" })
    expect(contribution([untold])).toEqual([["notDue", "0.00"]])
  })
  it("is paid once a year, by whatever center", () => {
    const paid: SubsidyRecord = {
      personRef,
      once: "contribution#2026",
      kind: "contribution",
      centerId: suzhou.centerId,
      accountNo: AccountNo.parse("X"),
      amount: yuan("1.00"),
      paidOn: day("2026-07-01"),
    }
    expect(contribution([golden], { paid: [paid] })).toEqual([["notDue", "0.00", "2026"]])
    expect(contribution([golden], { paid: [{ ...paid, once: "contribution#2025" }] })).toEqual([
      ["due", "60.05", "2026"],
    ])
  })
})

const six = flexible("2026-02", "2026-07", 6, "500.00")
const five = flexible("2026-03", "2026-07", 5, "500.00")
const grant = (segments: readonly Segment[], over: Parameters<typeof caseOf>[2] = {}) =>
  quote("startingGrant", caseOf(changji, segments, over))

describe("昌吉 二(三)3: 100 yuan once", () => {
  it.each(["student", "veteran", "borderGuard"] as const)(
    "is a %s's after six months, not after five",
    (category) => {
      expect(grant([six], { categories: [category] })).toEqual([["due", "100.00"]])
      expect(grant([five], { categories: [category] })).toEqual([["notDue", "0.00"]])
    },
  )
  it.each([
    ["2023-07-15", "due"],
    ["2023-07-14", "notDue"],
    ["2026-07-15", "due"],
    ["2026-07-16", "notDue"],
  ] as const)("毕业不超过三年: graduated on %s, on 15 July 2026 it is %s", (graduatedOn, due) => {
    const over = { categories: ["graduate"], graduatedOn: day(graduatedOn) } as const
    expect(grant([six], over)).toEqual([[due, due === "due" ? "100.00" : "0.00"]])
  })
  it("is nobody else's, and lost by a withdrawal", () => {
    expect(grant([six])).toEqual([["notDue", "0.00"]])
    expect(grant([six], { ...veteran, entries: [withdrawal("2026-07-01")] })).toEqual([["notDue", "0.00"]])
  })
  it("stacks with the yearly one (可叠加享受)", () => {
    const quoted = quoteSubsidies(caseOf(changji, [golden], veteran), undefined)
    expect(quoted).toMatchObject({ stacking: "all", total: "160.05" })
  })
  it("leaves the total open where the pack does not say, and takes the highest where it does", () => {
    const { stacking: _stacking, ...subsidy } = changji.subsidy ?? {}
    const silent = quoteSubsidies(caseOf({ ...changji, subsidy }, [golden], veteran), undefined)
    expect(silent).toMatchObject({ stacking: "notRuled" })
    expect(silent).not.toHaveProperty("total")
    const highest = { ...subsidy, stacking: { answer: "highest", source: "plan" } } as const
    expect(
      quoteSubsidies(caseOf({ ...changji, subsidy: highest }, [golden], veteran), undefined),
    ).toMatchObject({ total: "100.00" })
  })
})

describe("苏州: 30 % of the year's interest", () => {
  it("is of what 30 June credited, out of the record with its days (golden case 5: 1520.83)", () => {
    const whole = flexible("2025-07", "2025-07", 1, "100000.00", booked("100000.00"))
    expect(interest([whole])).toEqual([["due", "456.25", "2026"]])
  })
  it("is credited on the evening of 30 June: the day itself still belongs to the year before", () => {
    const whole = flexible("2025-07", "2025-07", 1, "100000.00", booked("100000.00"))
    expect(interest([whole], { on: day("2026-06-30") })).toEqual([["due", "0.00", "2025"]])
    expect(interest([whole], { on: day("2026-07-01") })).toEqual([["due", "456.25", "2026"]])
    expect(interest([whole], { on: day("2026-06-30"), year: "2026" })).toEqual([["notDue", "0.00", "2026"]])
  })
  it("is of what the books say, where the record has no days", () => {
    expect(interest([golden])).toBe("monthly-record-missing")
    expect(interest([golden], { yearInterest: yuan("97.35") })).toEqual([["due", "29.21", "2026"]])
  })
})

const unused = (over: Parameters<typeof caseOf>[2] = {}, segment = golden) =>
  quote("unusedMoney", caseOf(hainan, [segment], over))

describe("海南: 1 % of money unused for twelve months", () => {
  it("counts a month from the twelfth month after it", () => {
    expect(unused({ on: day("2026-06-30") })).toEqual([["notDue", "0.00", "2026"]])
    expect(unused({ on: day("2026-07-01") })).toEqual([["due", "10.01", "2026"]])
  })
  it("counts from the day of booking where that is known", () => {
    const credited = flexible("2025-07", "2025-07", 1, "5000.00", {
      contributionsByMonth: [{ month: "2025-07", amount: "5000.00", credited: "2025-07-20" }],
    })
    expect(unused({ on: day("2026-07-19") }, credited)).toEqual([["notDue", "0.00", "2026"]])
    expect(unused({ on: day("2026-07-20") }, credited)).toEqual([["due", "50.00", "2026"]])
  })
  it("is lost by a withdrawal within them, and less by one before", () => {
    const old = flexible("2024-01", "2024-12", 12, "1000.00")
    expect(unused({ entries: [withdrawal("2025-07-16")] }, old)).toEqual([["notDue", "0.00", "2026"]])
    expect(unused({ entries: [withdrawal("2025-07-15", "2000.00")] }, old)).toEqual([
      ["due", "100.00", "2026"],
    ])
  })
})

describe("a subsidy that was paid", () => {
  const by = CenterId.parse("652300000000000")
  const account = anAccount()
  const reported = (over: object = {}, subsidies: readonly SubsidyRecord[] = []) => {
    const quoted = quoteSubsidies(caseOf(changji, [golden]), "contribution")
    if (quoted.outcome === "refused" || quoted.lines[0] === undefined) throw new Error("no quote")
    return reportSubsidy(
      account,
      report(over),
      quoted.lines[0],
      contextOf({ ...aPerson([account]), subsidies }, by),
    )
  }

  it("is claimed for the person, and fails when the person is joined meanwhile", () => {
    const decided = reported()
    expect(decided).toMatchObject({ outcome: "accepted", account: { version: 2 } })
    if (decided.outcome !== "accepted") return
    expect(decided.changes).toContainEqual({ kind: "expectUnlinked", personRef })
    expect(decided.changes).toContainEqual({
      kind: "claimSubsidy",
      subsidy: expect.objectContaining({ once: "contribution#2026", amount: "60.05" }),
    })
  })
  it("is never more than is due", () => {
    expect(reported({ amount: "60.06" })).toMatchObject({ problem: "subsidy-over-quote", rule: "FLX-045" })
    expect(reported({ amount: "60.04" })).toMatchObject({ outcome: "accepted" })
  })
  it("is refused a second time, naming the center only when that is another", () => {
    expect(reported({}, [known(by)])).toEqual({
      outcome: "refused",
      problem: "subsidy-already-paid",
      rule: "FLX-044",
    })
    expect(reported({}, [known(suzhou.centerId)])).toMatchObject({ centerId: suzhou.centerId })
  })
  it("keeps its months, and none of them is subsidised twice, in whatever year", () => {
    const decided = reported()
    expect(decided.outcome === "accepted" ? decided.changes : []).toContainEqual({
      kind: "claimSubsidy",
      subsidy: expect.objectContaining({ from: "2025-07", to: "2026-06" }),
    })
    const months = { from: Month.parse("2024-08"), to: Month.parse("2025-07") }
    const elsewhere = { ...known(suzhou.centerId), once: "contribution#2025", ...months }
    expect(contribution([golden], { paid: [elsewhere] })).toEqual([["notDue", "0.00", "2026"]])
    expect(reported({}, [elsewhere])).toMatchObject({
      problem: "subsidy-already-paid",
      rule: "FLX-044",
      centerId: suzhou.centerId,
    })
    const before = { ...elsewhere, to: Month.parse("2025-06") }
    expect(contribution([golden], { paid: [before] })).toEqual([["due", "60.05", "2026"]])
    expect(reported({}, [before])).toMatchObject({ outcome: "accepted" })
    // Another kind may be for the same months.
    const grantPaid = { ...elsewhere, once: "startingGrant", kind: "startingGrant" } as const
    expect(contribution([golden], { paid: [grantPaid] })).toEqual([["due", "60.05", "2026"]])
  })
  it("is of the same months also where money lies unused", () => {
    const months = { from: Month.parse("2025-01"), to: Month.parse("2025-12") }
    const paid = { ...known(by), once: "unusedMoney#2025", kind: "unusedMoney", ...months } as const
    expect(unused({ paid: [paid] })).toEqual([["notDue", "0.00", "2026"]])
    expect(unused({ paid: [paid], on: day("2026-12-31") })).toEqual([["due", "60.05", "2026"]])
  })

  it("is not nothing, not of tomorrow, and not into a closed account", () => {
    const context = contextOf(aPerson([account]), by)
    expect(defectOfReport(account, report({ amount: "0.00" }), context)).toMatchObject({ rule: "FLX-045" })
    expect(defectOfReport(account, report({ paidOn: "2026-11-03" }), context)).toMatchObject({
      rule: "VAL-010",
    })
    expect(defectOfReport({ ...account, status: "05" }, report(), context)).toMatchObject({
      problem: "account-status-conflict",
    })
  })

  it("follows the person to another document", () => {
    const former = { ...aPerson([account]), subsidies: [known(by)] }
    const current = { ...aPerson(), personRef: CURRENT }
    const joined = linkPersons(
      { record: current, nameMac: "name" },
      { record: former, nameMac: "name" },
      contextOf(current, by),
    )
    expect(joined).toMatchObject({ outcome: "accepted" })
    if (joined.outcome !== "accepted") return
    expect(joined.changes).toContainEqual({
      kind: "claimSubsidy",
      subsidy: { ...known(by), personRef: CURRENT },
    })
  })
})
