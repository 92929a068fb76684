import * as z from "zod"
import { cited, MonthCount, PositiveRatio, Share } from "./policy-figures.ts"
import { ContributorType, LocalDate, Money } from "./primitives.ts"

/** 灵活就业缴存方式: month by month, a year in one sum (趸缴), or freely (自由缴存). */
export const Cadence = z.enum(["monthly", "lumpSum", "free"])
export type Cadence = z.infer<typeof Cadence>

/** What applicants may state that some centers give more for. */
export const Circumstance = z.enum([
  "talent",
  "graduate",
  "postgraduate",
  "youth",
  "newCitizen",
  "military",
  "greenBuilding",
  "prefabricatedBuilding",
  "highQualityHome",
  "affordableHome",
  "completedHome",
  "tradeIn",
  "supplementary",
])
export type Circumstance = z.infer<typeof Circumstance>

/** 人才类别 as a center names it: A, B1, II, ... */
export const TalentTier = z.string().regex(/^[A-Z0-9]{1,3}$/)
export type TalentTier = z.infer<typeof TalentTier>

/** Conditions of a figure; all that are written must hold, none written always holds. */
export const PolicyCondition = z.strictObject({
  applicantsAtLeast: z.int().min(1).max(10).optional().describe("so many applicants or more"),
  applicantsAtMost: z.int().min(1).max(10).optional().describe("so many applicants or fewer"),
  childrenAtLeast: z.int().min(1).max(10).optional().describe("so many children or more (多子女家庭)"),
  firstHome: z.boolean().optional().describe("首套 or not, as the request says"),
  contributorType: ContributorType.optional().describe("employee when any applicant pays through a unit"),
  monthsAtLeast: MonthCount.optional().describe("cumulative months of the first applicant"),
  circumstance: Circumstance.optional().describe("what the request states of the applicants or the home"),
  talentTier: TalentTier.optional().describe(
    "人才类别, as the center names its tiers; equal to the request's",
  ),
  greenStarsAtLeast: z
    .int()
    .min(1)
    .max(3)
    .optional()
    .describe("绿色建筑星级: so many stars or more; the request's greenBuilding without stars counts as one"),
  refinance: z.boolean().optional().describe("商转公: a commercial loan becomes one of the fund, or not"),
  loansBeforeAtLeast: z
    .int()
    .min(1)
    .max(9)
    .optional()
    .describe("so many loans of the fund that the family has had, or more (次数)"),
  loansBeforeAtMost: z
    .int()
    .min(0)
    .max(9)
    .optional()
    .describe("so many loans of the fund that the family has had, or fewer"),
})
export type PolicyCondition = z.infer<typeof PolicyCondition>

const when = { when: PolicyCondition.optional().describe("all that is written must hold; absent: always") }

const CapRule = z.strictObject({ ...when, amount: Money.describe("yuan"), ...cited })

const CapBonus = z.strictObject({
  ...when,
  change: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("add").describe("a sum on top"),
        amount: Money.describe("yuan added to the cap"),
      }),
      z.strictObject({
        kind: z.literal("raise").describe("a share on top"),
        by: PositiveRatio.describe('"0.30": 30 % of the cap on top'),
      }),
    ])
    .describe("what the bonus does to the cap (上浮)"),
  ...cited,
})

const BalanceMultiple = z.strictObject({
  contributorType: ContributorType,
  cadence: Cadence.optional().describe("only for flexible contributors who pay in this way"),
  accountKind: z.enum(["basic", "supplementary"]).describe("whose balance is multiplied"),
  firstHome: z.boolean().optional().describe("only for a first home, or only for a further one"),
  multiple: PositiveRatio.describe("倍数: the balance is multiplied by this"),
  ...cited,
})
export type BalanceMultiple = z.infer<typeof BalanceMultiple>

const ContributionMonths = z.strictObject({
  contributorType: ContributorType,
  coefficient: PositiveRatio.describe("存贷系数 of each contribution and month that it has been held"),
  ...cited,
})

const TimeCoefficient = z.strictObject({
  monthsAtLeast: MonthCount.describe("cumulative months from which it counts"),
  coefficient: PositiveRatio.describe("缴存时间系数 on the base"),
  ...cited,
})

const CadenceCoefficient = z.strictObject({
  cadence: Cadence.describe("how the flexible contributor pays"),
  coefficient: PositiveRatio.describe("缴存方式系数 on what the flexible contributions carry"),
  ...cited,
})

