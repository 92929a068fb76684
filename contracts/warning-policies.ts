import * as z from "zod"
import { cited, PolicySource } from "./policy-figures.ts"

const ofGround = z.strictObject({
  years: z.int().min(1).max(10).describe("most, and the default"),
  frozenWhileObjected: z.boolean().describe("whether an open objection freezes the effect"),
  ...cited,
})
export type WarningTerms = z.infer<typeof ofGround>

/** Default policy on warnings. Policy, not law: a center's own decision may say less, never more. */
export const WarningPolicy = z.strictObject({
  version: z.int().min(1),
  status: z.literal("policy, not law"),
  sources: z.array(PolicySource).min(1).max(20),
  grounds: z.strictObject({ falseWithdrawal: ofGround, falseLoan: ofGround, employerArrears: ofGround }),
  answer: z.strictObject({
    workingDays: z.int().min(1).max(60).describe("for the answer to an objection"),
    ...cited,
  }),
})
export type WarningPolicy = z.infer<typeof WarningPolicy>
