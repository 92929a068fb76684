import * as z from "zod"
import { CenterId, Instant, LocalDate, TwoPeople } from "./primitives.ts"

/** A former center is followed by one successor; a successor may follow many. */
export const mostFormerCenters = 30

export const ProposeSuccessionRequest = z.strictObject({
  successorCenterId: CenterId.describe("机构合并: who takes over"),
  from: LocalDate.describe("from 00:00 China time of this day; tomorrow at the earliest"),
  reason: z
    .string()
    .min(2)
    .max(200)
    .describe("the decision that orders it, with its number; nothing personal"),
})
export type ProposeSuccessionRequest = z.infer<typeof ProposeSuccessionRequest>

export const AcceptSuccessionRequest = z.strictObject({
  from: LocalDate.describe("the very day that was proposed"),
  handler: TwoPeople.handler.describe("经办人"),
  reviewer: TwoPeople.reviewer.describe("复核人"),
})
export type AcceptSuccessionRequest = z.infer<typeof AcceptSuccessionRequest>

export const CancelSuccessionRequest = z.strictObject({
  reason: z.string().min(2).max(200).describe("why, for the record; nothing personal"),
})

export const Succession = z
  .strictObject({
    centerId: CenterId.describe("the center that ends"),
    successorCenterId: CenterId.describe("who takes over"),
    from: LocalDate.describe("from 00:00 China time of this day"),
    state: z.enum(["proposed", "accepted", "cancelled"]).describe("after the act"),
    proposedAt: Instant.describe("when the operator proposed it"),
    acceptedAt: Instant.optional().describe("when the successor accepted it"),
  })
  .meta({ id: "Succession" })
export type Succession = z.infer<typeof Succession>
