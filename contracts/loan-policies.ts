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

/** Conditions of a figure; all that are written must hold, none written always holds. */
export const PolicyCondition = z.strictObject({
  applicantsAtLeast: z.int().min(1).max(10).optional(),
  applicantsAtMost: z.int().min(1).max(10).optional(),
  childrenAtLeast: z.int().min(1).max(10).optional(),
  firstHome: z.boolean().optional(),
  contributorType: ContributorType.optional().describe("employee when any applicant pays through a unit"),
  monthsAtLeast: MonthCount.optional().describe("cumulative months of the first applicant"),
  circumstance: Circumstance.optional(),
})
export type PolicyCondition = z.infer<typeof PolicyCondition>

const when = { when: PolicyCondition.optional() }

const CapRule = z.strictObject({ ...when, amount: Money.describe("yuan"), ...cited })

const CapBonus = z.strictObject({
  ...when,
  change: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("add"), amount: Money.describe("yuan added to the cap") }),
    z.strictObject({
      kind: z.literal("raise"),
      by: PositiveRatio.describe('"0.30": 30 % of the cap on top'),
    }),
  ]),
  ...cited,
})

const BalanceMultiple = z.strictObject({
  contributorType: ContributorType,
  cadence: Cadence.optional().describe("only for flexible contributors who pay in this way"),
  accountKind: z.enum(["basic", "supplementary"]).describe("whose balance is multiplied"),
  firstHome: z.boolean().optional(),
  multiple: PositiveRatio,
  ...cited,
})
export type BalanceMultiple = z.infer<typeof BalanceMultiple>

const DepositMonths = z.strictObject({
  contributorType: ContributorType,
  coefficient: PositiveRatio.describe("存贷系数 of each deposit and month that it has been held"),
  ...cited,
})

const TimeCoefficient = z.strictObject({ monthsAtLeast: MonthCount, coefficient: PositiveRatio, ...cited })

/** What the contributions of the applicants carry: balances times a multiple, deposits by months, or years. */
const LoanBase = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("contributions"),
    merge: z.enum(["bySegment", "byPresentType"]).describe("each segment's own multiple, or today's for all"),
    measure: z
      .enum(["balance", "meanBalance"])
      .describe("today's balance, or the mean of the last twelve months"),
    multiples: z.array(BalanceMultiple).max(20),
    depositMonths: z.array(DepositMonths).max(4).optional(),
    timeCoefficients: z.array(TimeCoefficient).max(20).optional(),
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
    kind: z.literal("years"),
    perYear: z
      .array(z.strictObject({ ...when, amount: Money, ...cited }))
      .min(1)
      .max(10),
  }),
])

const EligibleMonths = z
  .strictObject({
    contributorType: ContributorType,
    cadence: Cadence.optional(),
    consecutive: MonthCount.optional(),
    cumulative: MonthCount.optional(),
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
  "repayment",
  "loan-to-value",
  "price",
  "rate",
  "consecutive-months",
  "cumulative-months",
  "months-since-opening",
  "normal-status",
  "latest-age",
  "longest-term",
])
export type LoanRuleName = z.infer<typeof LoanRuleName>

export const LoanPolicy = z.strictObject({
  caps: z.array(CapRule).max(40).optional().describe("the highest that fits the applicants counts"),
  bonuses: z.array(CapBonus).max(40).optional(),
  bonusStacking: z.enum(["all", "highest"]).optional().describe("highest when the source does not say"),
  ceilings: z
    .array(CapRule)
    .max(10)
    .optional()
    .describe("what bonuses cannot pass; the highest that fits counts"),
  liquidity: z
    .array(
      z.strictObject({
        factor: PositiveRatio,
        validFrom: LocalDate,
        validTo: LocalDate.optional(),
        ...cited,
      }),
    )
    .max(40)
    .optional()
    .describe("流动性系数 on the cap; a day between two periods has none"),
  base: LoanBase.optional(),
  repayment: z
    .strictObject({
      share: Share,
      of: z.enum(["income", "contributionBase"]),
      counts: z.enum(["payment", "allDebt"]).describe("allDebt: other monthly debt uses up the share first"),
      ...cited,
    })
    .optional(),
  loanToValue: z
    .array(z.strictObject({ ...when, share: Share, ...cited }))
    .max(10)
    .optional(),
  eligibleMonths: z.array(EligibleMonths).max(10).optional(),
  normalStatus: z
    .strictObject({ ...cited })
    .optional()
    .describe("the account must be 01 on the day"),
  latestAge: z
    .array(z.strictObject({ sex: z.enum(["female", "male"]), age: z.int().min(50).max(80), ...cited }))
    .max(2)
    .optional(),
  longestTermMonths: z.strictObject({ months: z.int().min(12).max(480), ...cited }).optional(),
  withoutFigure: z
    .array(
      z.strictObject({
        rule: LoanRuleName,
        zh: z.string().min(1).max(100),
        en: z.string().min(1).max(100),
        ...cited,
      }),
    )
    .max(20)
    .optional()
    .describe("rules that a source names without a usable figure; the quote lists them as not applied"),
})
export type LoanPolicy = z.infer<typeof LoanPolicy>
