import * as z from "zod"
import { Cadence, Circumstance, LoanRuleName } from "./loan-policies.ts"
import { PolicySource } from "./policy-figures.ts"
import { PolicyReference } from "./policies.ts"
import { CenterId, ContributorType, LocalDate, Money, Month, Person } from "./primitives.ts"

/** One applicant. What only the applicant or the center knows stands here; months and balances come from the record. */
export const QuoteApplicant = z.strictObject({
  person: Person,
  cadence: Cadence.optional().describe(
    "how a flexible contributor pays today; unknown counts as the least favourable",
  ),
  contributionBase: Money.optional().describe(
    "缴存基数 a month, yuan; needed where the center measures payments by it",
  ),
  meanBalance: Money.optional().describe(
    "mean balance of the last twelve months, yuan; where the center uses it",
  ),
  sex: z.enum(["female", "male"]).optional().describe("only for documents that do not tell it"),
  bornOn: LocalDate.optional().describe("only for documents that do not tell it"),
})
export type QuoteApplicant = z.infer<typeof QuoteApplicant>

const mostApplicants = 4

export const LoanQuoteRequest = z
  .strictObject({
    centerId: CenterId.describe("the center that would lend"),
    on: LocalDate.describe("the day of the application; picks the policy and the months that have begun"),
    applicants: z
      .array(QuoteApplicant)
      .refine(({ length }) => length >= 1 && length <= mostApplicants, {
        message: "one to four",
        params: { rule: "QUO-001" },
      })
      .meta({
        description: "one to four; the first is the main borrower",
        minItems: 1,
        maxItems: mostApplicants,
      }),
    price: Money.describe("price of the home, yuan"),
    termMonths: z.int().min(12).max(360).describe("term of the loan, months"),
    firstHome: z.boolean().describe("首套住房 or not, as the lending center finds it"),
    monthlyIncome: Money.describe("of all applicants, yuan"),
    monthlyDebt: Money.optional().describe("other debt paid each month, yuan; absent: none"),
    children: z
      .int()
      .min(0)
      .max(10)
      .optional()
      .describe("minor children of the family; absent: none counted"),
    circumstances: z
      .array(Circumstance)
      .max(12)
      .optional()
      .describe("what the center may give more for, already proved to it"),
  })
  .meta({ id: "LoanQuoteRequest" })
export type LoanQuoteRequest = z.infer<typeof LoanQuoteRequest>

/** Figures by name, as the rule used them: money, ratios, counts and dates, all as text. */
const Figures = z.record(z.string(), z.string())

const QuoteSource = PolicySource.extend({ clause: z.string().optional().describe("clause of the source") })

export const QuoteStep = z.strictObject({
  rule: LoanRuleName.describe("the rule of the pack that was applied"),
  figures: Figures.describe("what went in"),
  result: z.string().describe("what came out: yuan with two places, a rate, a factor, or met / not met"),
  source: QuoteSource.optional().describe("absent for arithmetic on the request alone"),
})
export type QuoteStep = z.infer<typeof QuoteStep>

export const QuoteReason = z.strictObject({
  rule: LoanRuleName.describe("the rule that the applicant does not meet"),
  applicant: z.int().min(1).describe("counted from 1, in the order of the request"),
  figures: Figures.describe("what is asked, and what there is"),
  source: QuoteSource.optional().describe("where the center says so"),
})
export type QuoteReason = z.infer<typeof QuoteReason>

export const QuoteNotApplied = z.strictObject({
  rule: LoanRuleName.describe("the rule that was not applied"),
  reason: z
    .enum(["noFigure", "inputMissing", "noneFits"])
    .describe(
      "noFigure: no source gives one; inputMissing: the request does not say; noneFits: no row fits the applicants",
    ),
  note: z
    .strictObject({ zh: z.string().describe("in Chinese"), en: z.string().describe("in English") })
    .optional()
    .describe("what the source says about it"),
})
export type QuoteNotApplied = z.infer<typeof QuoteNotApplied>

export const QuoteMonths = z.strictObject({
  consecutive: z.int().min(0).describe("the unbroken row up to the last paid month"),
  cumulative: z.int().min(0).describe("the union of the months that have begun"),
  doubled: z.array(Month).describe("paid by two segments, counted once"),
})
export type QuoteMonths = z.infer<typeof QuoteMonths>

export const QuoteFinding = z.strictObject({
  class: z.literal("D3").describe("months paid twice: reviewed, not blocked"),
  applicant: z.int().min(1).describe("counted from 1, in the order of the request"),
  months: z.array(Month).min(1).describe("the months that were paid twice; each counts once"),
})
export type QuoteFinding = z.infer<typeof QuoteFinding>

/** Which limit was the least. */
export const BindingConstraint = z
  .enum(["cap", "base", "repayment", "loanToValue", "price"])
  .describe("which limit was the least: 最高额度, 缴存测算, 还款能力, 贷款成数, 房价")
export type BindingConstraint = z.infer<typeof BindingConstraint>

export const LoanQuoteResponse = z
  .strictObject({
    centerId: CenterId,
    on: LocalDate,
    eligible: z.boolean().describe("whether every rule on months, age and status is met"),
    reasons: z.array(QuoteReason).describe("why not, one for each rule and applicant that fails it"),
    amount: Money.describe("yuan; 0.00 when not eligible"),
    amountIfEligible: Money.describe("yuan; the least of the limits, whoever applies"),
    bindingConstraint: BindingConstraint,
    steps: z.array(QuoteStep).describe("the way to the amount, in order"),
    notApplied: z
      .array(QuoteNotApplied)
      .describe("rules that could not be applied, and why; nothing is guessed"),
    policy: PolicyReference.describe("the pack that was used"),
    months: QuoteMonths.describe("of the main borrower"),
    balance: Money.describe(
      "basic accounts of all applicants, yuan: principal of local segments, principal and interest of transferred ones",
    ),
    applicants: z
      .array(
        z.strictObject({
          presentType: ContributorType.optional(),
          months: QuoteMonths.describe("of this applicant, over all centers"),
          balance: Money,
        }),
      )
      .describe("in the order of the request"),
    findings: z.array(QuoteFinding).describe("what a human should look at; blocks nothing"),
  })
  .meta({ id: "LoanQuoteResponse" })
export type LoanQuoteResponse = z.infer<typeof LoanQuoteResponse>
