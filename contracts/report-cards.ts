import * as z from "zod"
import { Band, IndicatorName, PlainNumber, type Indicator } from "./indicators.ts"
import { CenterId, Month } from "./primitives.ts"
import { ProvinceCode, SupervisedScope } from "./supervision.ts"

const sourced = (form: z.ZodType<string>) =>
  z.strictObject({
    value: form.describe("the figure"),
    source: z.string().min(4).describe("who says so"),
  })

/** What is good enough, what nearly, and who says so; `met` is the indicator's target where it is not given. */
export const ReportCardRules = z.strictObject({
  parameters: z
    .strictObject({
      leastFlexibleReserve: sourced(PlainNumber).describe(
        "least share of the flexible pool's reserve in its loans",
      ),
      reportDueDay: sourced(PlainNumber).describe("day of the next month by which a report comes"),
      fewestCenters: sourced(PlainNumber).describe("an average is told of so many centers or more"),
    })
    .describe("figures of the rules"),
  lines: z
    .array(
      z.strictObject({
        indicator: IndicatorName.describe("what is graded"),
        met: Band.optional().describe("grade met; absent: the target of the indicator"),
        near: Band.describe("grade near, where it is not met"),
        source: z.string().min(4).describe("who chose the limits"),
      }),
    )
    .describe("in the order of the card"),
})
export type ReportCardRules = z.infer<typeof ReportCardRules>

export interface Threshold {
  readonly indicator: IndicatorName
  readonly met: Band
  readonly near: Band
  readonly better: Indicator["better"]
}

export const Grade = z.enum(["met", "near", "missed", "notKnown"]).describe("达标, 接近, 未达标, 无数据")
export type Grade = z.infer<typeof Grade>

const Place = z
  .strictObject({
    rank: z.int().min(1).describe("名次; equal values share a place"),
    of: z.int().min(1).describe("so many centers have the figure"),
  })
  .describe("place among all centers")

const ofCenter = {
  indicator: IndicatorName.describe("what is graded"),
  value: PlainNumber.optional().describe("plain, to eight places; absent: nobody knows it yet"),
  written: z.string().optional().describe("the same for people, such as 76.15 %"),
  grade: Grade,
  place: Place.optional(),
} as const

const ofAll = {
  average: PlainNumber.optional().describe("of all centers: sums divided, never a mean of ratios"),
  averageWritten: z.string().optional().describe("the same for people"),
  averageWithheld: z
    .literal("fewCenters")
    .optional()
    .describe("too few centers have the figure: an average would tell what single ones reported"),
  target: Band.describe("what counts as met"),
  origin: z.enum(["measured", "reported"]).describe("counted by the hub, or stated by the centers"),
} as const

const grades = z
  .strictObject({
    met: z.int().describe("lines"),
    near: z.int().describe("lines"),
    missed: z.int().describe("lines"),
    notKnown: z.int().describe("lines"),
  })
  .describe("how many lines have which grade")

export const ReportCardLine = z.strictObject({ ...ofCenter, ...ofAll }).meta({ id: "ReportCardLine" })
export type ReportCardLine = z.infer<typeof ReportCardLine>

export const ReportCard = z
  .strictObject({
    centerId: CenterId.describe("the caller's own: no other center's lines are told"),
    month: Month.describe("flows are those of the year so far, balances those of the month's end"),
    reported: z.boolean().describe("the center has reported the month"),
    lines: z.array(ReportCardLine).describe("in the order of the card"),
    grades,
    place: Place.optional().describe("by the share of its known lines that are met"),
  })
  .meta({ id: "ReportCard" })
export type ReportCard = z.infer<typeof ReportCard>

const Text = z.strictObject({
  zh: z.string().describe("in Chinese"),
  en: z.string().describe("in English"),
})

/** GET /v1/supervision/report-cards/{month}: the cards as their centers read them, side by side. */
export const SupervisedReportCards = z
  .strictObject({
    month: Month.describe("flows are those of the year so far, balances those of the month's end"),
    scope: SupervisedScope.describe("whose cards"),
    lines: z
      .array(
        z.strictObject({
          indicator: IndicatorName.describe("what is graded"),
          name: Text.describe("指标名称"),
          ...ofAll,
        }),
      )
      .describe("in the order of the card; averages and places are those of all centers of the nation"),
    centers: z
      .array(
        z.strictObject({
          centerId: CenterId.describe("whose card"),
          name: Text.describe("its name"),
          provinceCode: ProvinceCode.describe("GB/T 2260 code of its province"),
          reported: z.boolean().describe("the center has reported the month"),
          lines: z.array(z.strictObject(ofCenter)).describe("in the order of the card"),
          grades,
          place: Place.optional().describe("by the share of its known lines that are met"),
        }),
      )
      .describe("centers in sight that kept books in the month, in the order of their codes"),
  })
  .meta({ id: "SupervisedReportCards" })
export type SupervisedReportCards = z.infer<typeof SupervisedReportCards>
