import type { BatchMessage, BatchSupplied } from "../../contracts/batches.ts"
import type { Instant } from "../../contracts/primitives.ts"
import type { ProblemSlug } from "../../contracts/problems.ts"
import type { RuleId } from "../../contracts/rules.ts"
import { advancedBatch, tellOfEnd, unreadableBatch } from "../domain/batch/batch-progress.ts"
import type { BatchLine, BatchRecord } from "../domain/batch/batch-record.ts"
import { splitLines } from "../domain/batch/split-lines.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { caseIdOf } from "../domain/case/hub-case.ts"
import type { Change } from "../domain/change.ts"
import { isSuspendedOn } from "../domain/directory/books-keeper.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import { eraseDocumentsOf } from "./erase-document.ts"
import type { Accepted, Call, DisclosureIntent, Result } from "./use-case.ts"

/** A line as a call of its own: read as strictly as the body of a single call, decided by the same use case. */
export type ReadyLine =
  | { readonly outcome: "ready"; readonly run: (call: Call) => Promise<Result<unknown>> }
  | { readonly outcome: "refused"; readonly problem: LineProblem }

interface LineProblem {
  readonly problem: ProblemSlug
  readonly rule?: RuleId
  readonly field?: string
}

export interface RunBatchNeeds {
  readonly readBatch: (batchNo: string) => Promise<BatchRecord | undefined>
  readonly readBatchLines: (batchNo: string, lines: readonly number[]) => Promise<readonly BatchLine[]>
  readonly readDocument: (id: string) => Promise<DocumentRecord | undefined>
  /** A suspended center does nothing, by a batch neither: it waits. As its keeper stands, where another keeps its books. */
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  /** The file exactly as it was announced; undefined when it is not there any more. */
  readonly readFile: (document: DocumentRecord, now: Instant) => Promise<Uint8Array | undefined>
  readonly readLine: (batch: BatchRecord, supplied: BatchSupplied, line: Uint8Array) => ReadyLine
  /** Records what a line discloses and charges it, once however often the line is carried. */
  readonly disclose: (
    line: { readonly batch: BatchRecord; readonly line: number; readonly now: Instant },
    intent: DisclosureIntent,
  ) => Promise<"recorded" | "budget-exhausted">
  /** One transaction, with what follows a commit. */
  readonly commitPart: (changes: readonly Change[]) => Promise<"committed" | "conflict">
  readonly sendOn: (message: BatchMessage) => Promise<void>
  readonly newIdAt: (nowMs: number) => (prefix: string) => string
}

export interface BatchAttempt {
  readonly now: Instant
  /** Deliveries of this message so far, this one included. */
  readonly deliveries: number
}

/** Between two of these the progress is told, and a worker that dies repeats no more than so many looks. */
const linesPerStep = 25
/**
 * One message carries four steps. A thousand lines are ten messages that follow one another: fewer than the sixteen
 * after which Lambda takes a function and a queue that feed each other for a loop without end, and stops them.
 */
const stepsPerMessage = 4
/** A line that loses a race is decided again from what the winner left. */
const mostDecisions = 8
/** A line that breaks the code itself, and does so time after time, is refused so that the others go on. */
const mostDeliveriesOfABrokenLine = 3

interface Step {
  readonly batch: BatchRecord
  readonly lines: readonly Uint8Array[]
  readonly attempt: BatchAttempt
}

const supplied = ({ handler, reviewer, batchNo }: BatchRecord): BatchSupplied => ({
  handler,
  reviewer,
  batchNo,
})

const callOf = (needs: RunBatchNeeds, { batch, attempt }: Step): Call => {
  const nowMs = Date.parse(attempt.now)
  return {
    callerId: batch.centerId,
    now: attempt.now,
    nowMs,
    body: undefined,
    params: {},
    query: {},
    newId: needs.newIdAt(nowMs),
    keyRestricted: false,
  }
}

type Verdict = { readonly line: BatchLine; readonly changes: readonly Change[] }

const refusedLine = (line: number, now: Instant, { problem, rule, field }: LineProblem): Verdict => ({
  line: {
    line,
    outcome: "refused",
    problem,
    ...(rule === undefined ? {} : { rule }),
    ...(field === undefined ? {} : { field }),
    at: now,
  },
  changes: [],
})

const acceptedLine = (
  line: number,
  now: Instant,
  { changes }: Pick<Accepted<unknown>, "changes">,
): Verdict => {
  const opened = changes.find((change) => change.kind === "openCase")
  return {
    line: {
      line,
      outcome: "accepted",
      ...(opened === undefined ? {} : { caseId: caseIdOf(opened.case) }),
      at: now,
    },
    changes,
  }
}

/** What the single call would have been answered. Whatever is disclosed is charged as it would have been there. */
const decideLine = async (
  needs: RunBatchNeeds,
  step: Step,
  line: number,
  run: (call: Call) => Promise<Result<unknown>>,
): Promise<Verdict> => {
  const { batch, attempt } = step
  const { now } = attempt
  const result = await run(callOf(needs, step))
  const { disclosure } = "disclosure" in result ? result : { disclosure: undefined }
  if (
    disclosure !== undefined &&
    (await needs.disclose({ batch, line, now }, disclosure)) === "budget-exhausted"
  )
    return refusedLine(line, now, { problem: "disclosure-budget-exhausted" })
  switch (result.outcome) {
    case "refused":
      return refusedLine(line, now, result)
    case "accepted":
      return acceptedLine(line, now, result)
    case "disclosed":
      return acceptedLine(line, now, { changes: result.spends ?? [] })
    case "answered":
      return acceptedLine(line, now, { changes: [] })
  }
}

