import * as z from "zod"
import { namesOf } from "./names-of.ts"

/** Ratios of what centers report each month. */
export const reportedIndicators = [
  "withdrawalRate",
  "housingWithdrawalShare",
  "rentShare",
  "loanRate",
  "overdueRate",
  "fundUse",
  "riskReserveRate",
  "flexibleReserveRate",
  "coverage",
  "baseAdjustmentRate",
  "unitOverdueRate",
  "flexibleShare",
  "offsiteLoanShare",
  "onlineShare",
  "hotlineSatisfaction",
  "complaintSettlement",
  "complaintSubstantiation",
] as const
export type ReportedIndicator = (typeof reportedIndicators)[number]

/** What the hub counts by itself. */
export const measuredIndicators = [
  "onTimeLegs",
  "refusalRate",
  "negotiationRate",
  "unmatchedMoneyAge",
  "oldestUnread",
  "jointServiceDays",
  "openDuplicates",
  "reportsOnTime",
] as const
export type MeasuredIndicator = (typeof measuredIndicators)[number]

/** Indicators that need more than the reports of one year; their functions take the totals. */
export const otherIndicators = ["depositGrowth"] as const

export const IndicatorName = z.enum([...reportedIndicators, ...measuredIndicators, ...otherIndicators])
export type IndicatorName = z.infer<typeof IndicatorName>

const BothLanguages = z.strictObject({
  zh: z.string().min(1).describe("in Chinese"),
  en: z.string().min(1).describe("in English"),
})

/** A plain decimal number, as text: 0.7615 is 76.15 %. */
export const PlainNumber = z.string().regex(/^-?(0|[1-9]\d*)(\.\d+)?$/)

/** From and to, both included; one of them may be open. */
export const Band = z
  .strictObject({
    atLeast: PlainNumber.optional().describe("lower limit, included"),
    atMost: PlainNumber.optional().describe("upper limit, included"),
  })
  .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, "a band has a limit")
export type Band = z.infer<typeof Band>

/** How a figure is written for people: rounded once, half up, from the exact quotient. */
export const Written = z.strictObject({
  as: z.enum(["percent", "permille", "plain"]).describe("the factor: 100, 1000 or 1"),
  places: z.int().min(0).max(6).describe("decimal places"),
})
export type Written = z.infer<typeof Written>

export const Indicator = z
  .strictObject({
    name: BothLanguages.describe("指标名称"),
    unit: z.enum(["ratio", "workingDays", "days", "count"]).describe("a ratio is plain: 0.7615"),
    written: Written.describe("for people"),
    formula: BothLanguages.describe("what is divided by what; totals of several centers divide sums"),
    source: z.string().min(4).describe("where the definition stands; `hub-default` where nobody gives one"),
    origin: z.enum(["measured", "reported"]).describe("counted by the hub, or stated by the centers"),
    better: z.enum(["higher", "lower", "within"]).describe("which value takes the higher place"),
    target: z
      .strictObject({
        words: BothLanguages.describe("as the plan says it"),
        band: Band.optional().describe("the same as limits, where the plan gives limits"),
        source: z.string().min(4).describe("the clause"),
      })
      .optional()
      .describe("what a plan aims at"),
  })
  .meta({ id: "Indicator" })
export type Indicator = z.infer<typeof Indicator>

export const IndicatorCatalogue = z.record(IndicatorName, Indicator)
export type IndicatorCatalogue = z.infer<typeof IndicatorCatalogue>

export const indicatorNames = namesOf(IndicatorName.enum)
