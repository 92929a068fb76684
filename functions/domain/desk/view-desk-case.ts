import type { DeskCase, DeskLeg } from "../../../contracts/desk.ts"
import { TRANSFER_STATUSES } from "../../../contracts/codes.ts"
import { OFFSITE_LOAN_STATUSES } from "../../../contracts/offsite-loan-codes.ts"
import { CenterId, type LocalDate } from "../../../contracts/primitives.ts"
import { SERVICE_STATUSES } from "../../../contracts/service-codes.ts"
import type { Words } from "../../../contracts/desk.ts"
import type { Statement } from "../../../contracts/transfers.ts"
import { isTransfer, type HubCase } from "../case/hub-case.ts"
import type { HistoryEntry } from "../change.ts"
import { deskFactsOf, deskReasonOf } from "./desk-facts.ts"
import type { NameOfCenter } from "./desk-line.ts"
import { deskLetterOf, deskStatementOf } from "./desk-papers.ts"
import { deskViewOf, sideOf, type DeskLegOfCase } from "./desk-view.ts"
import { eventWords } from "./event-words.ts"
import { words } from "./words.ts"

/** Names that two kinds of case share are said as the kind of the case says them. */
const statusTables: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  transfer: TRANSFER_STATUSES,
  offsiteLoan: OFFSITE_LOAN_STATUSES,
  serviceCase: SERVICE_STATUSES,
}

const statusWords = (subject: string, status: string | undefined): Words | undefined => {
  const found = statusTables[subject]?.[status ?? ""]
  return found === undefined ? undefined : words(found.zh, found.en)
}

const timelineOf = (
  subject: string,
  history: readonly HistoryEntry[],
  reader: CenterId,
  nameOf: NameOfCenter,
): DeskCase["timeline"] =>
  history.map((entry) => {
    const status = statusWords(subject, entry.status)
    const by = CenterId.safeParse(entry.by)
    const staff = entry.by === reader ? entry : undefined
    return {
      at: entry.at,
      what: eventWords(entry.event),
      by: by.success ? nameOf(by.data).name : entry.by,
      ...(status === undefined ? {} : { status }),
      ...(entry.note === undefined ? {} : { note: entry.note }),
      ...(staff?.handler === undefined ? {} : { handler: staff.handler }),
      ...(staff?.reviewer === undefined ? {} : { reviewer: staff.reviewer }),
    }
  })

const legOf = (
  { leg, what, centerId, dueOn, escalatedAt }: DeskLegOfCase,
  reader: CenterId,
  today: LocalDate,
  nameOf: NameOfCenter,
): DeskLeg => ({
  leg,
  what,
  actingCenter: nameOf(centerId),
  mine: centerId === reader,
  overdue: dueOn !== undefined && dueOn < today,
  ...(dueOn === undefined ? {} : { dueOn }),
  ...(escalatedAt === undefined ? {} : { escalatedAt }),
})

/** What a case rests on beside itself. */
interface CaseParts {
  readonly history: readonly HistoryEntry[]
  readonly statement: Statement | undefined
  readonly hasIdentity: boolean
}

const papersOf = (
  hubCase: HubCase,
  { history, statement }: CaseParts,
  reader: CenterId,
  nameOf: NameOfCenter,
): Pick<DeskCase, "letter" | "statement"> => {
  if (!isTransfer(hubCase)) return {}
  return {
    letter: deskLetterOf(hubCase, reader, history, nameOf),
    ...(statement === undefined ? {} : { statement: deskStatementOf(hubCase, statement) }),
  }
}

/** A case as a clerk of one of its centers reads it. Nothing of the person but the account numbers. */
export const viewDeskCase = (
  hubCase: HubCase,
  parts: CaseParts,
  reader: CenterId,
  today: LocalDate,
  nameOf: NameOfCenter,
): DeskCase => {
  const view = deskViewOf(hubCase)
  const reason = deskReasonOf(hubCase)
  return {
    caseId: view.caseId,
    subject: view.subject,
    reference: view.reference,
    about: view.about,
    status: view.status,
    roles: view.sides.map(({ role, centerId }) => ({ role, center: nameOf(centerId) })),
    openedAt: hubCase.openedAt,
    changedAt: hubCase.changedAt,
    facts: deskFactsOf(hubCase, reader),
    ...(reason === undefined ? {} : { reason }),
    legs: view.legs.map((leg) => legOf(leg, reader, today, nameOf)),
    tell: sideOf(view, reader)?.tell ?? view.sides[0].tell,
    timeline: timelineOf(view.subject, parts.history, reader, nameOf),
    ...papersOf(hubCase, parts, reader, nameOf),
    hasIdentity: parts.hasIdentity,
  }
}
