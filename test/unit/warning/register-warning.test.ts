import { describe, expect, test } from "vitest"
import { StaffId } from "../../../contracts/primitives.ts"
import { confirmWarning, lastDayOf } from "../../../functions/domain/warning/register-warning.ts"
import {
  accepted,
  at,
  center,
  contextAt,
  day,
  inForce,
  other,
  personRef,
  register,
  reviewer,
  warningId,
} from "./warning-base.ts"

describe("the last day", () => {
  test.each([
    ["2026-08-20", 3, "2029-08-19"],
    ["2026-01-01", 5, "2030-12-31"],
    ["2024-02-29", 3, "2027-02-28"],
    ["2024-02-29", 4, "2028-02-28"],
    ["2024-03-01", 4, "2028-02-29"],
  ])("of %s and %d years is %s", (from, years, to) => {
    expect(lastDayOf(day(from), years)).toBe(to)
  })
})

describe("a registration", () => {
  test.each([
    ["falseWithdrawal", "2029-08-19"],
    ["falseLoan", "2031-08-19"],
    ["employerArrears", "2027-08-19"],
  ] as const)("%s lasts as long as the policy says, when it says nothing itself: %s", (ground, to) => {
    expect(accepted(register({ ground })).warning).toMatchObject({ status: "proposed", to, version: 1 })
  })

  test.each([
    ["one day longer", { to: day("2029-08-20") }, "WRN-003"],
    ["over yesterday", { to: day("2026-08-31") }, "WRN-004"],
  ])("that is %s is refused", (_, over, rule) => {
    expect(register(over)).toMatchObject({ problem: "warning-period-invalid", rule, field: "/to" })
  })

  test("may end today", () => {
    expect(accepted(register({ to: day("2026-09-01") })).warning.to).toBe("2026-09-01")
  })

  test("puts no line beside the person, and tells its own center that a reviewer is wanted", () => {
    const { changes } = accepted(register())
    expect(changes.map(({ kind }) => kind)).toEqual(["saveWarning", "recordWarningHistory", "tell"])
    expect(changes.at(-1)).toMatchObject({
      message: { type: "warning.registered", to: center, actionNeeded: true },
    })
    expect(JSON.stringify(changes)).not.toMatch(/990401196907056075|演卯平/)
  })

  test.each([
    [center, "某金惩〔2026〕3号", "falseWithdrawal", true],
    [other, "某金惩〔2026〕3号", "falseWithdrawal", false],
    [center, "某金惩〔2026〕4号", "falseWithdrawal", false],
    [center, "某金惩〔2026〕3号", "falseLoan", false],
  ] as const)("of a decision that has one already: %s %s %s", (centerId, decisionNo, ground, isRefused) => {
    const { from, to } = inForce()
    const line = { warningId, ground, decisionNo, centerId, from, to, effect: "inForce" as const }
    const decided = register({}, contextAt(at("2026-09-01")), [line])
    expect(decided.outcome === "refused" ? decided.problem : "accepted").toBe(
      isRefused ? "warning-exists" : "accepted",
    )
  })
})

describe("a confirmation", () => {
  const proposed = accepted(register()).warning
  const confirm = (staff: string, kid: string, now = at("2026-09-02")) =>
    confirmWarning(proposed, { reviewer: StaffId.parse(staff), kid, lines: [] }, contextAt(now))

  test.each([
    ["h-01", "key-2", "same-handler-and-reviewer", "DUA-001"],
    ["H-01", "key-2", "same-handler-and-reviewer", "DUA-001"],
    ["r-02", "key-1", "warning-key-used", "WRN-002"],
  ])("by %s with %s: %s", (staff, kid, problem, rule) => {
    expect(confirm(staff, kid)).toMatchObject({ problem, rule })
  })

  test("by another person with another key shows it beside the person, under the document of now", () => {
    const { warning, changes } = accepted(confirm("r-02", "key-2"))
    expect(warning).toMatchObject({ status: "inForce", reviewer: "r-02", confirmedAt: at("2026-09-02") })
    expect(changes.map(({ kind }) => kind)).toEqual([
      "saveWarning",
      "expectUnlinked",
      "showWarning",
      "recordWarningHistory",
    ])
    expect(changes[2]).toMatchObject({ subject: { kind: "person", personRef }, line: { effect: "inForce" } })
  })

  test("that comes when the period is over is refused", () => {
    expect(confirm("r-02", "key-2", at("2029-08-20"))).toMatchObject({ rule: "WRN-004" })
  })

  test("happens once", () => {
    const decided = confirmWarning(
      inForce(),
      { reviewer, kid: "key-3", lines: [] },
      contextAt(at("2026-09-03")),
    )
    expect(decided).toMatchObject({ problem: "action-not-allowed" })
  })
})
