import { describe, expect, test } from "vitest"
import {
  answerObjection,
  objectToWarning,
  passWarningTime,
  removeWarning,
} from "../../../functions/domain/warning/object-to-warning.ts"
import type { WarningRecord } from "../../../functions/domain/warning/warning-record.ts"
import { accepted, at, center, contextAt, day, handler, inForce, other, reviewer } from "./warning-base.ts"

const staff = { handler, reviewer }
const objected = (before: WarningRecord = inForce(), now = at("2026-09-01")) =>
  accepted(objectToWarning(before, { note: "有异议", ...staff }, other, contextAt(now, { by: other })))
const lineOf = (changes: readonly { readonly kind: string }[]) =>
  changes.find(({ kind }) => kind === "showWarning" || kind === "hideWarning")
const tick = (warning: WarningRecord, now: string) => {
  const { by: _by, ...context } = contextAt(at(now))
  return passWarningTime(warning, context)
}
const savedIn = (changes: ReturnType<typeof tick>): WarningRecord => {
  const saved = changes.find((change) => change.kind === "saveWarning")
  if (saved?.kind !== "saveWarning") throw new Error("nothing was saved")
  return saved.warning
}
const told = (changes: ReturnType<typeof tick>) =>
  changes.flatMap((change) => (change.kind === "tell" ? [`${change.message.type} ${change.message.to}`] : []))

describe("an objection", () => {
  test.each([
    ["falseWithdrawal", "frozen"],
    ["falseLoan", "frozen"],
    ["employerArrears", "inForce"],
  ] as const)("to a warning of %s leaves it %s", (ground, effect) => {
    const { warning, changes } = objected(inForce({ ground }))
    expect(warning.status).toBe("objected")
    expect(lineOf(changes)).toMatchObject({ kind: "showWarning", line: { effect } })
  })

  test("is answered within 15 working days of the registering center", () => {
    const { warning, changes } = objected()
    expect(warning.objection).toMatchObject({ dueOn: "2026-09-21", by: other })
    expect(warning.timerAt).toBe("2026-09-21T16:00:00.000Z")
    expect(told(changes)).toEqual([`warning.objected ${center}`])
  })

  test("is not made twice, and not to a warning that has no effect", () => {
    const again = objectToWarning(
      objected().warning,
      { note: "再次", ...staff },
      other,
      contextAt(at("2026-09-02")),
    )
    expect(again).toMatchObject({ problem: "warning-objected", rule: "WRN-005" })
    const upheld = accepted(
      answerObjection(
        objected().warning,
        { outcome: "upheld", note: "维持", ...staff },
        contextAt(at("2026-09-03")),
      ),
    ).warning
    expect(
      objectToWarning(upheld, { note: "再次", ...staff }, other, contextAt(at("2026-09-04"))),
    ).toMatchObject({ problem: "warning-objected" })
  })

  test.each([
    ["upheld", "inForce", "showWarning"],
    ["lifted", "lifted", "hideWarning"],
  ] as const)("that is answered %s", (outcome, status, line) => {
    const { warning, changes } = accepted(
      answerObjection(objected().warning, { outcome, note: "说明", ...staff }, contextAt(at("2026-09-03"))),
    )
    expect([warning.status, lineOf(changes)?.kind]).toEqual([status, line])
    expect(told(changes)).toEqual([`warning.answered ${other}`])
    expect(warning.timerAt).toBe(outcome === "lifted" ? undefined : "2029-08-19T16:00:00.000Z")
  })
})

describe("the clock", () => {
  test("does nothing before its time", () => {
    expect(tick(inForce(), "2029-08-19")).toEqual([])
    expect(tick(objected().warning, "2026-09-21")).toEqual([])
  })

  test("escalates an objection once, and leaves it frozen", () => {
    const changes = tick(objected().warning, "2026-09-22")
    expect(told(changes)).toEqual(["warning.escalated operator", `warning.escalated ${center}`])
    expect(lineOf(changes)).toMatchObject({ line: { effect: "frozen" } })
    const escalated = savedIn(changes)
    expect(escalated).toMatchObject({ status: "objected", timerAt: "2029-08-19T16:00:00.000Z" })
    expect(tick(escalated, "2026-10-23")).toEqual([])
    const late = answerObjection(
      escalated,
      { outcome: "upheld", note: "维持", ...staff },
      contextAt(at("2026-10-23")),
    )
    expect(accepted(late).warning.status).toBe("inForce")
  })

  test("ends a warning after its last day, objected to or not", () => {
    for (const warning of [inForce(), objected(inForce(), at("2029-08-17")).warning]) {
      const changes = tick(warning, "2029-08-20")
      expect(savedIn(changes).status).toBe("expired")
      expect(savedIn(changes).timerAt).toBeUndefined()
      expect(lineOf(changes)?.kind).toBe("hideWarning")
    }
  })

  test("never takes a day for due whose calendar nobody has published", () => {
    const { warning } = objected(inForce({ to: day("2029-08-19") }), at("2027-12-20"))
    expect(warning.objection?.dueOn).toBeUndefined()
    const changes = tick(warning, "2028-03-01")
    expect(told(changes)).toEqual([])
    expect(savedIn(changes).objection?.escalatedAt).toBeUndefined()
  })
})

describe("a removal", () => {
  test("takes the line away, keeps the trace, and happens once", () => {
    const removal = { reason: "creditRestored" as const, ...staff }
    const { warning, changes } = accepted(
      removeWarning(objected().warning, removal, contextAt(at("2026-09-05"))),
    )
    expect(warning).toMatchObject({ status: "removed", removal: "creditRestored", endedAt: at("2026-09-05") })
    expect(lineOf(changes)?.kind).toBe("hideWarning")
    expect(told(changes)).toEqual([`warning.ended ${other}`])
    expect(removeWarning(warning, removal, contextAt(at("2026-09-06")))).toMatchObject({
      problem: "action-not-allowed",
    })
  })
})
