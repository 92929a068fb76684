import type { Fact, StatisticsMessage } from "../../contracts/statistics.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import { isServiceCase, isTransfer, type HubCase } from "../domain/case/hub-case.ts"
import type { HistoryEntry } from "../domain/change.ts"
import type { FindingCase } from "../domain/finding/finding-record.ts"
import type { LoanRecord } from "../domain/loan-registry/loan-record.ts"
import { countChange, mergeCells, type Cell } from "../domain/statistics/count.ts"
import { countOffsiteLoan } from "../domain/statistics/count-offsite-loan.ts"
import {
  countFinding,
  countLoan,
  countPerson,
  countWithdrawals,
  type OwnLines,
} from "../domain/statistics/count-registry.ts"
import { countService } from "../domain/statistics/count-service.ts"
import { countTransfer } from "../domain/statistics/count-transfer.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"

interface MarkKey {
  readonly pk: string
  readonly sk: string
}

interface WaitingMark {
  readonly key: MarkKey
  readonly subjects: readonly string[]
  readonly facts: readonly Fact[]
}

interface Counted {
  readonly subject: string
  readonly facts: readonly Fact[]
  readonly version: number
}

type SubjectState =
  | { readonly kind: "case"; readonly case: HubCase; readonly course: readonly HistoryEntry[] }
  | { readonly kind: "person"; readonly lines: OwnLines }
  | { readonly kind: "loan"; readonly loan: LoanRecord }
  | { readonly kind: "finding"; readonly finding: FindingCase }
  | { readonly kind: "withdrawals"; readonly ledger: WithdrawalLedger }
  | { readonly kind: "nothing" }

interface Counting {
  readonly counted: readonly Counted[]
  readonly marks: readonly MarkKey[]
  readonly once: readonly string[]
  readonly cells: readonly Cell[]
  /** Cases that have become late, and those that are late no more. */
  readonly late: readonly string[]
  readonly onTime: readonly string[]
  readonly nowMs: number
}

export interface CountStatisticsNeeds {
  readonly readMarks: (marks: readonly MarkKey[]) => Promise<readonly WaitingMark[]>
  readonly readCounted: (subjects: readonly string[]) => Promise<ReadonlyMap<string, Counted>>
  readonly readSubject: (subject: string) => Promise<SubjectState>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
  readonly writeCounting: (counting: Counting) => Promise<"counted" | "conflict">
}

/** What one transaction of the database takes. */
const mostItems = 100
const mostRounds = 8

const centersOf = (state: SubjectState): readonly string[] => {
  if (state.kind !== "case") return []
  const found = state.case
  if (isTransfer(found)) return [found.fromCenterId, found.toCenterId]
  return isServiceCase(found)
    ? [found.receivingCenterId, found.homeCenterId]
    : [found.loanCenterId, found.homeCenterId, ...found.homes.map(({ centerId }) => centerId)]
}

/** What a subject adds to the figures as it stands. */
const factsOf = (
  state: SubjectState,
  before: readonly Fact[],
  centers: ReadonlyMap<string, CenterRecord>,
): readonly Fact[] => {
  const calendarOf = (centerId: string) => calendarFor(centers.get(centerId) ?? {})
  switch (state.kind) {
    case "case": {
      const found = state.case
      if (isTransfer(found)) return countTransfer(found, state.course, calendarOf)
      if (!isServiceCase(found)) return countOffsiteLoan(found, state.course, calendarOf)
      // Its figures are erased some days after its end; what was counted of it stays.
      return found.erased === true ? before : countService(found, state.course, calendarOf)
    }
    case "person":
      return countPerson(state.lines)
    case "loan":
      return countLoan(state.loan)
    case "finding":
      return countFinding(state.finding)
    case "withdrawals":
      return countWithdrawals(state.ledger, before)
    case "nothing":
      return []
  }
}

/** Whether a case is open and its clock has run out. */
const isLate = (facts: readonly Fact[]): boolean =>
  facts.some(({ metric, figures }) => metric === "openCases" && (figures["late"] ?? 0) > 0)

const caseIdIn = (subject: string): string => subject.slice("CASE#".length)

const namedIn = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap(({ centers }) => centers.map(([, centerId]) => centerId))

const sameFacts = (left: readonly Fact[], right: readonly Fact[]): boolean =>
  JSON.stringify(left) === JSON.stringify(right)

interface Prepared {
  readonly counting: Counting
  readonly size: number
}

