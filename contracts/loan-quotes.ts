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
      .refine(({ length }) => length >= 1 && length <= mostApplicants, { message: "one to four", params: { rule: "QUO-001" } })
      .meta({ description: "one to four; the first is the main borrower", minItems: 1, maxItems: mostApplicants }),
    price: Money.describe("price of the home, yuan"),
    termMonths: z.int().min(12).max(360),
    firstHome: z.boolean(),
    monthlyIncome: Money.describe("of all applicants, yuan"),
    monthlyDebt: Money.optional().describe("other debt paid each month, yuan; absent: none"),
    children: z.int().min(0).max(10).optional(),
    circumstances: z.array(Circumstance).max(12).optional(),
  })
  .meta({ id: "LoanQuoteRequest" })
export type LoanQuoteRequest = z.infer<typeof LoanQuoteRequest>

/** Figures by name, as the rule used them: money, ratios, counts and dates, all as text. */
const Figures = z.record(z.string(), z.string())

const QuoteSource = PolicySource.extend({ clause: z.string().optional() })

export const QuoteStep = z.strictObject({
  rule: LoanRuleName,
  figures: Figures.describe("what went in"),
  result: z.string().describe("what came out: yuan, or a factor"),
  source: QuoteSource.optional().describe("absent for arithmetic on the request alone"),
})
export type QuoteStep = z.infer<typeof QuoteStep>

export const QuoteReason = z.strictObject({
  rule: LoanRuleName,
  applicant: z.int().min(1).describe("counted from 1, in the order of the request"),
  figures: Figures,
  source: QuoteSource.optional(),
})
export type QuoteReason = z.infer<typeof QuoteReason>

export const QuoteNotApplied = z.strictObject({
  rule: LoanRuleName,
  reason: z
    .enum(["noFigure", "inputMissing", "noneFits"])
    .describe(
      "noFigure: no source gives one; inputMissing: the request does not say; noneFits: no row fits the applicants",
    ),
  note: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
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
  applicant: z.int().min(1),
  months: z.array(Month).min(1),
})
export type QuoteFinding = z.infer<typeof QuoteFinding>

/** Which limit was the least. */
export const BindingConstraint = z.enum(["cap", "base", "repayment", "loanToValue", "price"])
export type BindingConstraint = z.infer<typeof BindingConstraint>

export const LoanQuoteResponse = z
  .strictObject({
    centerId: CenterId,
    on: LocalDate,
    eligible: z.boolean(),
    reasons: z.array(QuoteReason).describe("why not, one for each rule and applicant that fails it"),
    amount: Money.describe("yuan; 0.00 when not eligible"),
    amountIfEligible: Money.describe("yuan; the least of the limits, whoever applies"),
    bindingConstraint: BindingConstraint,
    steps: z.array(QuoteStep),
    notApplied: z.array(QuoteNotApplied),
    policy: PolicyReference,
    months: QuoteMonths.describe("of the main borrower"),
    balance: Money.describe("basic accounts of all applicants, yuan"),
    applicants: z.array(
      z.strictObject({ presentType: ContributorType.optional(), months: QuoteMonths, balance: Money }),
    ),
    findings: z.array(QuoteFinding),
  })
  .meta({ id: "LoanQuoteResponse" })
export type LoanQuoteResponse = z.infer<typeof LoanQuoteResponse>
