import * as z from "zod"
import { BatchNo, CaseId, DocumentId, Instant, TwoPeople } from "./primitives.ts"
import { RuleId } from "./rules.ts"

/** What the lines of a batch ask for: each is one call, as it could be sent alone. */
export const BatchSubject = z.enum(["transfers", "serviceCases"])
export type BatchSubject = z.infer<typeof BatchSubject>

/** Kind under which the file is announced as a document. */
export const batchFileKind = "batchFile"
export const batchFileType = "application/jsonl"
export const batchMostLines = 1000
export const batchMostBytes = 5 * 1024 * 1024

export const OpenBatchRequest = z.strictObject({
  subject: BatchSubject.describe("transfers: contact letters (联系函); serviceCases: 跨省通办"),
  documentId: DocumentId.describe(
    "the file: announced as `batchFile` of type `application/jsonl`, uploaded and received. JSON Lines, UTF-8, 1 to 1000 lines, at most 5 MiB; each line is a body of POST /v1/transfers or POST /v1/service-cases without `handler`, `reviewer` and `batchNo`, which are those of the batch",
  ),
  ...TwoPeople,
})
export type OpenBatchRequest = z.infer<typeof OpenBatchRequest>

export const Batch = z.strictObject({
  batchNo: BatchNo.describe("批次号; each case that the batch opens bears it"),
  subject: BatchSubject.describe("what the lines ask for"),
  documentId: DocumentId.describe("the file; erased when the batch has ended"),
  status: z
    .enum(["running", "finished", "unreadable"])
    .describe(
      "running; finished: every line has an outcome; unreadable: the file cannot be read as one, `rule` says why",
    ),
  rule: RuleId.optional().describe("why the file cannot be read"),
  lines: z.int().min(0).optional().describe("lines of the file, once it has been read"),
  done: z.int().min(0).describe("lines that have an outcome, told a few dozen at a time"),
  accepted: z.int().min(0).describe("of these, lines that opened a case"),
  refused: z.int().min(0).describe("of these, lines that were refused; they may be put right and sent anew"),
  openedAt: Instant,
  finishedAt: Instant.optional().describe("when the last line got its outcome"),
})
export type Batch = z.infer<typeof Batch>

export const BatchOutcome = z.enum(["accepted", "refused"])
export type BatchOutcome = z.infer<typeof BatchOutcome>

export const BatchLineResult = z.strictObject({
  line: z.int().min(1).describe("line of the file, from 1"),
  outcome: BatchOutcome.describe("accepted: a case is open; refused: nothing was written"),
  caseId: CaseId.optional().describe("the case that it opened"),
  problem: z
    .string()
    .optional()
    .describe("slug of the problem that the same call, sent alone, would have met"),
  rule: RuleId.optional().describe("the rule that refused it"),
  field: z.string().optional().describe("JSON pointer into the line"),
  at: Instant,
})
export type BatchLineResult = z.infer<typeof BatchLineResult>

export const BatchLines = z.strictObject({
  lines: z.array(BatchLineResult).describe("outcomes in the order of the file"),
  cursor: z.string().optional().describe("leads to the next page; absent on the last"),
})
export type BatchLines = z.infer<typeof BatchLines>

/** On the batch queue: carry on with the batch from wherever it stands. */
export const BatchMessage = z.strictObject({ batchNo: BatchNo })
export type BatchMessage = z.infer<typeof BatchMessage>

/** Who stands behind each line. */
export interface BatchSupplied {
  readonly handler: string
  readonly reviewer: string
  readonly batchNo: BatchNo
}

/**
 * One line as the body of the call that it is: what the batch supplies is added, and a line that says it itself is as
 * wrong as one with any other unknown member.
 */
export const batchLineSchema = <Body>(request: z.ZodType<Body>, supplied: BatchSupplied): z.ZodType<Body> =>
  z
    .record(z.string(), z.unknown())
    .superRefine((line, context) => {
      const twice = Object.keys(supplied).find((name) => Object.hasOwn(line, name))
      if (twice !== undefined)
        context.addIssue({
          code: "custom",
          path: [twice],
          message: "of the batch",
          params: { rule: "VAL-007" },
        })
    })
    .transform((line): unknown => ({ ...line, ...supplied }))
    .pipe(request)
