import { describe, expect, it } from "vitest"
import { SignAgreementRequest } from "../../../contracts/agreements.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { CenterId, ContractNo, LocalDate, Month } from "../../../contracts/primitives.ts"
import type { LoanLine } from "../../../functions/domain/loan-registry/loan-record.ts"
import { loansThatBarStopping } from "../../../functions/domain/flexible/end-agreement.ts"
import { backPaymentDefect } from "../../../functions/domain/flexible/no-back-payment.ts"
import { centers, holding, personOf, personRef, someAccount } from "../account/account-ledger.ts"
import {
  end,
  ended,
  endingOf,
  flexibleAccount,
  packOf,
  people,
  segmentOf,
  sign,
  signed,
  termsOf,
} from "./agreement-desk.ts"

const cited = { source: "test-source" }

describe("signing an agreement", () => {
  it("registers it, points the account to it, takes the account off the list of those without", () => {
    const account = flexibleAccount()
    const decided = sign(account, termsOf({ collectiveAccountNo: "JZ-1" }))
    expect(decided).toMatchObject({
      outcome: "accepted",
      account: { agreementNo: "LH-1", version: 2 },
      agreement: { status: "running", collectiveAccountNo: "JZ-1", pauses: [], version: 1 },
    })
    expect(decided.outcome === "accepted" && decided.changes.map(({ kind }) => kind)).toEqual([
      "saveAccount",
      "recordAccountHistory",
      "saveAgreement",
      "pointToAgreement",
      "unlistAgreement",
    ])
  })

  it("is not for an employee's account (昌吉 二(一))", () => {
    expect(sign(someAccount(), termsOf())).toMatchObject({
      problem: "agreement-not-for-employee",
      rule: "FLX-002",
    })
  })

  it("is not for somebody whose normal account is elsewhere (昌吉 二(二)2), and names the center", () => {
    const account = flexibleAccount({ status: "02" })
    const elsewhere = someAccount({ no: "other", centerId: centers[1] ?? account.centerId })
    expect(sign(account, termsOf(), {}, holding(elsewhere, account))).toMatchObject({
      problem: "normal-account-exists",
      rule: "ACC-001",
      centerId: centers[1],
    })
    expect(sign(account, termsOf(), {}, holding(account))).toMatchObject({ outcome: "accepted" })
  })

  it("is not for a closed account", () => {
    expect(sign(flexibleAccount({ status: "05" }), termsOf())).toMatchObject({
      problem: "account-status-conflict",
    })
  })

  it("waits for the end of the running one; a number is used once at a center", () => {
    const account = flexibleAccount()
    const latest = signed(account, termsOf())
    const next = termsOf({ agreementNo: "LH-2" })
    expect(sign(account, next, { latest })).toMatchObject({ problem: "agreement-running", rule: "FLX-004" })
    expect(sign(account, termsOf(), { bearer: latest })).toMatchObject({
      problem: "agreement-exists",
      field: "/agreementNo",
    })
  })

  it("is not signed tomorrow", () => {
    expect(sign(flexibleAccount(), termsOf({ signedOn: "2026-11-03" }))).toMatchObject({
      problem: "invalid-request",
      rule: "VAL-010",
      field: "/signedOn",
    })
  })

  it("names base and rate together or neither", () => {
    const { contributionBase: _base, ...terms } = termsOf()
    const parsed = SignAgreementRequest.safeParse({ ...terms, contributionRate: "0.20", ...people })
    expect(parsed.success).toBe(false)
  })
})

const outOf = (field: string) => ({ problem: "contribution-out-of-limits", field })
const accepted = { outcome: "accepted" }
const outcomeAt = (limits: PolicyPack | undefined, over: object) =>
  sign(flexibleAccount(), termsOf(over), { limits })

