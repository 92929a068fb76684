import type { Segment } from "../../contracts/accounts.ts"
import {
  OffsiteLoanId,
  type AccountNo,
  type ContractNo,
  type Instant,
  type PersonRef,
  type ReservationId,
  type StaffId,
} from "../../contracts/primitives.ts"
import {
  findAccount,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { LoanName, LoanRecord, ReservationRecord } from "../domain/loan-registry/loan-record.ts"
import type { FollowedContext } from "../domain/offsite-loan/follow-loan.ts"
import type { OffsiteContext } from "../domain/offsite-loan/offsite-decision.ts"
import {
  hasEndedOffsite,
  hasOpenOffset,
  type CertificateRecord,
  type OffsiteLoanCase,
  type OffsiteParty,
} from "../domain/offsite-loan/offsite-loan-case.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { drawCertificateNo, type NextCertificateSerial } from "./draw-certificate-no.ts"
import type { Call } from "./use-case.ts"

export interface OffsiteNeeds {
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readHolder: (name: AccountName) => Promise<PersonRef | undefined>
  readonly readSegments: (name: AccountName) => Promise<readonly { readonly segments: readonly Segment[] }[]>
  readonly readCertificate: (id: OffsiteLoanId) => Promise<CertificateRecord | undefined>
  readonly readReservation: (id: ReservationId) => Promise<ReservationRecord | undefined>
  readonly readLoan: (name: LoanName) => Promise<LoanRecord | undefined>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
  readonly limits: () => { readonly identityErasureDays: number }
}

/** The side of a case that a center is on; others do not learn that the case exists. */
const offsitePartyOf = (offsite: OffsiteLoanCase, centerId: string): OffsiteParty | undefined =>
  offsite.loanCenterId === centerId ? "loan" : offsite.homeCenterId === centerId ? "home" : undefined

/** The case, when the caller is one of its two centers and has read its present version. */
export const readOwnOffsiteLoan = async (
  needs: Pick<OffsiteNeeds, "readOffsiteLoan">,
  call: Call<unknown>,
): Promise<
  { readonly outcome: "found"; readonly case: OffsiteLoanCase; readonly party: OffsiteParty } | Refusal
> => {
  const offsiteLoanId = OffsiteLoanId.parse(call.params["offsiteLoanId"])
  const found = await needs.readOffsiteLoan(offsiteLoanId)
  const party = found === undefined ? undefined : offsitePartyOf(found, call.callerId)
  if (found === undefined || party === undefined) return refuse("offsite-loan-not-found")
  if (call.ifMatch !== undefined && call.ifMatch !== found.version)
    return refuse("version-stale", { field: "if-match", caseId: offsiteLoanId })
  return { outcome: "found", case: found, party }
}

export interface Acting {
  readonly now: Instant
  readonly actor: OffsiteParty | "clock"
  readonly newId: (prefix: string) => string
  readonly staff?: { readonly handler: StaffId; readonly reviewer: StaffId }
  readonly note?: string
}

/** What a command names beyond the case. */
export interface Named {
  /** The account that a certificate is for. */
  readonly accountNo?: AccountNo
  readonly reservationId?: ReservationId
  /** The case may end without a loan: then what was reserved for it is let go. */
  readonly mayEnd?: true
  /** The contract of a grant; the case's own otherwise. */
  readonly contractNo?: ContractNo
}

const homeAccountOf = async (
  needs: OffsiteNeeds,
  offsite: OffsiteLoanCase,
  person: PersonRecord,
  { accountNo = offsite.homeAccountNo }: Named,
) => {
  if (accountNo === undefined) return { homeAccountIsAnothers: false, registered: [] }
  const name: AccountName = { centerId: offsite.homeCenterId, accountNo }
  const homeAccount = findAccount(person, name)
  if (homeAccount === undefined) {
    const holder = await needs.readHolder(name)
    return { homeAccountIsAnothers: holder !== undefined, registered: [] }
  }
  const groups = await needs.readSegments(name)
  const registered = groups.flatMap(({ segments }) => segments)
  return { homeAccount, homeAccountIsAnothers: false, registered }
}

/** The reservation that a command names or, when the case may end, the loan center's that holds the applicant. */
const reservationOf = (
  { loanCenterId }: OffsiteLoanCase,
  { loanGuard }: PersonRecord,
  { reservationId, mayEnd }: Named,
): ReservationId | undefined => {
  if (reservationId !== undefined || mayEnd === undefined) return reservationId
  const holder = loanGuard?.holder
  return holder?.kind === "reservation" && holder.centerId === loanCenterId ? holder.reservationId : undefined
}

const reservedPeople = async (needs: OffsiteNeeds, reservationId: ReservationId | undefined) => {
  const reservation = reservationId === undefined ? undefined : await needs.readReservation(reservationId)
  if (reservation === undefined) return { borrowers: [] }
  const borrowers = await Promise.all(
    reservation.parties.map(async (party) => ({ party, person: await needs.readPerson(party.personRef) })),
  )
  return { reservation, borrowers }
}

const loanOf = (
  needs: OffsiteNeeds,
  offsite: OffsiteLoanCase,
  { contractNo = offsite.grant?.contractNo }: Named,
): Promise<LoanRecord | undefined> =>
  contractNo === undefined
    ? Promise.resolve(undefined)
    : needs.readLoan({ centerId: offsite.loanCenterId, contractNo })

const calendarsOf = (offsite: OffsiteLoanCase, centers: ReadonlyMap<string, CenterRecord>) => ({
  loan: calendarFor(centers.get(offsite.loanCenterId) ?? {}),
  home: calendarFor(centers.get(offsite.homeCenterId) ?? {}),
})

/** Reads everything that a decision on the case may look at. */
export const offsiteContextOf = async (
  needs: OffsiteNeeds,
  offsite: OffsiteLoanCase,
  acting: Acting,
  named: Named = {},
): Promise<OffsiteContext> => {
  const [person, centers, certificate, loan] = await Promise.all([
    needs.readPerson(offsite.personRef),
    needs.readCenters([offsite.loanCenterId, offsite.homeCenterId]),
    offsite.certificateNo === undefined ? undefined : needs.readCertificate(offsite.offsiteLoanId),
    loanOf(needs, offsite, named),
  ])
  return {
    ...acting,
    today: chinaDateOf(acting.now),
    person,
    ...(await homeAccountOf(needs, offsite, person, named)),
    ...(await reservedPeople(needs, reservationOf(offsite, person, named))),
    ...(certificate === undefined ? {} : { certificate }),
    ...(loan === undefined ? {} : { loan }),
    calendars: calendarsOf(offsite, centers),
    identityErasureDays: needs.limits().identityErasureDays,
  }
}

export interface FollowedNeeds {
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
  readonly nextCertificateSerial: NextCertificateSerial
  readonly limits: () => { readonly identityErasureDays: number }
}

export interface Followed {
  readonly offsite: OffsiteLoanCase
  readonly context: FollowedContext
}

const markedAccount = (offsite: OffsiteLoanCase, person: PersonRecord): AccountRecord | undefined =>
  offsite.homeAccountNo === undefined
    ? undefined
    : findAccount(person, { centerId: offsite.homeCenterId, accountNo: offsite.homeAccountNo })

/**
 * The off-site case that a loan is carried by, with what follow-loan.ts must know; undefined for a local loan. Only a
 * payoff draws a number for the payoff certificate.
 */
export const followedOffsiteLoan = async (
  needs: FollowedNeeds,
  loan: LoanRecord,
  acting: Pick<FollowedContext, "now" | "newId" | "staff"> & {
    readonly draws: "payoffCertificate" | "nothing"
  },
): Promise<Followed | undefined> => {
  const { offsiteLoanId, centerId } = loan
  const offsite = offsiteLoanId === undefined ? undefined : await needs.readOffsiteLoan(offsiteLoanId)
  if (offsite === undefined || hasEndedOffsite(offsite)) return undefined
  const today = chinaDateOf(acting.now)
  const paysOff = acting.draws === "payoffCertificate"
  const [person, payoffCertificateNo, centers] = await Promise.all([
    needs.readPerson(offsite.personRef),
    paysOff ? drawCertificateNo(needs.nextCertificateSerial, centerId, today) : undefined,
    paysOff && hasOpenOffset(offsite)
      ? needs.readCenters([offsite.loanCenterId, offsite.homeCenterId])
      : undefined,
  ])
  const homeAccount = markedAccount(offsite, person)
  return {
    offsite,
    context: {
      now: acting.now,
      today,
      by: centerId,
      newId: acting.newId,
      identityErasureDays: needs.limits().identityErasureDays,
      ...(acting.staff === undefined ? {} : { staff: acting.staff }),
      ...(homeAccount === undefined ? {} : { homeAccount }),
      ...(payoffCertificateNo === undefined ? {} : { payoffCertificateNo }),
      ...(centers === undefined ? {} : { calendars: calendarsOf(offsite, centers) }),
    },
  }
}