const prepare = async (
  needs: CountStatisticsNeeds,
  marks: readonly WaitingMark[],
  nowMs: number,
): Promise<Prepared> => {
  const subjects = [...new Set(marks.flatMap((mark) => mark.subjects))]
  // What was counted is read before the state: whoever has counted a newer state meanwhile has raised the version.
  const counted = await needs.readCounted(subjects)
  const states = await Promise.all(
    subjects.map(async (subject) => [subject, await needs.readSubject(subject)] as const),
  )
  const facts = marks.flatMap((mark) => mark.facts)
  const before = [...counted.values()].flatMap((each) => each.facts)
  const centers = await needs.readCenters([
    ...new Set([
      ...states.flatMap(([, state]) => [...centersOf(state), ...ownersOf(state)]),
      ...namedIn([...facts, ...before]),
    ]),
  ])
  const provinceOf = (centerId: string): string | undefined => centers.get(centerId)?.provinceCode
  const changed = states.flatMap(([subject, state]) => {
    const known = counted.get(subject) ?? { subject, facts: [], version: 0 }
    const now = factsOf(state, known.facts, centers)
    return sameFacts(known.facts, now) ? [] : [{ known, now }]
  })
  const cells = mergeCells([
    ...changed.flatMap(({ known, now }) => countChange(known.facts, now, provinceOf)),
    ...countChange([], facts, provinceOf),
  ])
  const turned = changed.filter(({ known, now }) => isLate(known.facts) !== isLate(now))
  return {
    counting: {
      counted: changed.map(({ known, now }) => ({ ...known, facts: now })),
      marks: marks.map(({ key }) => key),
      once: [],
      cells,
      late: turned.filter(({ now }) => isLate(now)).map(({ known }) => caseIdIn(known.subject)),
      onTime: turned.filter(({ now }) => !isLate(now)).map(({ known }) => caseIdIn(known.subject)),
      nowMs,
    },
    size: changed.length + marks.length + cells.length + turned.length,
  }
}

/** Counts marks together while they fit one transaction, and apart when they do not. */
const countMarks = async (
  needs: CountStatisticsNeeds,
  asked: readonly MarkKey[],
  nowMs: number,
): Promise<void> => {
  for (let round = 1; round <= mostRounds; round += 1) {
    const marks = await needs.readMarks(asked)
    if (marks.length === 0) return
    const { counting, size } = await prepare(needs, marks, nowMs)
    if (size > mostItems && marks.length > 1) {
      const half = marks.length >> 1
      await countMarks(needs, keysOf(marks.slice(0, half)), nowMs)
      await countMarks(needs, keysOf(marks.slice(half)), nowMs)
      return
    }
    if ((await needs.writeCounting(counting)) === "counted") return
  }
  throw new Error("the figures changed faster than they could be counted")
}

const keysOf = (marks: readonly WaitingMark[]): readonly MarkKey[] => marks.map(({ key }) => key)

/** Centers that a record names as its own. */
const ownersOf = (state: SubjectState): readonly string[] => {
  switch (state.kind) {
    case "person":
      return state.lines.accounts.map(({ centerId }) => centerId)
    case "loan":
      return [state.loan.centerId]
    case "finding":
      return state.finding.centerIds
    case "withdrawals":
      return [state.ledger.centerId]
    case "case":
    case "nothing":
      return []
  }
}

const countOnce = async (
  needs: CountStatisticsNeeds,
  message: Extract<StatisticsMessage, { readonly once: string }>,
  nowMs: number,
): Promise<void> => {
  const centers = await needs.readCenters(namedIn(message.facts))
  const cells = countChange([], message.facts, (centerId) => centers.get(centerId)?.provinceCode)
  // A conflict says that it was counted before.
  await needs.writeCounting({
    counted: [],
    marks: [],
    once: [message.once],
    cells,
    late: [],
    onTime: [],
    nowMs,
  })
}

const isMarked = (
  message: StatisticsMessage,
): message is Extract<StatisticsMessage, { readonly mark: MarkKey }> => "mark" in message

/**
 * Counts what some messages name, together where that fits one transaction. Exactly once, however often and in
 * whatever order they come: figures are differences between what a subject adds now and what was counted of it.
 */
export const countStatistics =
  (needs: CountStatisticsNeeds) =>
  async (messages: readonly StatisticsMessage[], nowMs: number): Promise<void> => {
    const marks = messages.filter(isMarked).map(({ mark }) => mark)
    const unique = [...new Map(marks.map((mark) => [`${mark.pk} ${mark.sk}`, mark])).values()]
    if (unique.length > 0) await countMarks(needs, unique, nowMs)
    for (const message of messages) if (!isMarked(message)) await countOnce(needs, message, nowMs)
  }
