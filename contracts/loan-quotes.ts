import * as z from "zod"
import { Cadence, Circumstance, LoanRuleName, TalentTier } from "./loan-policies.ts"
import { PolicySource } from "./policy-figures.ts"
import { PolicyReference } from "./policy-reference.ts"
import { CenterId, ConsentCode, ContributorType, LocalDate, Money, Month, Person } from "./primitives.ts"

/** One applicant. What only the applicant or the center knows stands here; months and balances come from the record. */
export const QuoteApplicant = z.strictObject({
  person: Person,
  consent: ConsentCode.optional().describe(
    "授权码 that the applicant shows: opens the record of the home center for this answer, once",
  ),
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

/** 还款方式: 等额本息 (one payment, growing principal) and 等额本金 (one principal, falling payment). */
export const RepaymentMethod = z
  .enum(["equalInstalments", "equalPrincipal"])
  .describe("还款方式: 等额本息, 等额本金")
export type RepaymentMethod = z.infer<typeof RepaymentMethod>

const mostApplicants = 4
const mostCenters = 10

/** What a family asks, wherever it asks. */
const wish = {
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
  spouse: Person.optional().describe(
    "配偶 who is no applicant; only the loans of the family are counted with it",
  ),
  price: Money.describe("price of the home, yuan"),
  termMonths: z.int().min(12).max(360).describe("term of the loan, months"),
  firstHome: z.boolean().describe("首套住房 or not, as the lending center finds it"),
  monthlyIncome: Money.describe("of all applicants, yuan"),
  monthlyDebt: Money.optional().describe("other debt paid each month, yuan; absent: none"),
  children: z.int().min(0).max(10).optional().describe("minor children of the family; absent: none counted"),
  circumstances: z
    .array(Circumstance)
    .max(12)
    .optional()
    .describe("what the center may give more for, already proved to it"),
  talentTier: TalentTier.optional().describe("人才类别 as the lending center names its tiers"),
  greenStars: z
    .int()
    .min(1)
    .max(3)
    .optional()
    .describe("绿色建筑星级; the circumstance greenBuilding without stars counts as one"),
  loansBefore: z
    .int()
    .min(0)
    .max(9)
    .optional()
    .describe("paid-off loans of the fund that the family has had; counted if the registry knows of fewer"),
  refinance: z
    .strictObject({
      commercialBalance: Money.describe("what is still owed on the commercial loan, yuan: no more is lent"),
    })
    .optional()
    .describe("商转公: the loan pays off a commercial one on the same home; absent: it buys a home"),
}

export const LoanQuoteRequest = z
  .strictObject({
    centerId: CenterId.describe("the center that would lend"),
    ...wish,
    withSchedule: RepaymentMethod.optional().describe("also every payment, by this method"),
  })
  .meta({ id: "LoanQuoteRequest" })
export type LoanQuoteRequest = z.infer<typeof LoanQuoteRequest>

/** One family, several cities: what if the home were bought there? */
export const LoanComparisonRequest = z
  .strictObject({
    centerIds: z
      .array(CenterId)
      .min(1)
      .max(mostCenters)
      .describe("the centers that would lend, one to ten, each once"),
    firstHomeIn: z
      .array(CenterId)
      .max(mostCenters)
      .optional()
      .describe("of them, those that find it a first home although firstHome says otherwise (认房 by city)"),
    ...wish,
  })
  .superRefine((request, context) => {
    const { centerIds, firstHomeIn = [] } = request
    const refuse = (path: string): void =>
      context.addIssue({ code: "custom", path: [path], message: "form", params: { rule: "VAL-001" } })
    if (new Set(centerIds).size !== centerIds.length) refuse("centerIds")
    if (firstHomeIn.some((centerId) => !centerIds.includes(centerId))) refuse("firstHomeIn")
  })
  .meta({ id: "LoanComparisonRequest" })
export type LoanComparisonRequest = z.infer<typeof LoanComparisonRequest>

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
  applicant: z
    .int()
    .min(1)
    .describe("counted from 1, in the order of the request; a rule on the family is told of the first"),
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
  .enum(["cap", "base", "repayment", "loanToValue", "price", "commercialBalance"])
  .describe("which limit was the least: 最高额度, 缴存测算, 还款能力, 贷款成数, 房价, 商贷余额")
export type BindingConstraint = z.infer<typeof BindingConstraint>

/** What a repayment method costs, in figures that a borrower asks for. */
export const ScheduleSummary = z.strictObject({
  firstPayment: Money.describe("principal and interest of the first month, yuan"),
  lastPayment: Money.describe("of the last month; it absorbs what rounding left over"),
  totalInterest: Money.describe("over the whole term at the rate of the day, yuan"),
  totalPaid: Money.describe("principal and interest over the whole term, yuan"),
})
export type ScheduleSummary = z.infer<typeof ScheduleSummary>

export const SchedulePayment = z.strictObject({
  principal: Money.describe("repaid by this payment, yuan"),
  interest: Money.describe("of the month, on the balance before it, yuan"),
  payment: Money.describe("principal and interest, yuan"),
  balance: Money.describe("still owed afterwards, yuan"),
})
export type SchedulePayment = z.infer<typeof SchedulePayment>

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
    loansBefore: z
      .int()
      .min(0)
      .describe(
        "loans of the fund that the applicants have had: the registry's count or the request's, the greater; what a spouse who is no applicant has had is counted by the rules and not told",
      ),
    yearlyRate: z.string().describe("of the day, for this term and home, as a plain ratio"),
    schedules: z
      .strictObject({
        equalInstalments: ScheduleSummary.describe("等额本息"),
        equalPrincipal: ScheduleSummary.describe("等额本金"),
      })
      .optional()
      .describe("what the amount costs by either method; absent when nothing is lent"),
    schedule: z
      .strictObject({
        method: RepaymentMethod,
        payments: z.array(SchedulePayment).describe("one for each month of the term, in order"),
      })
      .optional()
      .describe("every payment by the method that withSchedule names; absent when nothing is lent"),
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
  .meta({ id: "LoanQuoteResponse", description: "the amount, what bound it, and each step with its source" })
export type LoanQuoteResponse = z.infer<typeof LoanQuoteResponse>

export const ComparedQuote = z.discriminatedUnion("outcome", [
  z.strictObject({
    centerId: CenterId,
    outcome: z
      .literal("quoted")
      .describe("the center's policy gives an answer, if only that nothing is lent"),
    quote: LoanQuoteResponse,
  }),
  z.strictObject({
    centerId: CenterId,
    outcome: z.literal("refused").describe("no quote is possible under this center's policy"),
    problem: z.string().describe("slug of the problem that a quote of this center alone would get"),
  }),
])
export type ComparedQuote = z.infer<typeof ComparedQuote>

export const LoanComparisonResponse = z
  .strictObject({
    on: LocalDate,
    quotes: z
      .array(ComparedQuote)
      .describe("one for each center asked, the highest amount first, refused ones last"),
    best: z
      .int()
      .min(0)
      .optional()
      .describe("index in quotes of the highest amount; absent when no center lends"),
  })
  .meta({ id: "LoanComparisonResponse" })
export type LoanComparisonResponse = z.infer<typeof LoanComparisonResponse>
