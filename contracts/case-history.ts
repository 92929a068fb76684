import * as z from "zod"
import { Instant } from "./primitives.ts"

/** 办理过程: what happened to a case, for its two centers. */
export const caseHistory = <Status extends z.ZodType>(status: Status) =>
  z
    .array(
      z.strictObject({
        at: Instant,
        event: z.string().describe("the action, or what the clock did"),
        by: z.string().describe("机构代码 of the acting center, or `clock`"),
        status: status.describe("of the case after the event"),
        note: z.string().optional().describe("what the acting center wrote to the other, for people"),
        version: z.int().describe("of the case after the event"),
      }),
    )
    .describe("every event of the case, oldest first")
