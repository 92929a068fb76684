import { describe, expect, test } from "vitest"
import type { Hold, Segment } from "../../../contracts/accounts.ts"
import {
  CenterId,
  ContractNo,
  HoldId,
  Instant,
  LocalDate,
  Money,
  OffsiteLoanId,
  PaymentReference,
} from "../../../contracts/primitives.ts"
import { releaseHold } from "../../../functions/domain/account/account-holds.ts"
import type { AccountRecord } from "../../../functions/domain/account/account-record.ts"
import {
  loanMarksOf,
  reportWithdrawal,
  type StandingMark,
  type Withdrawal,
} from "../../../functions/domain/account/report-withdrawal.ts"
import { owedUnderMark } from "../../../functions/domain/offsite-loan/owed-under-mark.ts"
import { reportKey, withEntry } from "../../../functions/domain/withdrawal/withdrawal-ledger.ts"
import type { LedgerEntry, WithdrawalLedger } from "../../../functions/domain/withdrawal/withdrawal-record.ts"
import { aSegment } from "./a-segment.ts"
import { contextOf, personOf, someAccount, today } from "./account-ledger.ts"

const lender = CenterId.parse("990201000000001")
const loan = { centerId: lender, contractNo: ContractNo.parse("c-1") }
const other = { centerId: lender, contractNo: ContractNo.parse("c-2") }
const caseId = OffsiteLoanId.parse("lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ")
const holdOf = (ground: Hold["ground"], changes: Partial<Hold> = {}): Hold => ({
  holdId: HoldId.parse("hld_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
  ground,
  scope: ["closing", "transfer", "withdrawal"],
  from: LocalDate.parse("2026-01-01"),
  ...changes,
})
const withdrawal: Withdrawal = {
  reference: PaymentReference.parse("PAY-1"),
  amount: Money.parse("1000.00"),
  withdrawnOn: today,
  withdrawalReason: "01",
}
const repaying = (repays?: typeof loan): Withdrawal => ({
  ...withdrawal,
  withdrawalReason: "06",
  ...(repays === undefined ? {} : { repays }),
})

const reported = (
  what: Withdrawal = withdrawal,
  marks: readonly StandingMark[] = [],
  account: AccountRecord = someAccount(),
) => reportWithdrawal(account, what, { marks, segments: [] }, contextOf(personOf([account])))

const findingOf = (decided: ReturnType<typeof reported>) =>
  decided.outcome === "refused"
    ? undefined
    : decided.changes.flatMap((change) => (change.kind === "openFindingCase" ? [change.finding] : []))[0]

test("a withdrawal is written once: its version, its history, its payment reference", () => {
  const decided = reported()
  expect(decided).toMatchObject({
    outcome: "accepted",
    account: { version: 2 },
    changes: [
      { kind: "saveAccount" },
      { kind: "recordAccountHistory", entry: { event: "withdrawal" } },
      { kind: "claimPaymentReference", reference: "PAY-1", amount: "1000.00" },
      {
        kind: "saveWithdrawals",
        ledger: {
          accountNo: "a-1",
          version: 1,
          entries: [{ caseId: "report/PAY-1", reason: "01", paidOn: today }],
        },
      },
    ],
  })
  expect(decided).not.toHaveProperty("finding")
})

test("a payment reference that reads like an approved case does not stand in for it", () => {
  const account = someAccount()
  const approved = withEntry(undefined, account, {
    caseId: "svc_01JD0000000000000000000000",
    reason: "01",
    amount: Money.parse("52000.00"),
    taken: { employee: Money.parse("52000.00"), flexible: Money.parse("0.00") },
    approvedOn: today,
  })
  const what = { ...withdrawal, reference: PaymentReference.parse("svc_01JD0000000000000000000000") }
  const decided = reportWithdrawal(
    account,
    what,
    { marks: [], segments: [], ledger: approved },
    contextOf(personOf([account])),
  )
  const saved = decided.outcome === "refused" ? [] : decided.changes
  expect(saved).toContainEqual(
    expect.objectContaining({
      kind: "saveWithdrawals",
      ledger: expect.objectContaining({
        entries: [
          expect.objectContaining({ caseId: "svc_01JD0000000000000000000000", amount: "52000.00" }),
          expect.objectContaining({ caseId: "report/svc_01JD0000000000000000000000", amount: "1000.00" }),
        ],
      }),
    }),
  )
})

describe("beside what a case has taken", () => {
  const account = someAccount()
  const caseOf = (over: Partial<LedgerEntry> = {}) =>
    withEntry(undefined, account, {
      caseId: "svc_01JD0000000000000000000000",
      reason: "01",
      amount: Money.parse("52000.00"),
      taken: { employee: Money.parse("52000.00"), flexible: Money.parse("0.00") },
      approvedOn: today,
      ...over,
    })
  const registered = [aSegment({ principal: Money.parse("52500.00"), interest: Money.parse("214.06") })]
  const beside = (
    amount: string,
    ledger: WithdrawalLedger | undefined,
    segments: readonly Segment[] = registered,
  ) =>
    reportWithdrawal(
      account,
      { ...withdrawal, amount: Money.parse(amount) },
      { marks: [], segments, ledger },
      contextOf(personOf([account])),
    )

  test("more than the record has is D6 of the home center, approved or paid", () => {
    for (const ledger of [caseOf(), caseOf({ paidOn: today })])
      expect(findingOf(beside("714.07", ledger))).toMatchObject({
        class: "D6",
        centerIds: [account.centerId],
        accounts: [{ accountNo: "a-1" }],
        loans: [],
      })
    expect(findingOf(beside("714.06", caseOf()))).toBeUndefined()
  })

  test("nothing is told where nothing is registered, where the record is without it, and of reports alone", () => {
    expect(findingOf(beside("52000.00", caseOf(), []))).toBeUndefined()
    const at = Instant.parse("2026-11-02T01:00:00.000Z")
    expect(findingOf(beside("52000.00", caseOf({ paidOn: today, recordedAt: at })))).toBeUndefined()
    const other = caseOf({ caseId: reportKey("PAY-0"), paidOn: today })
    expect(findingOf(beside("52000.00", other))).toBeUndefined()
  })
})

test("repaying the marked loan is what the mark allows, up to what is owed", () => {
  expect(findingOf(reported(repaying(loan), [{ loan, owed: Money.parse("1000.00") }]))).toBeUndefined()
  expect(findingOf(reported(repaying(loan), [{ loan, owed: Money.parse("999.99") }]))).toMatchObject({
    class: "D6",
  })
  expect(findingOf(reported(repaying(loan), [{ loan }]))).toMatchObject({ class: "D6" })
})

test("what is on its way to the lender is owed no more, what came back is", () => {
  const balance = Money.parse("1000.00")
  const [deducted, amount] = [Money.parse("300.00"), Money.parse("600.00")]
  const offset = { reference: PaymentReference.parse("PAY-2"), amount, paidOn: today }
  const sent = { ...offset, status: "sent" as const }
  expect(owedUnderMark({ balance }, { deducted })).toBe("700.00")
  expect(owedUnderMark({ balance }, { deducted, offset: sent })).toBe("100.00")
  expect(owedUnderMark({ balance: amount }, { deducted, offset: sent })).toBe("0.00")
  for (const status of ["booked", "returned"] as const)
    expect(owedUnderMark({ balance }, { offset: { ...offset, status } })).toBe("1000.00")
})

test("a mark judges what left while it stood: nothing from before it, all until its end", () => {
  const mark = holdOf("loanMark", { to: LocalDate.parse("2026-06-30") })
  const marksOn = (day: string) => loanMarksOf(someAccount({ holds: [mark] }), LocalDate.parse(day)).length
  expect(["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01"].map(marksOn)).toEqual([0, 1, 1, 0])
})

test.each([
  ["another reason", withdrawal],
  ["a repayment that names no loan", repaying()],
  ["a repayment of another loan", repaying(other)],
  ["another reason that names the loan all the same", { ...withdrawal, repays: loan }],
])("against the mark of a case, %s is D6 between home and loan center", (_, what) => {
  const decided = reported(what, [{ loan }])
  expect(decided).toMatchObject({ outcome: "accepted", finding: { class: "D6" } })
  expect(findingOf(decided)).toMatchObject({
    centerIds: ["990101000000001", lender],
    accounts: [{ accountNo: "a-1" }],
    loans: [loan],
  })
})

test("against a mark by hand, another reason is D6 with the home center alone; a repayment is none", () => {
  expect(findingOf(reported(withdrawal, [{}]))).toMatchObject({ centerIds: ["990101000000001"], loans: [] })
  expect(findingOf(reported(repaying(), [{}]))).toBeUndefined()
})

test("a mark by hand beside a case's does not excuse the repayment of another loan", () => {
  expect(findingOf(reported(repaying(other), [{}, { loan }]))).toMatchObject({ loans: [loan] })
  const owed = Money.parse("1000.00")
  expect(findingOf(reported(repaying(loan), [{}, { loan, owed }]))).toBeUndefined()
})

test.each(["certificate", "transferOut", "judicial", "other"] as const)(
  "a standing %s hold bars a withdrawal",
  (ground) => {
    const account = someAccount({ holds: [holdOf(ground)] })
    expect(reported(withdrawal, [], account)).toMatchObject({ problem: "account-held" })
  },
)

test("a hold that has ended, or bars something else, bars no withdrawal", () => {
  const ended = holdOf("judicial", { to: LocalDate.parse("2026-02-01") })
  const closing = holdOf("other", { scope: ["closing"] })
  expect(reported(withdrawal, [], someAccount({ holds: [ended, closing] })).outcome).toBe("accepted")
})

test.each([
  ["2026-11-03", "VAL-010"],
  ["2024-02-29", "VAL-005"],
])("a withdrawal of %s lies outside the account's life", (day, rule) => {
  expect(reported({ ...withdrawal, withdrawnOn: LocalDate.parse(day) })).toMatchObject({
    problem: "invalid-request",
    rule,
    field: "/withdrawnOn",
  })
})

test("a closed account pays nothing out", () => {
  expect(reported(withdrawal, [], someAccount({ status: "04" }))).toMatchObject({
    problem: "account-status-conflict",
  })
})

const release = (hold: Hold) => {
  const account = someAccount({ holds: [hold] })
  return releaseHold(account, hold.holdId, today, contextOf(personOf([account])))
}

test("the mark of a case ends with the case, a mark by hand by hand", () => {
  expect(release(holdOf("loanMark", { caseId }))).toMatchObject({
    problem: "account-held",
    rule: "TRF-020",
    caseId,
  })
  expect(release(holdOf("loanMark")).outcome).toBe("accepted")
})
