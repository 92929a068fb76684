import * as z from "zod"
import { CenterId, LocalDate, UnitCreditCode, WarningId } from "./primitives.ts"

/** 联合惩戒: what a warning is put for. */
export const WarningGround = z
  .enum(["falseWithdrawal", "falseLoan", "employerArrears"])
  .describe("骗提住房公积金, 骗取住房公积金贷款, 单位欠缴")
export type WarningGround = z.infer<typeof WarningGround>

export const WarningEffect = z
  .enum(["inForce", "frozen"])
  .describe("frozen: an objection is open, so nothing should follow from it until it is answered")
export type WarningEffect = z.infer<typeof WarningEffect>

/** A number of a decision (文号), of letters, digits and brackets. */
export const decisionNoForm = /^[\p{L}\p{N}〔〕[\]()（）\-_/.]{2,60}$/u

/**
 * A warning as a check tells it, and nothing else does: what it is, whose and how long. What follows from it is the
 * asking center's decision; the hub refuses nothing for it.
 */
export const ShownWarning = z
  .strictObject({
    warningId: WarningId.describe("for an objection"),
    ground: WarningGround,
    decisionNo: z.string().describe("决定文书号 of the registering center"),
    by: CenterId.describe("the registering center"),
    from: LocalDate.describe("first day"),
    to: LocalDate.describe("last day"),
    effect: WarningEffect,
    unitCreditCode: UnitCreditCode.optional().describe(
      "of a warning about an employer: the unit, which an account of the asking center names",
    ),
  })
  .meta({ id: "ShownWarning" })
export type ShownWarning = z.infer<typeof ShownWarning>

/** The member that every check with a purpose carries. */
export const shownWarnings = z
  .array(ShownWarning)
  .describe("联合惩戒 that the asking center may see, in force on the day; information, never a refusal")
