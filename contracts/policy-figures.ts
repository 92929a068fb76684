import * as z from "zod"
import { LocalDate } from "./primitives.ts"

const SourceId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/)

export const PolicySource = z.strictObject({
  id: SourceId.describe("what the figures of this pack refer to"),
  title: z.string().min(1).max(200).describe("title and number (文号) of the document"),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("absent only when the document has no public address"),
  on: LocalDate.describe("the day on which the source was read"),
  via: z
    .string()
    .max(120)
    .optional()
    .describe("the collection it was read through, when not at its own address"),
})
export type PolicySource = z.infer<typeof PolicySource>

/** What stands beside every figure. */
export const cited = {
  source: SourceId.describe("id of the source that gives the figure"),
  clause: z.string().min(1).max(200).optional().describe("clause of the source, as it numbers itself"),
}

/** A plain positive ratio: "0.60" for 60 %, "25" for 25 times. No sign, so nothing negative can be written. */
export const PositiveRatio = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?$/)
  .refine((text) => /[1-9]/.test(text), { message: "zero" })
export type PositiveRatio = z.infer<typeof PositiveRatio>

/** A share of something: above 0, at most 1. */
export const Share = PositiveRatio.refine((text) => Number(text) <= 1, { message: "more than the whole" })

export const MonthCount = z.int().min(0).max(600)
