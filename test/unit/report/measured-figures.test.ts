import { describe, expect, it } from "vitest"
import { LocalDate } from "../../../contracts/primitives.ts"
import { measuredFigures, type MeasuredLists } from "../../../functions/domain/report/measured-figures.ts"

const lists: MeasuredLists = {
  legs: [
    { first: "a", slice: "letter", figures: { "own.ended": 4, "own.days": 9, "own.onTime": 3 } },
    {
      first: "a",
      slice: "completion",
      figures: { "own.ended": 3, "own.undated": 1, "own.days": 2, "own.onTime": 2 },
    },
    { first: "a", slice: "decision", figures: { "own.ended": 9, "own.days": 99 } },
    { first: "b", slice: "letter", figures: { "own.ended": 1, "own.undated": 1 } },
  ],
  serviceDays: [{ first: "a", slice: "joint", figures: { "own.ended": 2, "own.days": 13, "own.onTime": 0 } }],
  transfers: [
    {
      first: "a",
      figures: {
        "out.requested": 20,
        "out.refused": 1,
        "out.negotiated": 2,
        "in.requested": 100,
        "in.refused": 50,
      },
    },
  ],
  now: {
    today: LocalDate.parse("2026-09-12"),
    openFindings: [
      { first: "a", slice: "D1", figures: { "own.open": 2 } },
      { first: "a", slice: "D3", figures: { "own.open": 1 } },
    ],
    unmatchedSince: new Map([["a", LocalDate.parse("2026-09-01")]]),
    unreadSince: new Map([["a", LocalDate.parse("2026-09-12")]]),
  },
}
const nothingStands = { openDuplicates: "0", unmatchedMoneyAge: "0", oldestUnread: "0" }
const figuresOf = (centerId: string, known: MeasuredLists = lists) =>
  measuredFigures([centerId], known)[0]?.figures

describe("what the hub counted of a center", () => {
  it("is told by its sides: legs of transfers, joint services, letters that came to it, doubts of all classes", () => {
    expect(figuresOf("a")).toEqual({
      // A leg in a year without calendar is neither in time nor late.
      onTimeLegs: { part: "5", whole: "6" },
      jointServiceDays: { part: "13", whole: "2" },
      refusalRate: { part: "1", whole: "20" },
      negotiationRate: { part: "2", whole: "20" },
      openDuplicates: { part: "3", whole: "1" },
      unmatchedMoneyAge: { part: "11", whole: "1" },
      oldestUnread: { part: "0", whole: "1" },
    })
  })
  it("without anything done has no share; no doubt, no money and no message that waits are good figures", () => {
    const zeros = Object.entries(nothingStands).map(([name, part]) => [name, { part, whole: "1" }])
    expect(figuresOf("b")).toEqual(Object.fromEntries(zeros))
  })
  it("of an earlier month leaves out what stands now", () => {
    const { now: _now, ...earlier } = lists
    expect(figuresOf("b", earlier)).toEqual({})
  })
})
