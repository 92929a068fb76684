import * as z from "zod"
import { cited, MonthCount, PositiveRatio, Share } from "./policy-figures.ts"
import { ContributorType, LocalDate, Money } from "./primitives.ts"
import { FamilyRelation, WithdrawalPurposeName, WithdrawalVerdict } from "./withdrawals.ts"

/**
 * What a center, or the nation, lets out of an account, as data: a rule a purpose, dated, each with its source. A rule
 * of the center stands in for the nation's of the same purpose; where neither speaks, the home center decides.
 */
export const WithdrawalRule = z.strictObject({
  purpose: WithdrawalPurposeName.describe("what the rule is about"),
  validFrom: LocalDate.optional().describe("first day; absent: as long as the pack holds"),
  validTo: LocalDate.optional().describe("last day"),
  answer: WithdrawalVerdict.describe("what the rule says when all its conditions are met"),
  part: ContributorType.optional().describe("money of this kind only; absent: all of it"),
  contributorType: ContributorType.optional().describe(
    "for holders who pay in this way today; absent: for all",
  ),
  relations: z
    .array(FamilyRelation)
    .max(5)
    .optional()
    .describe("who may withdraw besides the principal; absent: nobody has said, the home center judges"),
  accountStatuses: z
    .array(z.enum(["01", "02"]))
    .max(2)
    .optional()
    .describe("附A.6 statuses that it asks"),
  sealedMonths: MonthCount.optional().describe("months that the account has been sealed"),
  sealedMonthsOfFormerEmployee: MonthCount.optional().describe(
    "the same, where a unit has paid in (辽宁 七)",
  ),
  paidMonths: MonthCount.optional().describe("cumulative months paid"),
  withinMonths: MonthCount.optional().describe("months after the fact within which it is asked"),
  everyMonths: MonthCount.optional().describe("least months between two withdrawals for the purpose"),
  loan: z
    .enum(["ignored", "bars", "onlyTowardLoan"])
    .optional()
    .describe(
      "what an unsettled loan of the pack's loanBar does: nothing; bar; or keep the money of this rule for its repayment, whatever it is asked for. Absent: it bars closing, nothing else",
    ),
  limit: z
    .strictObject({
      fact: z
        .enum(["cost", "balance"])
        .optional()
        .describe("what the fact cost (less subsidy and loan), or the whole balance"),
      share: Share.optional().describe("share of that"),
      monthly: Money.optional().describe("yuan a month of the period"),
      yearly: Money.optional().describe("yuan a calendar year"),
      once: Money.optional().describe("yuan a withdrawal"),
      raisedForChildren: PositiveRatio.optional().describe("factor for families with two children or more"),
      above: z
        .enum(["notAllowed", "homeDecides"])
        .optional()
        .describe(
          "what more than monthly, yearly and once is: refused, or the home center's to decide, where papers or the family raise them; absent: notAllowed",
        ),
    })
    .optional()
    .describe("how much; absent: the balance of the part"),
  rentToIncome: Share.optional().describe(
    "the rent must be more than this share of the family's income; not asked since 2026-09-20 (国务院令第844号)",
  ),
  noHomeThere: z.boolean().optional().describe("the family owns no home in that place"),
  housing: z.enum(["market", "publicRental"]).optional().describe("of rent: for this kind of home only"),
  closesAccount: z.boolean().optional().describe("销户提取"),
  evidence: z.array(z.string().min(1).max(60)).max(20).optional().describe("办理材料"),
  ...cited,
})
export type WithdrawalRule = z.infer<typeof WithdrawalRule>

/** Two rules that speak of the same money of the same people: then no day may have both. */
const scopeOf = ({ purpose, part, contributorType, housing }: WithdrawalRule): string =>
  JSON.stringify([purpose, part ?? "", contributorType ?? "", housing ?? ""])

const shareADay = (left: WithdrawalRule, right: WithdrawalRule): boolean =>
  (left.validFrom ?? "") <= (right.validTo ?? "9") && (right.validFrom ?? "") <= (left.validTo ?? "9")

const isReversed = ({ validFrom, validTo }: WithdrawalRule): boolean =>
  validFrom !== undefined && validTo !== undefined && validTo < validFrom

export const WithdrawalPolicy = z
  .strictObject({
    rules: z
      .array(WithdrawalRule)
      .max(80)
      .describe("rules by purpose; two of one purpose differ in days, part, holder or kind of home"),
  })
  .superRefine(({ rules }, context) => {
    for (const [index, rule] of rules.entries()) {
      const message = isReversed(rule)
        ? "ends before it begins"
        : rules.slice(0, index).some((other) => scopeOf(other) === scopeOf(rule) && shareADay(other, rule))
          ? "two rules for one day"
          : undefined
      if (message !== undefined)
        context.addIssue({
          code: "custom",
          path: ["rules", index],
          message,
          params: { rule: "POL-002" },
        })
    }
  })
export type WithdrawalPolicy = z.infer<typeof WithdrawalPolicy>