/**
 * One line to its outcome, written once: its changes and its outcome are one transaction, which fails when the line has
 * an outcome already. So a line that is carried twice, by a doubled message or after a crash, has one effect.
 */
const carryLine = async (needs: RunBatchNeeds, step: Step, line: number): Promise<void> => {
  const { batch, lines, attempt } = step
  const bytes = lines[line - 1]
  if (bytes === undefined) throw new Error("a line that the file does not have")
  const ready = needs.readLine(batch, supplied(batch), bytes)
  for (let round = 1; round <= mostDecisions; round += 1) {
    const verdict =
      ready.outcome === "refused"
        ? refusedLine(line, attempt.now, { rule: "BAT-001", ...ready.problem })
        : await decideLine(needs, step, line, ready.run)
    if ((await write(needs, batch, verdict)) === "committed") return
    if ((await needs.readBatchLines(batch.batchNo, [line])).length > 0) return
  }
  await write(needs, batch, refusedLine(line, attempt.now, { problem: "busy" }))
}

const write = (needs: RunBatchNeeds, { batchNo }: BatchRecord, { line, changes }: Verdict) =>
  needs.commitPart([{ kind: "recordLine", batchNo, line }, ...changes])

/** A line whose failure is no answer: tried again with the message, and in the end refused. */
const carrySafely = async (needs: RunBatchNeeds, step: Step, line: number): Promise<void> => {
  try {
    await carryLine(needs, step, line)
  } catch (error) {
    if (step.attempt.deliveries < mostDeliveriesOfABrokenLine) throw error
    await write(needs, step.batch, refusedLine(line, step.attempt.now, { problem: "internal-error" }))
  }
}

/** The next lines of the batch, then its progress. Undefined: another worker has told it, and goes on. */
const carryStep = async (needs: RunBatchNeeds, step: Step): Promise<BatchRecord | undefined> => {
  const { batch, lines, attempt } = step
  const last = Math.min(batch.done + linesPerStep, lines.length)
  const numbers = Array.from({ length: last - batch.done }, (_, index) => batch.done + index + 1)
  const before = new Set((await needs.readBatchLines(batch.batchNo, numbers)).map(({ line }) => line))
  // One after the other: two lines of one file may be about one person, and the first is to win.
  for (const line of numbers) if (!before.has(line)) await carrySafely(needs, step, line)
  const outcomes = await needs.readBatchLines(batch.batchNo, numbers)
  if (outcomes.length < numbers.length) throw new Error("a line without outcome")
  const after = advancedBatch(batch, { lines: lines.length, outcomes, now: attempt.now })
  return (await save(needs, after, attempt)) === "committed" ? after : undefined
}

/** With its end the center hears of it and the file is erased, in one transaction. */
const save = async (needs: RunBatchNeeds, batch: BatchRecord, { now }: BatchAttempt) => {
  if (batch.status === "running") return needs.commitPart([{ kind: "saveBatch", batch }])
  const erased = await eraseDocumentsOf(needs, [batch.documentId], now)
  const newId = needs.newIdAt(Date.parse(now))
  return needs.commitPart([{ kind: "saveBatch", batch }, tellOfEnd(batch, { now, newId }), ...erased])
}

/** The lines of the file, or why there are none. */
const linesOf = async (
  needs: RunBatchNeeds,
  batch: BatchRecord,
  now: Instant,
): Promise<readonly Uint8Array[] | RuleId> => {
  const document = await needs.readDocument(batch.documentId)
  const file = document === undefined ? undefined : await needs.readFile(document, now)
  return file === undefined ? "BAT-003" : (splitLines(file) ?? "BAT-002")
}

/**
 * Carries a batch on from wherever it stands, and hands it to the next message. A message that comes twice, or late,
 * finds less to do or nothing.
 */
export const runBatch =
  (needs: RunBatchNeeds) =>
  async ({ batchNo }: BatchMessage, attempt: BatchAttempt): Promise<"delivered" | "dropped"> => {
    let batch = await needs.readBatch(batchNo)
    if (batch === undefined || batch.status !== "running") return "dropped"
    // The sweeper asks again, so that a center that is reinstated finds its batch going on.
    const center = await needs.readCenter(batch.centerId)
    if (center === undefined || isSuspendedOn(center, chinaDateOf(attempt.now))) return "dropped"
    const lines = await linesOf(needs, batch, attempt.now)
    if (typeof lines === "string") {
      await save(needs, unreadableBatch(batch, lines, attempt.now), attempt)
      return "delivered"
    }
    for (let step = 0; step < stepsPerMessage && batch?.status === "running"; step += 1)
      batch = await carryStep(needs, { batch, lines, attempt })
    if (batch?.status === "running") await needs.sendOn({ batchNo })
    return "delivered"
  }
