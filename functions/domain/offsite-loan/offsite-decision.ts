import type { Segment } from "../../../contracts/accounts.ts"
import type { MessageType } from "../../../contracts/messages.ts"
import type { CenterId, CertificateNo, Instant, LocalDate, StaffId } from "../../../contracts/primitives.ts"
import { withoutHoldsOf, type AccountRecord, type PersonRecord } from "../account/account-record.ts"
import type { WorkingCalendar } from "../calendar/working-days.ts"
import { eraseIdentity, saveCase } from "../case/save-case.ts"
import { escalatedNow, lateLegOf } from "../case/running-leg.ts"
import { tellCenter, type Telling } from "../case/tell-center.ts"
import type { Change } from "../change.ts"
import type { LoanCountRule } from "../loan-registry/loan-count.ts"
import type { LoanRecord, ReservationRecord } from "../loan-registry/loan-record.ts"
import type { LoanPerson } from "../loan-registry/register-loan.ts"
import type { Refusal } from "../refusal.ts"
import { nextLook } from "./offsite-legs.ts"
import {
  actionLegs,
  hasEndedOffsite,
  type CertificateRecord,
  type OffsiteLoanCase,
  type OffsiteParty,
} from "./offsite-loan-case.ts"

/** Everything a decision on a case may look at; all of it was read before, nothing is fetched inside. */
export interface OffsiteContext {
  readonly now: Instant
  readonly today: LocalDate
  /** The acting center's side; the clock acts for nobody. */
  readonly actor: OffsiteParty | "clock"
  readonly staff?: { readonly handler: StaffId; readonly reviewer: StaffId }
  /** What the acting center wrote to the other. */
  readonly note?: string
  /** The applicant, under whatever document. */
  readonly person: PersonRecord
  /** The account of the home center that the command or the case names, when it is the applicant's. */
  readonly homeAccount?: AccountRecord
  /** The account number stands in the registry under another person. */
  readonly homeAccountIsAnothers: boolean
  /** What the home center registered for that account; empty when it registered nothing. */
  readonly registered: readonly Segment[]
  readonly certificate?: CertificateRecord
  /** Number for a certificate that is issued now. */
  readonly nextCertificateNo?: CertificateNo
  /** The reservation that a grant names; for a case that may end, the one of its loan center that holds the applicant. */
  readonly reservation?: ReservationRecord
  /** The people of the reservation, with all that is known of them. */
  readonly borrowers: readonly LoanPerson[]
  /** How many loans the loan center's rules allow in life; read for a certificate and for a grant. */
  readonly count?: LoanCountRule
  /** The loan that the case carries; for a grant the one that bears its contract number already. */
  readonly loan?: LoanRecord
  readonly calendars: { readonly loan: WorkingCalendar; readonly home: WorkingCalendar }
  readonly identityErasureDays: number
  readonly newId: (prefix: string) => string
}

export interface OffsiteAccepted {
  readonly outcome: "accepted"
  readonly case: OffsiteLoanCase
  readonly event: string
  readonly changes: readonly Change[]
}

export type OffsiteDecision = OffsiteAccepted | Refusal

export const centerOfParty = (offsite: OffsiteLoanCase, party: OffsiteParty): CenterId =>
  party === "loan" ? offsite.loanCenterId : offsite.homeCenterId

/** A message to one side of the case, in the terms of that side. */
export const tellOffsite = (
  offsite: OffsiteLoanCase,
  to: OffsiteParty | "operator",
  type: MessageType,
  telling: Telling,
): Change => {
  const accountNo = to === "home" ? offsite.homeAccountNo : undefined
  const contractNo = offsite.grant?.contractNo
  const late =
    to === "operator" && type === "offsite-loan.escalated"
      ? escalatedNow(offsite.legs, telling.now)
      : undefined
  return tellCenter(
    offsite,
    {
      type,
      to: to === "operator" ? "operator" : centerOfParty(offsite, to),
      ...(contractNo === undefined ? {} : { contractNo }),
      ...(accountNo === undefined ? {} : { accountNo }),
      own: actionLegs(offsite).filter(({ party }) => party === to),
      ...(late === undefined ? {} : { late: lateLegOf(late, centerOfParty(offsite, late.party)) }),
    },
    telling,
  )
}