describe("the limits of the day of signing, both ends inside", () => {
  const amounts = packOf({
    contribution: { flexibleMonthly: { least: "216.00", most: "5804.00", ...cited } },
  })
  const rates = packOf({
    contribution: {
      monthlyBase: { least: "2000.00", most: "20000.00", ...cited },
      flexibleRate: { least: "0.10", most: "0.24", ...cited },
    },
  })

  it.each([
    // 晋城 三(三); 辽宁 一(四): 月缴存额上下限.
    ["215.99", outOf("/monthlyContribution")],
    ["216.00", accepted],
    ["5804.00", accepted],
    ["5804.01", outOf("/monthlyContribution")],
  ])("%s a month between 216 and 5804", (monthlyContribution, answer) => {
    expect(sign(flexibleAccount(), termsOf({ monthlyContribution }), { limits: amounts })).toMatchObject(
      answer,
    )
  })

  it.each([
    // 昌吉 二(二)1: 月缴存基数上下限, 缴存比例10%至24%.
    ["2000.00", "0.10", "200.00", accepted],
    ["1999.99", "0.10", "200.00", outOf("/contributionBase")],
    ["20000.00", "0.24", "4800.00", accepted],
    ["20000.01", "0.24", "4800.00", outOf("/contributionBase")],
    ["5000.00", "0.099999", "500.00", outOf("/contributionRate")],
    ["5000.00", "0.240001", "1200.01", outOf("/contributionRate")],
  ])("base %s x rate %s = %s", (contributionBase, contributionRate, monthlyContribution, answer) => {
    const terms = termsOf({ contributionBase, contributionRate, monthlyContribution })
    expect(sign(flexibleAccount(), terms, { limits: rates })).toMatchObject(answer)
  })

  it("an amount alone lies between lowest and highest base times rate", () => {
    const answers = ["199.99", "200.00", "4800.00", "4800.01"].map(
      (monthlyContribution) => outcomeAt(rates, { monthlyContribution }).outcome,
    )
    expect(answers).toEqual(["refused", "accepted", "accepted", "refused"])
  })

  it("the amount is base times rate, to within one yuan", () => {
    const [exactly, rounded, wrong] = ["502.37", "503.00", "503.37"].map((monthlyContribution) =>
      outcomeAt(undefined, { contributionBase: "4567.00", contributionRate: "0.11", monthlyContribution }),
    )
    expect([exactly?.outcome, rounded?.outcome]).toEqual(["accepted", "accepted"])
    expect(wrong).toMatchObject({ problem: "invalid-request", rule: "FLX-003" })
  })

  it("where nothing is published anything is accepted", () => {
    const much = termsOf({ monthlyContribution: "99999.00" })
    expect(sign(flexibleAccount(), much, { limits: packOf({}) }).outcome).toBe("accepted")
    expect(sign(flexibleAccount(), much).outcome).toBe("accepted")
  })
})

const loanOf = (over: Partial<LoanLine>): LoanLine => ({
  personRef,
  centerId: CenterId.parse("990201000000001"),
  contractNo: ContractNo.parse("HT-1"),
  role: "borrower",
  kind: "hpf",
  status: "unsettled",
  grantedOn: LocalDate.parse("2025-01-01"),
  contested: false,
  version: 1,
  ...over,
})

const stopping = (answer: string) =>
  packOf({ flexible: { joining: { stopWhileLoan: { answer, interestSubsidised: true, ...cited } } } })

describe("ending an agreement", () => {
  const account = flexibleAccount({ agreementNo: "LH-1" })
  const latest = signed(account, termsOf())

  it("is a fact of the center, once", () => {
    const done = ended(account, endingOf(), { latest })
    expect(done).toMatchObject({ status: "ended", endReason: "voluntary", lastMonth: "2026-11", version: 2 })
    expect(done.timerAt).toBeUndefined()
    expect(end(account, endingOf(), { latest: done })).toMatchObject({ problem: "agreement-ended" })
    expect(end(account, endingOf(), {})).toMatchObject({ problem: "agreement-not-found" })
  })

  it("lies between its signing and today", () => {
    expect(end(account, endingOf({ endedOn: "2026-11-03" }), { latest })).toMatchObject({ rule: "VAL-010" })
    expect(end(account, endingOf({ endedOn: "2026-11-01" }), { latest })).toMatchObject({ rule: "VAL-005" })
  })

  const bars = (loan: LoanLine, over: object = {}, interestSubsidised = false) =>
    end(
      account,
      endingOf(over),
      {
        latest,
        loanBar: loansThatBarStopping(
          packOf({ loanBar: { own: true, spouse: true, guarantee: true, interestSubsidised, ...cited } }),
        ),
      },
      personOf([account], { loans: [loan] }),
    )

  it.each([
    // 昌吉 二(二)5: 没有办理住房公积金贷款(含贴息贷款)或贷款已结清的，可随时停缴. 晋城 三(五).
    ["one's own loan", loanOf({}), false, "refused"],
    ["a joint loan", loanOf({ role: "coBorrower" }), false, "refused"],
    ["a settled loan", loanOf({ status: "paidOff" }), false, "accepted"],
    ["a spouse's loan, which bars closing only", loanOf({ role: "spouse" }), false, "accepted"],
    ["a guarantee, which bars closing only", loanOf({ role: "guarantor" }), false, "accepted"],
    ["a subsidised loan where the center counts it", loanOf({ kind: "interestSubsidised" }), true, "refused"],
    ["a subsidised loan elsewhere", loanOf({ kind: "interestSubsidised" }), false, "accepted"],
  ])("no stopping while a loan runs: %s", (_, loan, subsidised, outcome) => {
    expect(bars(loan, {}, subsidised).outcome).toBe(outcome)
  })

  it("a policy may count subsidised loans for stopping, or let people stop", () => {
    expect(loansThatBarStopping(stopping("refuse"))).toMatchObject({
      spouse: false,
      interestSubsidised: true,
    })
    expect(loansThatBarStopping(stopping("allow"))).toBeUndefined()
    const facts = { latest, loanBar: loansThatBarStopping(stopping("allow")) }
    const person = personOf([account], { loans: [loanOf({})] })
    expect(end(account, endingOf(), facts, person).outcome).toBe("accepted")
  })

  it("names the rule and the lender, arrears are no way round it", () => {
    expect(bars(loanOf({}), { reason: "arrears" })).toMatchObject({
      problem: "unsettled-loan-bars",
      rule: "FLX-028",
      centerId: "990201000000001",
    })
  })

  it("an employee stops nothing: the unit pays on", () => {
    const employee = someAccount()
    const facts = { latest }
    const person = personOf([employee], { loans: [loanOf({})] })
    expect(end(employee, endingOf({ reason: "employed" }), facts, person).outcome).toBe("accepted")
    expect(bars(loanOf({}), { reason: "employed" }).outcome).toBe("refused")
  })
})

