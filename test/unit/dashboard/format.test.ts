import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  chinaTime,
  formatFigure,
  groupDigits,
  percentOf,
  permilleOf,
  secondFigure,
  shiftPoint,
} from "../../../functions/dashboard/web/shared/format.ts"

const digits = (number: string): string => number.replace(".", "").replace(/^0+/, "")

describe("figures", () => {
  it("are grouped without losing a digit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 99 }), (whole, fen) => {
        const text = `${whole}.${String(fen).padStart(2, "0")}`
        expect(groupDigits(text).replaceAll(",", "")).toBe(text)
        expect(groupDigits(text)).toMatch(/^\d{1,3}(,\d{3})*\.\d{2}$/)
      }),
    )
  })

  it("are shifted on the text: what comes back is the same number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 4 }),
        (millionths, places) => {
          const text = `${Math.floor(millionths / 1e6)}.${String(millionths % 1e6).padStart(6, "0")}`
          expect(digits(shiftPoint(text, places))).toBe(digits(text))
          expect(Number(shiftPoint(text, places))).toBeCloseTo(Number(text) * 10 ** places, 3)
        },
      ),
    )
  })

  it.each([
    ["0.123456", "12.3456%", "123.456‰"],
    ["0.000349", "0.0349%", "0.349‰"],
    ["1.000000", "100.0000%", "1,000.000‰"],
    ["-0.050000", "-5.0000%", "-50.000‰"],
  ])("%s is %s and %s", (ratio, percent, permille) => {
    expect(percentOf(ratio)).toBe(percent)
    expect(permilleOf(ratio)).toBe(permille)
  })

  it("have the form of their unit", () => {
    expect(formatFigure("1234567890123.05", { name: "amount", unit: "money" })).toBe("1,234,567,890,123.05")
    expect(formatFigure(1_234_567, { name: "count", unit: "count" })).toBe("1,234,567")
    expect(formatFigure("1.547132", { name: "legs.averageDays", unit: "mean" })).toBe("1.547132")
    expect(formatFigure(undefined, { name: "refusalRate", unit: "ratio" })).toBe("–")
    expect(formatFigure(undefined, { name: "amount", unit: "money" })).toBe("0.00")
    expect(formatFigure(undefined, { name: "count", unit: "count" })).toBe("0")
    expect(secondFigure("0.000349", { name: "overdueRatio", unit: "ratio" })).toBe("0.349‰")
    expect(secondFigure("0.000349", { name: "refusalRate", unit: "ratio" })).toBeUndefined()
  })

  it("of time are China's", () => {
    expect(chinaTime("2026-11-01T16:30:00.000Z")).toBe("2026-11-02 00:30")
  })
})
