import * as z from "zod"
import { AccountNo, CenterId, ContractNo, FindingId, Instant, Note, TwoPeople } from "./primitives.ts"

/**
 * A finding is a doubt of the registry (duplicate classes D1 to D7) with its resolution case: the centers concerned
 * see it, each states its side, and it closes when they agree. Nobody's account or loan is taken away by it.
 */
export const FindingClass = z
  .enum(["D1", "D2", "D3", "D4", "D5", "D6", "D7"])
  .describe("duplicate class; `x-code-tables` has their names")
export type FindingClass = z.infer<typeof FindingClass>

export const FindingConclusion = z
  .enum(["mistaken", "corrected", "lawful", "confirmed"])
  .describe("误报, 已更正, 依法存在, 确认违规另案处理")
export type FindingConclusion = z.infer<typeof FindingConclusion>

export const FindingStatement = z.strictObject({
  conclusion: FindingConclusion.describe("how the center sees it; stated again, the newest counts"),
  note: Note.optional().describe("what was checked and done; nothing personal"),
  ...TwoPeople,
})
export type FindingStatement = z.infer<typeof FindingStatement>

export const FindingCase = z
  .strictObject({
    findingId: FindingId,
    class: FindingClass,
    status: z.enum(["open", "closed"]).describe("closed: all centers have stated the same"),
    centerIds: z.array(CenterId).min(1).describe("the centers that must agree"),
    accountNos: z.array(AccountNo).describe("accounts of the reading center that it is about"),
    contractNos: z.array(ContractNo).describe("loans of the reading center that it is about"),
    positions: z
      .array(
        z.strictObject({
          centerId: CenterId,
          conclusion: FindingConclusion,
          note: Note.optional(),
          statedAt: Instant,
        }),
      )
      .describe("what each center has stated, the newest of each"),
    conclusion: FindingConclusion.optional().describe("on which they agreed"),
    foundAt: Instant,
    closedAt: Instant.optional(),
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "FindingCase" })
export type FindingCase = z.infer<typeof FindingCase>

export const FindingList = z.strictObject({
  findings: z.array(FindingCase).describe("newest first; a filtered page may be short"),
  cursor: z.string().optional().describe("pass it on to read the next page; absent on the last one"),
})
export type FindingList = z.infer<typeof FindingList>

/** A finding as a supervisor sees it: whose doubt it is and how long it stands, and of nobody's account or loan. */
export const SupervisedFinding = z
  .strictObject({
    findingId: FindingId,
    class: FindingClass,
    centerIds: z.array(CenterId).min(1).describe("the centers that must agree"),
    positions: z
      .array(z.strictObject({ centerId: CenterId, conclusion: FindingConclusion, statedAt: Instant }))
      .describe("what each center has stated, the newest of each; their notes stay between them"),
    foundAt: Instant,
    openDays: z.int().min(0).describe("calendar days in China since it was found"),
  })
  .meta({ id: "SupervisedFinding" })
export type SupervisedFinding = z.infer<typeof SupervisedFinding>

export const SupervisedFindingList = z.strictObject({
  findings: z.array(SupervisedFinding).describe("open ones, newest first; a page may be short"),
  cursor: z.string().optional().describe("pass it on to read the next page; absent on the last one"),
})
export type SupervisedFindingList = z.infer<typeof SupervisedFindingList>
