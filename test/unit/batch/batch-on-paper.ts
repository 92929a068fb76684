import * as z from "zod"
import { batchLineSchema, type BatchMessage } from "../../../contracts/batches.ts"
import {
  AccountNo,
  BatchNo,
  CenterId,
  DocumentId,
  Instant,
  LetterNo,
  LocalDate,
  PersonRef,
  StaffId,
  TransferId,
} from "../../../contracts/primitives.ts"
import { openedBatch } from "../../../functions/domain/batch/batch-progress.ts"
import type { BatchLine } from "../../../functions/domain/batch/batch-record.ts"
import type { Change } from "../../../functions/domain/change.ts"
import type { DocumentRecord } from "../../../functions/domain/document/document-record.ts"
import { refuse } from "../../../functions/domain/refusal.ts"
import type { TransferCase } from "../../../functions/domain/transfer/transfer-case.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"
import { taking } from "../../../functions/edge/operation.ts"
import { remindBatch } from "../../../functions/use-cases/remind-batch.ts"
import { runBatch, type RunBatchNeeds } from "../../../functions/use-cases/run-batch.ts"
import { accept, type UseCase } from "../../../functions/use-cases/use-case.ts"

export const now = Instant.parse("2026-09-01T01:00:00.000Z")
export const batchNo = BatchNo.parse("PLZYJXH1405002609010001")
const centerId = CenterId.parse("140500000000000")
const documentId = DocumentId.parse("doc_01K9A3V8Q4T6W8Y0Z2B4D6F8H0")

/** A request as short as can be: one case a name. */
const Request = z.strictObject({ name: z.string(), handler: StaffId, reviewer: StaffId, batchNo: BatchNo })
type Request = z.infer<typeof Request>

const caseOf = (name: string, newId: (prefix: string) => string, of: BatchNo): TransferCase => ({
  transferId: TransferId.parse(newId("trf")),
  letterNo: LetterNo.parse("1405002609010001"),
  status: "letterSent",
  version: 1,
  generation: 1,
  personRef: PersonRef.parse(`prs_${name.padEnd(22, "_")}`),
  accountKind: "basic",
  fromCenterId: CenterId.parse("210100000000000"),
  fromAccountNo: AccountNo.parse("OLD1"),
  toCenterId: centerId,
  toAccountNo: AccountNo.parse("NEW1"),
  appliedOn: LocalDate.parse("2026-09-01"),
  openedAt: now,
  changedAt: now,
  letterLate: false,
  receivingAccount: { bankName: "Demo Bank", accountName: "Center", accountNumber: "9900000000001234" },
  batchNo: of,
  escalations: 0,
  payments: [],
  stopRequested: false,
  returning: false,
})

export class Killed extends Error {}

interface Paper {
  readonly file?: string | Uint8Array
  /** Of the effects, counted from 1: the worker dies before or after it. */
  readonly dies?: { readonly at: number; readonly when: "before" | "after" }
  readonly needs?: Partial<RunBatchNeeds>
}