const monthsOf = (from: string, to: string, over: object = {}) => [segmentOf({ from, to, ...over })]

describe("joining again (昌吉 二(二)6)", () => {
  const account = flexibleAccount({ agreementNo: "LH-1" })
  const first = signed(account, termsOf({ signedOn: "2026-01-10" }))
  const paid = [segmentOf({ to: "2026-04" })]
  const byArrears = ended(account, endingOf({ endedOn: "2026-09-01", reason: "arrears" }), {
    latest: first,
    paid,
  })
  const again = signed(account, termsOf({ agreementNo: "LH-2" }), { latest: byArrears })
  it("is a new agreement that remembers the months between", () => {
    expect(byArrears.lastMonth).toBe("2026-04")
    expect(again).toMatchObject({
      formerAgreementNo: "LH-1",
      pauses: [{ after: "2026-04", before: "2026-11" }],
    })
  })

  it.each([
    ["the months before the end", monthsOf("2026-01", "2026-04"), undefined],
    ["the month of signing", monthsOf("2026-11", "2026-11"), undefined],
    ["a month in arrears, paid later", monthsOf("2026-01", "2026-05"), "FLX-005"],
    ["the month before signing", monthsOf("2026-10", "2026-12"), "FLX-005"],
    [
      "months between that were not paid",
      monthsOf("2026-01", "2026-11", {
        gaps: ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"],
      }),
      undefined,
    ],
    [
      "a month between that was paid back",
      monthsOf("2026-01", "2026-11", {
        gaps: ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"],
        backPaidMonths: ["2026-10"],
      }),
      "FLX-005",
    ],
    [
      "a month between that a unit paid",
      monthsOf("2026-07", "2026-08", { contributorType: "employee" }),
      undefined,
    ],
  ])("%s", (_, segments, rule) => {
    expect(backPaymentDefect(segments, again)?.rule).toBe(rule)
  })

  it("before it is signed nothing after the end is paid; an end by wish leaves its own month", () => {
    expect(backPaymentDefect(monthsOf("2026-01", "2026-05"), byArrears)?.rule).toBe("FLX-005")
    const byWish = ended(account, endingOf({ endedOn: "2026-09-01" }), { latest: first, paid })
    expect(byWish.lastMonth).toBe(Month.parse("2026-09"))
    expect(backPaymentDefect(monthsOf("2026-09", "2026-09"), byWish)).toBeUndefined()
    expect(backPaymentDefect(monthsOf("2026-09", "2026-10"), byWish)?.rule).toBe("FLX-005")
  })

  it("does not begin before the last one ended", () => {
    const early = termsOf({ agreementNo: "LH-3", signedOn: "2026-08-31" })
    expect(sign(account, early, { latest: byArrears })).toMatchObject({ rule: "VAL-005", field: "/signedOn" })
  })
})
