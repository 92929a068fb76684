import { describe, expect, it } from "vitest"
import { tableLines } from "../../../tools/command/print-table.ts"
import { problemLines } from "../../../tools/command/print-problem.ts"

const answer = (body: unknown) => ({ status: 409, body, headers: new Headers(), verified: true })
const problem = {
  type: "/problems/amount-mismatch",
  title: "金额与账户信息表或审批不符",
  status: 409,
  detail: "",
  instance: "call-1",
  code: "5002",
  rule: "TRF-011",
  field: "/payments",
  retryable: false,
}

describe("a problem on the command line", () => {
  it("says what, the code, the rule with its text, the field and what to do next", () => {
    const lines = problemLines(answer(problem), "zh").join("\n")
    for (const part of [
      "金额与账户信息表或审批不符",
      "5002",
      "amount-mismatch",
      "TRF-011",
      "到账减退回等于转移金额",
      "/payments",
      "hub transfer dispute",
      "call-1",
    ])
      expect(lines).toContain(part)
  })

  it("says so in English", () => {
    expect(
      problemLines(answer({ ...problem, title: "The money does not add up" }), "en").join("\n"),
    ).toContain("next: Check the bank's record")
  })

  it("advises to repeat with the same key when that may help", () => {
    const busy = { ...problem, type: "/problems/busy", code: "2004", retryable: true, rule: undefined }
    expect(problemLines(answer(busy), "en").join("\n")).toContain("same idempotency key")
  })

  it("stays calm when the gateway answers with something else", () => {
    expect(problemLines(answer("<html>"), "en")).toHaveLength(1)
  })
})

describe("a table", () => {
  it("keeps its columns straight with Chinese text, which is two columns wide", () => {
    expect(
      tableLines(
        ["状态", "no"],
        [
          ["正常", "1"],
          ["x", "2"],
        ],
      ),
    ).toEqual(["状态  no", "────  ──", "正常  1", "x     2"])
  })
})
