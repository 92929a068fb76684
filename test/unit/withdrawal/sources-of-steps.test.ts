import { describe, expect, test } from "vitest"
import type { WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import { aHold, aLoan, asks, judged, judgedBy } from "./a-withdrawal.ts"

const sourceIn = ({ steps }: WithdrawalJudgment, rule: string) =>
  steps.find((step) => step.rule === rule)?.source

describe("what is written where", () => {
  test.each([
    ["WDR-022", "JGJ/T 320 附A.6", {}],
    ["WDR-007", "建金〔2015〕135号", { account: { holds: [aHold({ ground: "loanMark" })] } }],
    ["ACC-005", "异地转移接续业务操作规程", { account: { holds: [aHold({ ground: "transferOut" })] } }],
    ["WDR-008", "住房公积金管理条例 第二十四条", {}],
  ] as const)("%s names the law that it comes from", (rule, title, situation) => {
    expect(sourceIn(judged(asks.leaving, situation), rule)).toEqual({ title })
  })

  test("a rule on the share of the rent, ended by the revised Regulation, names the Regulation", () => {
    const rule = { purpose: "rent", rentToIncome: "0.30" }
    const since = judgedBy(rule, asks.rent, { on: "2026-09-20" })
    expect(sourceIn(since, "WDR-017")?.title).toContain("国务院令第844号")
    const before = judgedBy(rule, asks.rent, { on: "2026-09-19" })
    expect(sourceIn(before, "WDR-017")?.title).toBe("测试来源 / invented source")
  })

  test("what only the hub asks names no document, and a city's clause is not cited to another", () => {
    for (const rule of ["WDR-001", "WDR-006", "WDR-009"])
      expect(sourceIn(judged(asks.leaving), rule)).toBeUndefined()
  })

  test("a bar on closing is not laid to a document that does not speak of loans", () => {
    expect(sourceIn(judged(asks.retirement, { loans: [aLoan()] }), "LON-012")).toBeUndefined()
  })
})
