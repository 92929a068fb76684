import type { Segment } from "../../contracts/accounts.ts"
import { AgreementNo, Money, Month, UnitCreditCode } from "../../contracts/primitives.ts"
import { makeUnitCreditCode } from "../make-person.ts"

const money = (amount: string) => Money.parse(amount)
const month = (name: string) => Month.parse(name)

const employee = {
  contributorType: "employee",
  accountKind: "basic",
  origin: { kind: "local" },
  unitCreditCode: UnitCreditCode.parse(makeUnitCreditCode("story")),
  from: month("2023-01"),
  to: month("2025-06"),
  monthlyContribution: money("1860.00"),
} as const
const flexible = {
  contributorType: "flexible",
  accountKind: "basic",
  origin: { kind: "local" },
  agreementNo: AgreementNo.parse("XY20250501"),
  from: month("2025-05"),
  to: month("2026-06"),
  monthlyContribution: money("1200.00"),
} as const
const zero = money("0.00")

/** 30 months through an employer, 14 months by agreement; May and June 2025 are paid twice. */
export const recordBefore: readonly Segment[] = [
  {
    ...employee,
    principal: money("55800.00"),
    interest: zero,
    contributions: money("55800.00"),
    subsidy: zero,
  },
  {
    ...flexible,
    principal: money("16800.00"),
    interest: zero,
    contributions: money("16800.00"),
    subsidy: zero,
  },
]

/** After a withdrawal for rent and a subsidy on the flexible part: what the old center closes the account with. */
export const recordAfterWithdrawal: readonly Segment[] = [
  {
    ...employee,
    principal: money("41398.67"),
    interest: money("408.75"),
    contributions: money("41398.67"),
    subsidy: zero,
  },
  {
    ...flexible,
    principal: money("10800.00"),
    interest: money("106.64"),
    contributions: money("10739.95"),
    subsidy: money("60.05"),
  },
]

export const figures = {
  months: 42,
  monthsAddedUp: 44,
  doubled: ["2025-05", "2025-06"],
  balanceBefore: "72600.00",
  principal: "52198.67",
  interest: "515.39",
  amount: "52714.06",
  oneFenShort: "52714.05",
  transposed: "52741.06",
  surplus: "27.00",
  loan: "1100000.00",
} as const

/** How the two centers number the accounts, who acts there, and what their banks call the payments. */
export const oldAccountNo = "CD2300815"
export const newAccountNo = "JC2611002"
export const staffOfOld = { handler: "cd-jb07", reviewer: "cd-fh02" }
export const staffOfNew = { handler: "jc-jb11", reviewer: "jc-fh05" }
export const paymentReference = "CDBANK20261104001"
export const returnReference = "JCBANK20261105009"
