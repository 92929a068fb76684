import { describe, expect, it } from "vitest"
import { csvCell } from "../../../contracts/csv-cell.ts"

describe("a cell of a file", () => {
  it.each([
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "  =1+1",
    "\t=1+1",
    "\n=1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "\tname",
  ])("is text where a spreadsheet would run it: %j", (text) => {
    expect(csvCell(text).replace(/^"/, "")).toBe(`'${text}${/[\n]/.test(text) ? '"' : ""}`)
  })

  it.each([
    ["-2.50", "-2.50"],
    [-3, "-3"],
    ["测试中心", "测试中心"],
    ["1=1", "1=1"],
    ['a "b", c', '"a ""b"", c"'],
    ["", ""],
  ])("stays what it is: %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })
})
