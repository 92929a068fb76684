import * as z from "zod"
import { cited, PolicySource } from "./policy-figures.ts"

/** Default policy on co-investigations. Policy, not law. */
export const InvestigationPolicy = z.strictObject({
  version: z.int().min(1),
  status: z.literal("policy, not law"),
  sources: z.array(PolicySource).min(1).max(20),
  answer: z.strictObject({
    workingDays: z.int().min(1).max(60).describe("for the answer, of the center that is asked"),
    ...cited,
  }),
  unanswered: z.strictObject({
    workingDays: z.int().min(1).max(120).describe("after the day that was missed, until it is closed"),
    ...cited,
  }),
})
export type InvestigationPolicy = z.infer<typeof InvestigationPolicy>