/** What the contributions of the applicants carry: balances times a multiple, contributions by months, or years. */
const LoanBase = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("contributions").describe("balances or contributions of the applicants"),
    merge: z.enum(["bySegment", "byPresentType"]).describe("each segment's own multiple, or today's for all"),
    measure: z
      .enum(["balance", "meanBalance"])
      .describe("today's balance, or the mean of the last twelve months"),
    multiples: z.array(BalanceMultiple).max(20).describe("the row that fits best counts"),
    contributionMonths: z
      .array(ContributionMonths)
      .max(4)
      .optional()
      .describe("contribution x coefficient x months held"),
    timeCoefficients: z
      .array(TimeCoefficient)
      .max(20)
      .optional()
      .describe("the highest row that the months reach counts"),
    cadenceCoefficients: z
      .array(CadenceCoefficient)
      .max(3)
      .optional()
      .describe("by the way of paying; while it is unknown, the lowest counts"),
    leastBalance: z
      .strictObject({ amount: Money, ...cited })
      .optional()
      .describe("less is counted as this"),
    leastAmount: z
      .strictObject({ amount: Money, ...cited })
      .optional()
      .describe("the base is at least this (保底)"),
  }),
  z.strictObject({
    kind: z.literal("years").describe("a sum for each year paid"),
    perYear: z
      .array(z.strictObject({ ...when, amount: Money.describe("yuan a year"), ...cited }))
      .min(1)
      .max(10)
      .describe("the row that fits counts"),
  }),
])

const EligibleMonths = z
  .strictObject({
    contributorType: ContributorType,
    cadence: Cadence.optional().describe("only for flexible contributors who pay in this way"),
    consecutive: MonthCount.optional().describe("连续缴存: months without a gap up to the last paid one"),
    cumulative: MonthCount.optional().describe("累计缴存: months altogether"),
    sinceOpening: MonthCount.optional().describe("months since the first contribution, paid or not"),
    ...cited,
  })
  .refine(
    (row) => row.consecutive !== undefined || row.cumulative !== undefined || row.sinceOpening !== undefined,
    {
      message: "no figure",
    },
  )

export const LoanRuleName = z.enum([
  "cap",
  "cap-bonus",
  "cap-ceiling",
  "liquidity",
  "base",
  "base-least-balance",
  "base-least-amount",
  "time-coefficient",
  "cadence-coefficient",
  "repayment",
  "loan-to-value",
  "price",
  "commercial-balance",
  "rate",
  "consecutive-months",
  "cumulative-months",
  "months-since-opening",
  "normal-status",
  "latest-age",
  "longest-term",
  "loan-count",
  "unsettled-loan",
])
export type LoanRuleName = z.infer<typeof LoanRuleName>

/** How many loans of the fund a family may use (贷款次数). */
export const LoanCount = z.strictObject({
  most: z.int().min(1).max(9).describe("loans of the fund that a family may use, this one included"),
  countsPaidOff: z.boolean().describe("false: a loan that is paid off is no longer counted"),
  ...cited,
})
export type LoanCount = z.infer<typeof LoanCount>

export const LoanPolicy = z.strictObject({
  caps: z.array(CapRule).max(40).optional().describe("the highest that fits the applicants counts"),
  bonuses: z.array(CapBonus).max(40).optional().describe("what raises the cap (上浮)"),
  bonusStacking: z.enum(["all", "highest"]).optional().describe("highest when the source does not say"),
  ceilings: z
    .array(CapRule)
    .max(10)
    .optional()
    .describe("what bonuses cannot pass; the highest that fits counts"),
  liquidity: z
    .array(
      z.strictObject({
        factor: PositiveRatio.describe("the cap is multiplied by this"),
        validFrom: LocalDate,
        validTo: LocalDate.optional(),
        ...cited,
      }),
    )
    .max(40)
    .optional()
    .describe("流动性系数 on the cap; a day between two periods has none"),
  base: LoanBase.optional().describe("what the contributions carry"),
  repayment: z
    .strictObject({
      share: Share.describe("of the income that payments may take"),
      of: z.enum(["income", "contributionBase"]).describe("what the share is taken of: 收入 or 缴存基数"),
      counts: z.enum(["payment", "allDebt"]).describe("allDebt: other monthly debt uses up the share first"),
      ...cited,
    })
    .optional()
    .describe("repayment capacity (还款能力)"),
  loanToValue: z
    .array(z.strictObject({ ...when, share: Share.describe("of the price"), ...cited }))
    .max(10)
    .optional()
    .describe("highest share of the price (贷款成数)"),
  eligibleMonths: z
    .array(EligibleMonths)
    .max(10)
    .optional()
    .describe("months that an applicant must have paid; the row that fits best counts"),
  normalStatus: z
    .strictObject({ ...cited })
    .optional()
    .describe("the account must be 01 on the day"),
  latestAge: z
    .array(
      z.strictObject({
        sex: z.enum(["female", "male"]).describe("whose age"),
        age: z.int().min(50).max(80).describe("completed years at the end of the term"),
        ...cited,
      }),
    )
    .max(2)
    .optional()
    .describe("the loan must end before this age"),
  longestTermMonths: z
    .strictObject({ months: z.int().min(12).max(480).describe("months"), ...cited })
    .optional()
    .describe("longest term (最长期限)"),
  loanCount: LoanCount.optional().describe("贷款次数; absent: the national count, two in life"),
  withoutFigure: z
    .array(
      z.strictObject({
        rule: LoanRuleName.describe("the rule that could not be applied"),
        zh: z.string().min(1).max(100).describe("what the source says, in Chinese"),
        en: z.string().min(1).max(100).describe("the same in English"),
        ...cited,
      }),
    )
    .max(20)
    .optional()
    .describe("rules that a source names without a usable figure; the quote lists them as not applied"),
})
export type LoanPolicy = z.infer<typeof LoanPolicy>
