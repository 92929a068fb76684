import * as z from "zod"
import { FlexibleStep } from "./participation.ts"
import { PolicyReference } from "./policy-reference.ts"
import { AccountNo, LocalDate, Money, Month, TwoPeople } from "./primitives.ts"
import { Year } from "./year.ts"

/** 缴存补贴 of flexible contributors: what is due, why not, and what was paid. */

export const SubsidyKind = z
  .enum(["contribution", "startingGrant", "interest", "unusedMoney"])
  .describe("缴存补贴 by the year's contributions, 一次性开户补贴, 利息补贴, 未使用资金补贴")
export type SubsidyKind = z.infer<typeof SubsidyKind>

export const SubsidyCategory = z
  .enum(["student", "graduate", "veteran", "borderGuard"])
  .describe("在校大学生, 高校毕业生, 退役军人, 护边员")
export type SubsidyCategory = z.infer<typeof SubsidyCategory>

const facts = {
  categories: z
    .array(SubsidyCategory)
    .max(4)
    .optional()
    .describe("what the center has verified the person to be"),
  graduatedOn: LocalDate.optional().describe("day of graduation; asked of a graduate"),
  yearInterest: Money.optional().describe(
    "interest credited to the flexible money on 30 June of the year, by the center's books, yuan: no more than that money can have earned in the year; the record decides where it has the day of every month; absent: from the record",
  ),
}

interface Facts {
  readonly categories?: readonly SubsidyCategory[] | undefined
  readonly graduatedOn?: LocalDate | undefined
}
const lacksGraduation = ({ categories = [], graduatedOn }: Facts): boolean =>
  categories.includes("graduate") && graduatedOn === undefined
const graduationMissing = {
  path: ["graduatedOn"],
  message: "missing",
  params: { rule: "VAL-008" },
}

/** POST /v1/subsidy-quotes. */
export const SubsidyQuoteRequest = z
  .strictObject({
    accountNo: AccountNo.describe("account of the asking center"),
    kind: SubsidyKind.optional().describe("absent: every subsidy of the center's pack"),
    on: LocalDate.describe("day to judge by"),
    year: Year.optional().describe(
      "year of a yearly subsidy, not before the account was opened; absent: the last that is complete",
    ),
    ...facts,
  })
  .refine((request) => !lacksGraduation(request), graduationMissing)
  .meta({ id: "SubsidyQuoteRequest" })
export type SubsidyQuoteRequest = z.infer<typeof SubsidyQuoteRequest>

export const SubsidyLine = z
  .strictObject({
    kind: SubsidyKind,
    due: z.enum(["due", "notDue", "homeDecides"]).describe("可发放, 不可发放, 由中心判断"),
    amount: Money.describe("yuan; 0.00 when it is not due"),
    year: Year.optional().describe("the year that it is for; absent for what is paid once in life"),
    of: Money.optional().describe("yuan that the rate was applied to"),
    from: Month.optional().describe("first month that counted"),
    to: Month.optional().describe("last month that counted"),
    steps: z.array(FlexibleStep).describe("each rule that was looked at, in order"),
  })
  .meta({ id: "SubsidyLine" })
export type SubsidyLine = z.infer<typeof SubsidyLine>

export const SubsidyQuoteResponse = z
  .strictObject({
    accountNo: AccountNo,
    on: LocalDate,
    lines: z.array(SubsidyLine).describe("one a subsidy"),
    stacking: z.enum(["all", "highest", "notRuled"]).describe("可叠加, 取其高, or the pack does not say"),
    total: Money.optional().describe(
      "yuan that may be paid together, less what was paid for the year where only the highest is given; absent when two are due and nobody rules",
    ),
    policy: PolicyReference.describe("the pack that was used"),
  })
  .meta({ id: "SubsidyQuoteResponse" })
export type SubsidyQuoteResponse = z.infer<typeof SubsidyQuoteResponse>

/** POST /v1/accounts/{accountNo}/subsidies: a subsidy was paid into the account. */
export const SubsidyReport = z
  .strictObject({
    kind: SubsidyKind,
    year: Year.optional().describe(
      "year of a yearly subsidy, not before the account was opened; absent: the last that is complete",
    ),
    amount: Money.describe("yuan that were paid"),
    paidOn: LocalDate,
    ...facts,
    ...TwoPeople,
  })
  .refine((report) => !lacksGraduation(report), graduationMissing)
  .meta({ id: "SubsidyReport" })
export type SubsidyReport = z.infer<typeof SubsidyReport>

export const SubsidyPaid = z
  .strictObject({
    accountNo: AccountNo,
    kind: SubsidyKind,
    year: Year.optional().describe("the year that it was paid for"),
    amount: Money.describe("yuan"),
    paidOn: LocalDate,
    version: z.int().min(1).describe("of the account after the act, for If-Match"),
  })
  .meta({ id: "SubsidyPaid" })
export type SubsidyPaid = z.infer<typeof SubsidyPaid>
