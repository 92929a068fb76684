import * as z from "zod"
import { CenterId, Instant, LocalDate } from "./primitives.ts"

/** Something that one of the two centers of a case must do until a day. */
export const runningLeg = <Leg extends z.ZodType>(leg: Leg) =>
  z.strictObject({
    leg,
    actingCenterId: CenterId.describe("who must act"),
    dueOn: LocalDate.optional().describe("last day, due at 24:00 China time"),
    dueAt: Instant.optional(),
    dueUnpublishedYear: z
      .string()
      .optional()
      .describe("the deadline falls into a year whose working days are not published yet"),
    escalatedAt: Instant.optional().describe(
      "when its breach was last told to both centers and the supervisor",
    ),
  })