export interface SavingContext extends Pick<OffsiteContext, "now" | "identityErasureDays"> {
  /** The acting center; absent when the clock acts. */
  readonly by?: CenterId
  readonly staff?: { readonly handler?: string; readonly reviewer?: string }
  readonly note?: string
}

/** The next version of a case: its clock, its history line and, when the case ends, what ends with it. */
export const savedOffsite = (
  before: OffsiteLoanCase,
  after: Omit<OffsiteLoanCase, "version" | "changedAt" | "timerAt">,
  event: string,
  context: SavingContext,
): { readonly case: OffsiteLoanCase; readonly changes: readonly Change[] } => {
  const timerAt = nextLook(after)
  const saved: OffsiteLoanCase = {
    ...withoutTimer(after),
    ...(timerAt === undefined ? {} : { timerAt }),
    version: before.version + 1,
    changedAt: context.now,
  }
  const ending = hasEndedOffsite(saved) && !hasEndedOffsite(before) ? [eraseIdentity(saved, context)] : []
  return { case: saved, changes: [...saveCase(saved, event, context), ...ending] }
}

const withoutTimer = (
  offsite: Omit<OffsiteLoanCase, "version" | "changedAt" | "timerAt"> & { readonly timerAt?: Instant },
) => {
  const { timerAt: _timerAt, ...rest } = offsite
  return rest
}

/** Accepts a command of one of the two centers, or what the clock decided. `also` sees the case as it is written. */
export const acceptedOffsite = (
  before: OffsiteLoanCase,
  after: Omit<OffsiteLoanCase, "version" | "changedAt" | "timerAt">,
  event: string,
  context: OffsiteContext,
  also: (saved: OffsiteLoanCase, telling: Telling) => readonly Change[] = () => [],
): OffsiteAccepted => {
  const acting = context.actor === "clock" ? {} : { by: centerOfParty(before, context.actor) }
  const { now, identityErasureDays, newId, staff, note } = context
  const saved = savedOffsite(before, after, event, {
    now,
    identityErasureDays,
    ...acting,
    ...(staff === undefined ? {} : { staff }),
    ...(note === undefined ? {} : { note }),
  })
  return {
    outcome: "accepted",
    case: saved.case,
    event,
    changes: [...saved.changes, ...also(saved.case, { now, newId, ...acting })],
  }
}

/** A case that has ended: nobody must act, no clock runs. */
export const atRestOffsite = (offsite: OffsiteLoanCase): OffsiteLoanCase => {
  const { timerAt: _timerAt, expiryAt: _expiryAt, ...rest } = offsite
  return { ...rest, legs: [] }
}

/** Ends what the case put on the home account, and no other hold, with a line in the account's history. */
export const endAccountHold = (
  offsite: OffsiteLoanCase,
  account: AccountRecord | undefined,
  event: string,
  context: Pick<OffsiteContext, "now" | "newId"> & { readonly by?: CenterId },
): readonly Change[] => {
  if (account === undefined || !account.holds.some(({ caseId }) => caseId === offsite.offsiteLoanId))
    return []
  const freed = withoutHoldsOf(account, offsite.offsiteLoanId)
  return [{ kind: "saveAccount", account: freed }, accountHistory(freed, event, context)]
}

export const accountHistory = (
  account: AccountRecord,
  event: string,
  { now, newId, by }: Telling,
): Change => ({
  kind: "recordAccountHistory",
  account: { centerId: account.centerId, accountNo: account.accountNo },
  entryId: newId("hst"),
  entry: { at: now, event, by: by ?? "clock", status: account.status },
})

/** Frees the rule of one open case and, where a certificate lives, the rule of one certificate. */
export const releaseApplicant = (offsite: OffsiteLoanCase, person: PersonRecord): readonly Change[] => {
  const mark = person.offsiteLoans.find(({ offsiteLoanId }) => offsiteLoanId === offsite.offsiteLoanId)
  const certificate =
    person.certificate?.offsiteLoanId === offsite.offsiteLoanId ? person.certificate : undefined
  return [
    ...(mark === undefined
      ? []
      : [{ kind: "unmarkOffsiteLoan" as const, personRef: person.personRef, mark }]),
    ...(certificate === undefined
      ? []
      : [
          {
            kind: "releaseCertificate" as const,
            guard: { ...certificate, personRef: person.personRef },
          },
        ]),
  ]
}
