import { Instant } from "../../contracts/primitives.ts"
import type { Fact, StatisticsMessage } from "../../contracts/statistics.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import { isServiceCase, isTransfer, type HubCase } from "../domain/case/hub-case.ts"
import type { HistoryEntry } from "../domain/change.ts"
import type { FindingCase } from "../domain/finding/finding-record.ts"
import type { LoanRecord } from "../domain/loan-registry/loan-record.ts"
import { countChange, mergeCells, sameFacts, stepTowards, type Cell } from "../domain/statistics/count.ts"
import { countSpent } from "../domain/statistics/count-calls.ts"
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
import { countUnmatchedFunds } from "../domain/statistics/count-unmatched-funds.ts"
import type { UnmatchedFunds } from "../domain/transfer/residual.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"

type Centers = ReadonlyMap<string, CenterRecord>

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
  | { readonly kind: "unmatchedFunds"; readonly funds: UnmatchedFunds }
  | { readonly kind: "withdrawals"; readonly ledger: WithdrawalLedger }
  | { readonly kind: "nothing" }

interface Counting {
  readonly counted: readonly Counted[]
  /** Subjects whose facts stand as they were counted: whoever read an older state of them must not write it. */
  readonly confirmed: readonly Counted[]
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
/** What one read of the database takes, by half: marks and what was counted are read together. */
const mostSubjects = 50
/** Of one subject that is too large for one transaction. */
const mostCellsOfStep = 80
const mostRounds = 8

const centersOf = (state: SubjectState): readonly string[] =>
  state.kind === "case" ? [...partiesOf(state.case), ...state.course.map(({ by }) => by)] : []

const partiesOf = (found: HubCase): readonly string[] => {
  if (isTransfer(found)) return [found.fromCenterId, found.toCenterId]
  return isServiceCase(found)
    ? [found.receivingCenterId, found.homeCenterId]
    : [found.loanCenterId, found.homeCenterId, ...found.homes.map(({ centerId }) => centerId)]
}

/** What a subject adds to the figures as it stands. */
const factsOf = (state: SubjectState, before: readonly Fact[], centers: Centers): readonly Fact[] => {
  const calendarOf = (centerId: string) => calendarFor(centers.get(centerId) ?? {})
  switch (state.kind) {
    case "case": {
      const found = state.case
      if (isTransfer(found)) return countTransfer(found, state.course, calendarOf)
      if (!isServiceCase(found)) return countOffsiteLoan(found, state.course, calendarOf)
      return countService(found, state.course, calendarOf)
    }
    case "person":
      return countPerson(state.lines)
    case "loan":
      return countLoan(state.loan)
    case "finding":
      return countFinding(state.finding)
    case "unmatchedFunds":
      return countUnmatchedFunds(state.funds)
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

/** What is known of a subject, and what it adds now. */
interface Difference {
  readonly known: Counted
  readonly now: readonly Fact[]
}

interface Prepared {
  readonly differences: readonly Difference[]
  /** What the marks tell beside the state of their subjects. */
  readonly told: readonly Fact[]
  readonly provinceOf: (centerId: string) => string | undefined
}

const prepare = async (
  needs: CountStatisticsNeeds,
  marks: readonly WaitingMark[],
  spentOf: SpentOf,
): Promise<Prepared> => {
  const subjects = subjectsIn(marks)
  // What was counted is read before the state: whoever has counted a newer state meanwhile has raised the version.
  const counted = await needs.readCounted(subjects)
  const states = await Promise.all(
    subjects.map(async (subject) => [subject, await needs.readSubject(subject)] as const),
  )
  const told = marks.flatMap((mark) => [...mark.facts, ...spentOf(mark)])
  const before = [...counted.values()].flatMap((each) => each.facts)
  const known = await needs.readCenters([
    ...new Set([
      ...states.flatMap(([, state]) => [...centersOf(state), ...ownersOf(state)]),
      ...namedIn([...told, ...before]),
    ]),
  ])
  const differences = states.map(([subject, state]) => {
    const last = counted.get(subject) ?? { subject, facts: [], version: 0 }
    return { known: last, now: factsOf(state, last.facts, known) }
  })
  return { differences, told, provinceOf: (centerId) => known.get(centerId)?.provinceCode }
}

const subjectsIn = (marks: readonly WaitingMark[]): readonly string[] => [
  ...new Set(marks.flatMap((mark) => mark.subjects)),
]

/** What is written when some subjects come to their facts, with the marks that are done by it. */
const countingOf = (
  differences: readonly Difference[],
  marks: readonly WaitingMark[],
  { told, provinceOf }: Pick<Prepared, "told" | "provinceOf">,
  nowMs: number,
): Counting => {
  const changed = differences.filter(({ known, now }) => !sameFacts(known.facts, now))
  const turned = changed.filter(({ known, now }) => isLate(known.facts) !== isLate(now))
  return {
    counted: changed.map(({ known, now }) => ({ ...known, facts: now })),
    confirmed: differences.filter((each) => !changed.includes(each)).map(({ known }) => known),
    marks: keysOf(marks),
    once: [],
    cells: mergeCells([
      ...changed.flatMap(({ known, now }) => countChange(known.facts, now, provinceOf)),
      ...countChange([], told, provinceOf),
    ]),
    late: turned.filter(({ now }) => isLate(now)).map(({ known }) => caseIdIn(known.subject)),
    onTime: turned.filter(({ now }) => !isLate(now)).map(({ known }) => caseIdIn(known.subject)),
    nowMs,
  }
}

const sizeOf = ({ counted, confirmed, marks, cells, late, onTime }: Counting): number =>
  counted.length + confirmed.length + marks.length + cells.length + late.length + onTime.length

/** Of a mark that does not fit one transaction the first subject that differs, as far as one takes it; the mark stays. */
const stepOf = ({ differences, provinceOf }: Prepared, nowMs: number): Counting | undefined => {
  const first = differences.find(({ known, now }) => !sameFacts(known.facts, now))
  if (first === undefined) return undefined
  const { known, now } = first
  const reached = { known, now: stepTowards(known.facts, now, mostCellsOfStep, provinceOf) }
  return countingOf([reached], [], { told: [], provinceOf }, nowMs)
}

/** Counts marks together while they fit one transaction, and apart when they do not. */
const countMarks = async (
  needs: CountStatisticsNeeds,
  asked: readonly MarkKey[],
  spentOf: SpentOf,
  nowMs: number,
): Promise<void> => {
  for (let conflicts = 0; conflicts < mostRounds;) {
    const marks = await needs.readMarks(asked)
    if (marks.length === 0) return
    const isBroad = marks.length > 1 && subjectsIn(marks).length > mostSubjects
    const prepared = isBroad ? undefined : await prepare(needs, marks, spentOf)
    const whole =
      prepared === undefined ? undefined : countingOf(prepared.differences, marks, prepared, nowMs)
    const fits = whole !== undefined && sizeOf(whole) <= mostItems
    if (!fits && marks.length > 1) {
      const half = marks.length >> 1
      await countMarks(needs, keysOf(marks.slice(0, half)), spentOf, nowMs)
      await countMarks(needs, keysOf(marks.slice(half)), spentOf, nowMs)
      return
    }
    const step = fits || prepared === undefined ? whole : stepOf(prepared, nowMs)
    if (step === undefined) throw new Error("a mark names more than can be counted")
    const written = await needs.writeCounting(step)
    if (written === "conflict") conflicts += 1
    else if (fits) return
  }
  throw new Error("the figures changed faster than they could be counted")
}

type Spent = NonNullable<Extract<StatisticsMessage, { readonly mark: MarkKey }>["spent"]>
type SpentOf = (mark: WaitingMark) => readonly Fact[]

const idOf = ({ pk, sk }: MarkKey): string => `${pk} ${sk}`

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
    case "unmatchedFunds":
      return [state.funds.receivingCenterId, state.funds.payingCenterId]
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
    confirmed: [],
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
    const marked = messages.filter(isMarked)
    const unique = [...new Map(marked.map(({ mark }) => [idOf(mark), mark])).values()]
    const spent = new Map<string, Spent>()
    for (const message of marked)
      if (message.spent !== undefined) spent.set(idOf(message.mark), message.spent)
    const day = chinaDateOf(Instant.parse(new Date(nowMs).toISOString()))
    const spentOf: SpentOf = ({ key, subjects }) => {
      const own = spent.get(idOf(key))
      return own === undefined ? [] : countSpent(subjects, day, own)
    }
    if (unique.length > 0) await countMarks(needs, unique, spentOf, nowMs)
    for (const message of messages) if (!isMarked(message)) await countOnce(needs, message, nowMs)
  }
