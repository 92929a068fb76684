import { describe, expect, it } from "vitest"
import { mostPace, pauseOf, readPace } from "../../../tools/demo/pace.ts"

const after = (today: number, pace = 3) => pauseOf(pace, { today, first: false })

describe("the pace of the demo", () => {
  it.each([
    ["0", 0],
    ["3", 3],
    ["0.5", 0.5],
    [String(mostPace), mostPace],
    [String(mostPace + 1), undefined],
    ["-1", undefined],
    ["fast", undefined],
    ["1e2", undefined],
    ["", undefined],
  ])("typed as %s is %s", (typed, pace) => {
    expect(readPace(typed)).toBe(pace)
  })

  it("is what was asked for, slower after some time, and then nobody comes for the day", () => {
    expect([after(0), after(60), after(150), after(201)]).toEqual([20_000, 120_000, 600_000, undefined])
    expect(after(0, 60)).toBe(1000)
    expect(after(0, 0)).toBeUndefined()
  })

  it("is brisk in a new data folder, and never slower than asked for", () => {
    expect(pauseOf(3, { today: 0, first: true })).toBe(2500)
    expect(pauseOf(60, { today: 0, first: true })).toBe(1000)
    expect(pauseOf(0, { today: 0, first: true })).toBeUndefined()
  })
})
