import type { MessageType } from "../../../contracts/messages.ts"
import type {
  CenterId,
  Instant,
  LocalDate,
  Money,
  PersonRef,
  StaffId,
} from "../../../contracts/primitives.ts"
import type { AccountRecord, PersonRecord } from "../account/account-record.ts"
import { daysAfter } from "../calendar/china-date.ts"
import { saveCase } from "../case/save-case.ts"
import { escalatedNow, lateLegOf } from "../case/running-leg.ts"
import { tellCenter, type Telling } from "../case/tell-center.ts"
import type { Change } from "../change.ts"
import type { Refusal } from "../refusal.ts"
import type { WithdrawalLedger, HousingFact } from "../withdrawal/withdrawal-record.ts"
import type { ShownNotice } from "../../../contracts/shown-notice.ts"
import type { ShownWarning } from "../../../contracts/shown-warning.ts"
import type { WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import {
  hasEndedService,
  occupies,
  subjectOf,
  type CaseDocument,
  type ServiceCase,
  type ServiceParty,
} from "./service-case.ts"
import { expiryOf, legsOf, nextServiceLook, type ServiceCalendars } from "./service-legs.ts"

/** Everything a decision on a case may look at; all of it was read before, nothing is fetched inside. */
export interface ServiceContext {
  readonly now: Instant
  readonly today: LocalDate
  /** The sides that the acting center is on: both, when it receives what it decides. The clock acts for nobody. */
  readonly actor: ReadonlySet<ServiceParty> | "clock"
  readonly staff?: { readonly handler: StaffId; readonly reviewer: StaffId }
  /** What the acting center wrote to the other. */
  readonly note?: string
  /** The applicant, under whatever document. */
  readonly person: PersonRecord
  /** The account of the home center that the command or the case names, when it is the applicant's. */
  readonly homeAccount?: AccountRecord
  /** The account number stands in the registry under another person. */
  readonly homeAccountIsAnothers: boolean
  /** What the home center's rules say of a withdrawal now; absent for other matters and where no account is named. */
  readonly judgment?: WithdrawalJudgment
  /** Warnings that the home center sees beside that judgment; information, never a bar. */
  readonly warnings?: readonly ShownWarning[]
  /** Notices on the place of the home that is bought, likewise. */
  readonly notices?: readonly ShownNotice[]
  readonly ledger?: WithdrawalLedger
  /** The housing fact that the withdrawal names, as far as somebody used it. */
  readonly fact?: {
    readonly key: string
    readonly total: Money
    readonly known?: HousingFact
    readonly principalRef: PersonRef
  }
  /** The housing fact that the approval of this case has used, as it stands now. */
  readonly usedFact?: HousingFact
  /** Documents that the command brings, with what binds them to the case. */
  readonly papers: readonly CaseDocument[]
  readonly bindings: readonly Change[]
  readonly calendars: ServiceCalendars
  readonly identityErasureDays: number
  readonly newId: (prefix: string) => string
}

export interface ServiceAccepted {
  readonly outcome: "accepted"
  readonly case: ServiceCase
  readonly event: string
  readonly changes: readonly Change[]
}

export type ServiceOutcome = ServiceAccepted | Refusal

export const centerOfService = (serviceCase: ServiceCase, party: ServiceParty): CenterId =>
  party === "receiving" ? serviceCase.receivingCenterId : serviceCase.homeCenterId

export const otherParty = (party: ServiceParty): ServiceParty =>
  party === "receiving" ? "home" : "receiving"

/** A message to one side of the case. A center that is both sides tells itself nothing but what the clock says. */
export const tellService = (
  serviceCase: ServiceCase,
  to: ServiceParty | "operator",
  type: MessageType,
  telling: Telling,
): readonly Change[] => {
  const receiver = to === "operator" ? "operator" : centerOfService(serviceCase, to)
  if (receiver === telling.by) return []
  const own = serviceCase.legs.filter(
    ({ party }) => to !== "operator" && centerOfService(serviceCase, party) === receiver,
  )
  const late =
    to === "operator" && type === "service.escalated"
      ? escalatedNow(serviceCase.legs, telling.now)
      : undefined
  return [
    tellCenter(
      serviceCase,
      {
        type,
        to: receiver,
        ...(to !== "home" || serviceCase.accountNo === undefined ? {} : { accountNo: serviceCase.accountNo }),
        own,
        ...(late === undefined ? {} : { late: lateLegOf(late, centerOfService(serviceCase, late.party)) }),
      },
      telling,
    ),
  ]
}

/** What a decision changes of a case; versions, clocks and the end are worked out here, once. */
export type NextService = Omit<ServiceCase, "version" | "changedAt" | "timerAt">

const withoutClocks = (next: NextService & { readonly timerAt?: Instant }): NextService => {
  const { timerAt: _timerAt, expiryAt: _expiryAt, ...rest } = next
  return rest
}

/** The rule of one open case holds as long as the applicant waits for something, and again when money comes back. */
const subjectChanges = (
  before: ServiceCase,
  next: NextService,
  { openServices, personRef }: PersonRecord,
): readonly Change[] => {
  if (occupies(before) === occupies(next)) return []
  if (occupies(next)) {
    const mark = markOf(before)
    const taken = openServices.some(
      ({ homeCenterId, subject }) => homeCenterId === mark.homeCenterId && subject === mark.subject,
    )
    return taken ? [] : [{ kind: "markOpenService", personRef, mark }]
  }
  const mark = openServices.find(({ serviceCaseId }) => serviceCaseId === before.serviceCaseId)
  return mark === undefined ? [] : [{ kind: "unmarkOpenService", personRef, mark }]
}

/** The end: identity, documents and figures are kept for some days more, then erased. */
const endingOf = (
  before: ServiceCase,
  next: NextService,
  { now, identityErasureDays }: ServiceContext,
): { readonly next: NextService; readonly changes: readonly Change[] } => {
  if (!hasEndedService(next) || hasEndedService(before)) return { next, changes: [] }
  const at = daysAfter(now, identityErasureDays)
  return {
    next: { ...next, erasesAt: at },
    changes: [{ kind: "eraseIdentity", caseId: next.serviceCaseId, at }],
  }
}

/** How the legs of the next version come about: anew with its status, or as given (the clock, a rating). */
type Legs = "ofStatus" | "asGiven"

/** The next version of a case: its clock, its history line and, when the case ends, what ends with it. */
export const acceptedService = (
  before: ServiceCase,
  after: NextService,
  event: string,
  context: ServiceContext,
  also: (saved: ServiceCase, by: CenterId | undefined) => readonly Change[] = () => [],
  legs: Legs = "ofStatus",
): ServiceAccepted => {
  const { now, actor, staff, note } = context
  const by = actor === "clock" ? undefined : actingCenter(before, actor)
  const ended = endingOf(before, withoutClocks(after), context)
  const draft: ServiceCase = { ...ended.next, version: before.version + 1, changedAt: now }
  const running = legs === "ofStatus" ? legsOf(draft, context.calendars, now) : after.legs
  const expiryAt = legs === "ofStatus" ? expiryOf(draft, running) : after.expiryAt
  const clocked: ServiceCase = { ...draft, legs: running, ...(expiryAt === undefined ? {} : { expiryAt }) }
  const timerAt = nextServiceLook(clocked)
  const saved: ServiceCase = { ...clocked, ...(timerAt === undefined ? {} : { timerAt }) }
  return {
    outcome: "accepted",
    case: saved,
    event,
    changes: [
      ...saveCase(saved, event, { now, by, staff, note }),
      ...ended.changes,
      ...subjectChanges(before, saved, context.person),
      ...context.bindings,
      ...also(saved, by),
    ],
  }
}

/** A center that is on both sides acts as the home center. */
export const actingCenter = (serviceCase: ServiceCase, actor: ReadonlySet<ServiceParty>): CenterId =>
  centerOfService(serviceCase, actor.has("home") ? "home" : "receiving")

/** The history line of an account that a case touched. */
export const serviceAccountHistory = (
  account: AccountRecord,
  event: string,
  { now, newId, staff }: ServiceContext,
): Change => ({
  kind: "recordAccountHistory",
  account: { centerId: account.centerId, accountNo: account.accountNo },
  entryId: newId("hst"),
  entry: { at: now, event, by: account.centerId, ...staff, status: account.status },
})

export const markOf = (serviceCase: ServiceCase) => ({
  serviceCaseId: serviceCase.serviceCaseId,
  homeCenterId: serviceCase.homeCenterId,
  subject: subjectOf(serviceCase),
})
