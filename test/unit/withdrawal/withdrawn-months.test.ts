import { describe, expect, test } from "vitest"
import { LocalDate, Month } from "../../../contracts/primitives.ts"
import { ServiceDetails } from "../../../contracts/service-cases.ts"
import { WithdrawalDetails } from "../../../contracts/withdrawals.ts"
import { decideServiceCase } from "../../../functions/domain/service-case/decide-service-case.ts"
import { periodOf } from "../../../functions/domain/withdrawal/withdrawal-figures.ts"
import type { LedgerEntry } from "../../../functions/domain/withdrawal/withdrawal-record.ts"
import { aCase, commands, contextOf } from "../service-case/stage.ts"
import { anEntry, asks, centerId, decisive, employeeMoney, judged, yuan } from "./a-withdrawal.ts"

const of = (asked: object) => periodOf(WithdrawalDetails.parse(asked))
const month = (text: string) => Month.parse(text)
const rentFor = (from: string, to: string) => ({ ...asks.rent, from, to })
const withdrawn = (from: string, to: string, over: Partial<LedgerEntry> = {}) =>
  anEntry({ period: { from: month(from), to: month(to) }, ...over })

describe("the months of a purpose", () => {
  const entries = [withdrawn("2026-04", "2026-06")]
  test.each([
    ["2026-01", "2026-03", "allowed"],
    ["2026-01", "2026-04", "notAllowed"],
    ["2026-05", "2026-05", "notAllowed"],
    ["2026-06", "2026-08", "notAllowed"],
    ["2026-01", "2026-12", "notAllowed"],
    ["2026-07", "2026-08", "allowed"],
  ])("from %s to %s are %s after April to June", (from, to, verdict) => {
    const judgment = judged(rentFor(from, to), { on: "2026-11-02", entries })
    expect([judgment.verdict, decisive(judgment)]).toEqual([
      verdict,
      verdict === "allowed" ? undefined : "WDR-023",
    ])
  })

  test("of another purpose are other months", () => {
    expect(judged({ ...asks.propertyFees, from: "2026-05", to: "2026-05" }, { entries }).verdict).toBe(
      "allowed",
    )
  })

  test("that the same case has withdrawn for do not stand in its own way", () => {
    expect(judged(rentFor("2026-05", "2026-05"), { entries, caseId: "svc-1" }).verdict).toBe("allowed")
  })

  test("are paid again when the money left long ago and stands in the record", () => {
    const paid = withdrawn("2026-04", "2026-06", { paidOn: LocalDate.parse("2026-07-01") })
    expect(decisive(judged(rentFor("2026-06", "2026-06"), { entries: [paid] }))).toBe("WDR-023")
  })

  test("are not known of a withdrawal that a center reported", () => {
    expect(judged(rentFor("2026-05", "2026-05"), { entries: [anEntry()] }).verdict).toBe("allowed")
  })

  test("are one loan's: the fund's and the bank's are repaid in the same months", () => {
    const months = { from: "2026-01", to: "2026-06" }
    const bank = (contractNo: string) => ({
      ...asks.loanRepayment,
      ...months,
      lender: { kind: "commercial", contractNo },
    })
    const repaid = anEntry({
      purpose: "loanRepayment",
      reason: "06",
      amount: yuan("1.00"),
      ...of(bank("jk-1")),
    })
    const after = (asked: object) => decisive(judged(asked, { entries: [repaid] }))
    expect([after(bank("JK-1")), after(bank("JK-2")), after({ ...asks.loanRepayment, ...months })]).toEqual([
      "WDR-023",
      undefined,
      undefined,
    ])
    expect(of({ ...asks.loanRepayment, ...months })).toEqual({
      period: { ...months, loan: `hpf#${centerId}#HT-1` },
    })
  })

  test("are none of what is bought once", () => {
    expect(periodOf(WithdrawalDetails.parse(asks.purchase))).toEqual({})
    expect(periodOf(undefined)).toEqual({})
  })

  test("are kept by the approval of a case, and by the next case they are known", () => {
    const details = ServiceDetails.parse({
      matter: "rentWithdrawal",
      accountNo: "SVC-1",
      withdrawal: rentFor("2026-04", "2026-06"),
    })
    const outcome = decideServiceCase(
      aCase({ mode: "agent", situation: "market", details }),
      commands.decision,
      contextOf(["home"]),
    )
    if (outcome.outcome !== "accepted") throw new Error(outcome.problem)
    const approved = outcome.changes.flatMap((change) =>
      change.kind === "saveWithdrawals" ? change.ledger.entries : [],
    )
    expect(approved).toMatchObject([{ purpose: "rent", period: { from: "2026-04", to: "2026-06" } }])
    const segments = [employeeMoney("90000.00")]
    const next = (month: string) => decisive(judged(rentFor(month, month), { entries: approved, segments }))
    expect([next("2026-06"), next("2026-07")]).toEqual(["WDR-023", undefined])
  })
})
