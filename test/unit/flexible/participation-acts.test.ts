import { describe, expect, it } from "vitest"
import { ParticipationCheckRequest } from "../../../contracts/participation.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { LocalDate } from "../../../contracts/primitives.ts"
import type { AccountRecord, PersonRecord } from "../../../functions/domain/account/account-record.ts"
import { judgeFlexibleAct } from "../../../functions/domain/flexible/judge-flexible-act.ts"
import type { LoanLine } from "../../../functions/domain/loan-registry/loan-record.ts"
import { changji, jincheng, liaoning } from "../../fixtures/flexible-packs.ts"
import { aLoan, anAccount, aPerson } from "./flexible-person.ts"

const day = (text: string) => LocalDate.parse(text)

const judgeAct = (
  pack: PolicyPack,
  request: object,
  about: {
    readonly today?: string
    readonly account?: Partial<AccountRecord>
    readonly person?: PersonRecord
  } = {},
) => {
  const parsed = ParticipationCheckRequest.parse({ accountNo: "F1", ...request })
  if (parsed.act === "join") throw new Error("another act")
  return judgeFlexibleAct(
    parsed,
    { account: anAccount(about.account ?? {}), person: about.person ?? aPerson() },
    { pack, today: day(about.today ?? "2026-06-15") },
  )
}
const verdictOfRule = (steps: ReturnType<typeof judgeAct>, rule: string) =>
  steps.find((step) => step.rule === rule)?.verdict

const changed = (on: string, lastChangedOn?: string) =>
  verdictOfRule(
    judgeAct(changji, {
      act: "changeBase",
      on,
      newBase: "5000.00",
      ...(lastChangedOn === undefined ? {} : { lastChangedOn }),
    }),
    "FLX-026",
  )

const late = (pack: PolicyPack, months: string[]) =>
  verdictOfRule(judgeAct(pack, { act: "backPay", months }), "FLX-027")

const stopped = (pack: PolicyPack, loans: readonly LoanLine[]) =>
  verdictOfRule(judgeAct(pack, { act: "stop" }, { person: aPerson([], loans) }), "FLX-028")

const months = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const number = 5 + index
    return `${2026 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`
  })

const paid = (pack: PolicyPack, count: number, amount: string) => {
  const steps = judgeAct(pack, { act: "contribute", months: months(count), amount })
  return [verdictOfRule(steps, "FLX-034"), verdictOfRule(steps, "FLX-025")]
}

describe("what a flexible contributor may do", () => {
  it.each([
    ["2026-06-30", undefined, "notAllowed"],
    ["2026-07-01", undefined, "allowed"],
    ["2026-07-31", undefined, "allowed"],
    ["2026-08-01", undefined, "notAllowed"],
    ["2026-07-20", "2025-07-01", "allowed"],
    ["2026-07-20", "2026-07-01", "notAllowed"],
  ] as const)("昌吉 二(二)1: base changed on %s, last on %s: %s", (on, last, verdict) => {
    expect(changed(on, last)).toBe(verdict)
  })
  it("judges the new base by the limits", () => {
    const steps = judgeAct(changji, { act: "changeBase", on: "2026-07-01", newBase: "1999.99" })
    expect(verdictOfRule(steps, "FLX-025")).toBe("notAllowed")
  })

  it("昌吉 二(二)6: no back payment of a month that has passed; the present one is not late", () => {
    expect(late(changji, ["2026-05"])).toBe("notAllowed")
    expect(late(changji, ["2026-06"])).toBe("allowed")
    expect(late(jincheng, ["2026-05"])).toBe("homeDecides")
  })

  it("昌吉 二(二)5: no stopping while a loan of the holder runs, subsidised ones included", () => {
    expect(stopped(changji, [])).toBe("allowed")
    expect(stopped(changji, [aLoan()])).toBe("notAllowed")
    expect(stopped(changji, [aLoan({ status: "paidOff" })])).toBe("allowed")
    expect(stopped(changji, [aLoan({ role: "spouse" })])).toBe("allowed")
    expect(stopped(changji, [aLoan({ kind: "interestSubsidised" })])).toBe("notAllowed")
    expect(stopped(jincheng, [aLoan({ kind: "interestSubsidised" })])).toBe("allowed")
    expect(stopped(liaoning, [aLoan()])).toBe("homeDecides")
  })

  it("昌吉 二(二)2: a year in advance, each month within the limits", () => {
    expect(paid(changji, 12, "2400.00")).toEqual(["allowed", "allowed"])
    expect(paid(changji, 12, "2399.99")).toEqual(["allowed", "notAllowed"])
    expect(paid(changji, 12, "86400.00")).toEqual(["allowed", "allowed"])
    expect(paid(changji, 12, "86400.01")).toEqual(["allowed", "notAllowed"])
    expect(paid(changji, 13, "2600.00")).toEqual(["notAllowed", "allowed"])
  })
  it("calls a month that has passed a back payment, whatever it is named", () => {
    const steps = judgeAct(changji, { act: "contribute", months: ["2026-05"], amount: "500.00" })
    expect(verdictOfRule(steps, "FLX-027")).toBe("notAllowed")
  })

  it.each([{ contributorType: "employee" }, { status: "05" }] as const)(
    "is for open flexible accounts: %o",
    (account) => {
      expect(verdictOfRule(judgeAct(changji, { act: "stop" }, { account }), "FLX-031")).toBe("notAllowed")
    },
  )
})