/** A hub on paper: what it keeps, a queue that delivers again what failed, and a worker that may be killed. */
export const batchOnPaper = ({ file = '{"name":"a"}\n', dies, needs: over = {} }: Paper = {}) => {
  const content = typeof file === "string" ? new TextEncoder().encode(file) : file
  const received: DocumentRecord = {
    documentId,
    centerId,
    documentKind: "batchFile",
    contentType: "application/jsonl",
    bytes: content.byteLength,
    sha256: "0".repeat(64),
    status: "received",
    announcedAt: now,
    caseId: batchNo,
    version: 2,
  }
  const kept = {
    batch: openedBatch(
      batchNo,
      { centerId, subject: "transfers", documentId, handler: "h-01", reviewer: "r-02" },
      now,
    ),
    lines: new Map<number, BatchLine>(),
    cases: new Map<string, TransferCase>(),
    told: new Array<Change>(),
    document: received,
    queue: new Array<{ readonly message: BatchMessage; readonly deliveries: number }>(),
    effects: 0,
  }
  let alive = true
  const effect = async <Answer>(run: () => Answer): Promise<Answer> => {
    kept.effects += 1
    const fatal = alive && dies?.at === kept.effects
    if (fatal && dies.when === "before") throw new Killed()
    const answer = run()
    if (fatal) throw new Killed()
    return answer
  }

  const holds = (change: Change): boolean => {
    if (change.kind === "recordLine") return !kept.lines.has(change.line.line)
    if (change.kind === "saveBatch") return change.batch.version === kept.batch.version + 1
    if (change.kind === "saveDocument") return change.document.version === kept.document.version + 1
    if (change.kind === "openCase" && "transferId" in change.case)
      return !kept.cases.has(change.case.personRef)
    return true
  }
  const apply = (change: Change): void => {
    if (change.kind === "recordLine") kept.lines.set(change.line.line, change.line)
    if (change.kind === "saveBatch") kept.batch = change.batch
    if (change.kind === "saveDocument") kept.document = change.document
    if (change.kind === "tell") kept.told.push(change)
    if (change.kind === "openCase" && "transferId" in change.case)
      kept.cases.set(change.case.personRef, change.case)
  }
  const commitPart = (changes: readonly Change[]) =>
    effect((): "committed" | "conflict" => {
      if (!changes.every(holds)) return "conflict"
      for (const change of changes) apply(change)
      return "committed"
    })
  const send = (message: BatchMessage): void => void kept.queue.push({ message, deliveries: 1 })

  const request: UseCase<Request, object> = async ({ body, newId }) => {
    if (body.name === "broken") throw new Error("broken code")
    const opened = caseOf(body.name, newId, body.batchNo)
    return kept.cases.has(opened.personRef)
      ? refuse("open-transfer-exists", { rule: "TRF-004", field: "/fromCenterId" })
      : accept({}, [{ kind: "openCase", case: opened }])
  }
  const needs: RunBatchNeeds = {
    readBatch: () => Promise.resolve(kept.batch),
    readBatchLines: (_batch, lines) => Promise.resolve(lines.flatMap((line) => kept.lines.get(line) ?? [])),
    readDocument: () => Promise.resolve(kept.document),
    readCenter: () =>
      Promise.resolve({
        centerId,
        name: "测试中心",
        kind: "center",
        settlesOwnBooks: true,
        provinceCode: "140000",
        closingDays: [],
        standing: "active",
        standingSince: now,
        validFrom: LocalDate.parse("2020-01-01"),
        version: 1,
      }),
    readFile: () => Promise.resolve(content),
    readLine: (_batch, supplied, line) =>
      taking(batchLineSchema(Request, supplied), request)(line, "application/json"),
    disclose: () => Promise.resolve("recorded"),
    commitPart,
    sendOn: (message) => effect(() => send(message)),
    newIdAt,
    ...over,
  }
  const work = runBatch(needs)
  const remind = remindBatch({
    readBatch: needs.readBatch,
    commitChanges: commitPart,
    sendOn: needs.sendOn,
  })

  /** One delivery; a worker that fails or is killed leaves the message in the queue. */
  const deliver = async (): Promise<void> => {
    const next = kept.queue.shift()
    if (next === undefined) return
    try {
      await work(next.message, { now, deliveries: next.deliveries })
    } catch (error) {
      if (error instanceof Killed) alive = false
      kept.queue.push({ ...next, deliveries: next.deliveries + 1 })
    }
  }
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 200 && kept.queue.length > 0; round += 1) await deliver()
    if (kept.queue.length > 0) throw new Error("the queue does not come to rest")
  }
  return { kept, needs, work, send, settle, deliver, remind }
}

export const linesOf = (count: number): string =>
  Array.from({ length: count }, (_, index) => `{"name":"p${index + 1}"}\n`).join("")
