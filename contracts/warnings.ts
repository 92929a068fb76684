import * as z from "zod"
import {
  CenterId,
  FederationId,
  Instant,
  isResidentNumber,
  LocalDate,
  Note,
  Person,
  StaffId,
  TwoPeople,
  UnitCreditCode,
  WarningId,
} from "./primitives.ts"
import { decisionNoForm, WarningEffect, WarningGround } from "./shown-warning.ts"

/** True when 18 characters on end are somebody's number: a document number names a paper, never a person. */
const namesAPerson = (text: string): boolean =>
  text.split("").some((_, from) => isResidentNumber(text.toUpperCase().slice(from, from + 18)))

const DecisionNo = z
  .string()
  .regex(decisionNoForm)
  .refine((text) => !namesAPerson(text), { message: "a person's number", params: { rule: "VAL-001" } })

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const WarningScope = z
  .union([
    z.literal("nation"),
    z.strictObject({ federationId: FederationId.describe("a federation that binds the center") }),
  ])
  .describe("who sees it: every center, or the centers of one federation that shares warnings")
export type WarningScope = z.infer<typeof WarningScope>

const decided = {
  ground: WarningGround,
  decisionNo: DecisionNo.describe("决定文书号: number of the decision, without anything personal"),
  documentHash: Sha256.describe(
    "SHA-256 of the decision document, lower-case hexadecimal; it stays at the center",
  ),
} as const

/** POST /v1/warnings: the handler signs with one key; it has no effect before the reviewer signs with another. */
export const RegisterWarningRequest = z
  .strictObject({
    ...decided,
    subject: z
      .discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("person").describe("骗提, 骗贷"),
          person: Person.describe("stored as a reference only"),
        }),
        z.strictObject({
          kind: z.literal("employer").describe("单位欠缴"),
          unitCreditCode: UnitCreditCode.describe("统一社会信用代码"),
        }),
      ])
      .describe("whom it is about"),
    from: LocalDate.describe("first day, that of the decision or later"),
    to: LocalDate.optional().describe(
      "last day; absent: 3 years for a false withdrawal, 5 for a false loan, 1 for arrears, the default policy",
    ),
    scope: WarningScope,
    handler: StaffId.describe("经办人, who signs with this call's key"),
  })
  .superRefine(({ ground, subject, from, to }, context) => {
    const issue = (path: string[], rule: "WRN-001" | "VAL-005") =>
      context.addIssue({ code: "custom", path, message: "contradiction", params: { rule } })
    if ((ground === "employerArrears") !== (subject.kind === "employer")) issue(["ground"], "WRN-001")
    if (to !== undefined && to < from) issue(["to"], "VAL-005")
  })
  .meta({ id: "RegisterWarningRequest" })
export type RegisterWarningRequest = z.infer<typeof RegisterWarningRequest>

export const ConfirmWarningRequest = z.strictObject({
  reviewer: StaffId.describe("复核人: another person, who signs with another key of the same center"),
})
export type ConfirmWarningRequest = z.infer<typeof ConfirmWarningRequest>

export const WarningObjectionRequest = z.strictObject({
  note: Note.describe("what the person or employer objects; nothing personal"),
  ...TwoPeople,
})
export type WarningObjectionRequest = z.infer<typeof WarningObjectionRequest>

const ObjectionOutcome = z.enum(["upheld", "lifted"]).describe("维持, 解除")

export const WarningAnswerRequest = z.strictObject({
  outcome: ObjectionOutcome,
  note: Note.describe("why; told to the center where it was objected; nothing personal"),
  ...TwoPeople,
})
export type WarningAnswerRequest = z.infer<typeof WarningAnswerRequest>

export const WarningRemovalRequest = z.strictObject({
  reason: z
    .enum(["registeredInError", "decisionRevoked", "creditRestored", "arrearsPaid", "other"])
    .describe("登记有误, 决定已撤销, 信用修复, 已补缴, 其他"),
  note: Note.optional().describe("for the trace; nothing personal"),
  ...TwoPeople,
})
export type WarningRemovalRequest = z.infer<typeof WarningRemovalRequest>

export const WarningStatus = z
  .enum(["proposed", "inForce", "objected", "lifted", "removed", "expired"])
  .describe("待复核, 生效, 异议处理中, 异议成立已解除, 已移除, 已到期")
export type WarningStatus = z.infer<typeof WarningStatus>

const objectionFields = {
  by: CenterId.describe("where it was objected"),
  objectedAt: Instant.describe("when"),
  dueOn: LocalDate.optional().describe(
    "day by whose end it is answered; absent while its calendar is unpublished",
  ),
  escalatedAt: Instant.optional().describe("when it was escalated because nobody had answered"),
  outcome: ObjectionOutcome.optional().describe("absent: not answered"),
  answeredAt: Instant.optional().describe("when it was answered"),
} as const

/** A warning as its registering center reads it. The person is not named: the center knows its own decision. */
export const Warning = z
  .strictObject({
    warningId: WarningId.describe("names it"),
    ...decided,
    status: WarningStatus,
    effect: WarningEffect.optional().describe("absent while it has none"),
    subject: z.enum(["person", "employer"]).describe("whom it is about; a person is not named"),
    unitCreditCode: UnitCreditCode.optional().describe("of an employer"),
    by: CenterId.describe("the registering center"),
    from: LocalDate.describe("first day"),
    to: LocalDate.describe("last day"),
    scope: WarningScope,
    handler: StaffId.describe("经办人"),
    reviewer: StaffId.optional().describe("复核人; absent: not confirmed"),
    registeredAt: Instant.describe("when the handler signed"),
    confirmedAt: Instant.optional().describe("when the reviewer signed: from then on it has effect"),
    objection: z
      .strictObject({ ...objectionFields, note: Note.describe("what was objected") })
      .optional()
      .describe("one a warning"),
    endedAt: Instant.optional().describe("when it was lifted, removed or over"),
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "Warning" })
export type Warning = z.infer<typeof Warning>

export const WarningDetail = Warning.extend({
  history: z
    .array(
      z.strictObject({
        at: Instant,
        event: z.string().describe("what happened"),
        by: z.string().describe("acting center, or `clock`"),
        handler: StaffId.optional().describe("经办人 of the registering center"),
        reviewer: StaffId.optional().describe("复核人 of the registering center"),
        status: WarningStatus.describe("status after it"),
        note: Note.optional().describe("what was written to it"),
      }),
    )
    .describe("留痕, oldest first"),
}).meta({ id: "WarningDetail" })
export type WarningDetail = z.infer<typeof WarningDetail>

/** What the center hears that objected: the state of its objection, not the warning. */
export const WarningObjection = z
  .strictObject({
    warningId: WarningId.describe("names it"),
    effect: WarningEffect,
    ...objectionFields,
  })
  .meta({ id: "WarningObjection" })
export type WarningObjection = z.infer<typeof WarningObjection>

export const WarningList = z
  .strictObject({
    warnings: z
      .array(Warning)
      .describe("of the registering center, newest first; a filtered page may be short"),
    cursor: z.string().optional().describe("pass it on to read the next page; absent on the last one"),
  })
  .meta({ id: "WarningList" })
export type WarningList = z.infer<typeof WarningList>
