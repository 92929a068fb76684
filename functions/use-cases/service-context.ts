import {
  ServiceCaseId,
  type AccountNo,
  type DocumentId,
  type Instant,
  type PersonRef,
  type StaffId,
} from "../../contracts/primitives.ts"
import { findAccount, isOpen, type AccountName, type PersonRecord } from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import type { Change } from "../domain/change.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { ServiceCase, ServiceParty } from "../domain/service-case/service-case.ts"
import type { ServiceContext } from "../domain/service-case/service-decision.ts"
import type { HousingFact, WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import type { Call } from "./use-case.ts"
import { usableDocuments, type UsableDocumentsNeeds } from "./usable-documents.ts"

export interface ServiceNeeds extends UsableDocumentsNeeds {
  readonly readServiceCase: (id: ServiceCaseId) => Promise<ServiceCase | undefined>
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readHolder: (name: AccountName) => Promise<PersonRef | undefined>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
  readonly readFact: (fact: string) => Promise<HousingFact | undefined>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
  readonly limits: () => { readonly identityErasureDays: number }
}

/** The sides of a case that a center is on: both, when it receives what it decides; others do not learn of it. */
export const sidesOf = (serviceCase: ServiceCase, centerId: string): ReadonlySet<ServiceParty> => {
  const sides = new Set<ServiceParty>()
  if (serviceCase.receivingCenterId === centerId) sides.add("receiving")
  if (serviceCase.homeCenterId === centerId) sides.add("home")
  return sides
}

export interface OwnServiceCase {
  readonly outcome: "found"
  readonly case: ServiceCase
  readonly sides: ReadonlySet<ServiceParty>
}

/** The case, when the caller is one of its two centers and has read its present version. */
export const readOwnServiceCase = async (
  needs: Pick<ServiceNeeds, "readServiceCase">,
  call: Call<unknown>,
): Promise<OwnServiceCase | Refusal> => {
  const serviceCaseId = ServiceCaseId.parse(call.params["serviceCaseId"])
  const found = await needs.readServiceCase(serviceCaseId)
  const sides = found === undefined ? new Set<ServiceParty>() : sidesOf(found, call.callerId)
  if (found === undefined || sides.size === 0) return refuse("service-case-not-found")
  if (call.ifMatch !== undefined && call.ifMatch !== found.version)
    return refuse("version-stale", { field: "if-match", caseId: serviceCaseId })
  return { outcome: "found", case: found, sides }
}

export interface ServiceActing {
  readonly now: Instant
  readonly actor: ReadonlySet<ServiceParty> | "clock"
  readonly newId: (prefix: string) => string
  readonly staff?: { readonly handler: StaffId; readonly reviewer: StaffId }
  readonly note?: string
}

/** What a command names beyond the case. */
export interface NamedInService {
  readonly accountNo?: AccountNo | undefined
  /** Documents that the acting center adds, and where the request lists them. */
  readonly documents?: readonly DocumentId[] | undefined
  readonly field?: string
  /** Further changes that go with whatever is decided. */
  readonly bindings?: readonly Change[]
}

/** The account that a case is about, as far as anybody has named it. */
export const accountNoOf = ({ accountNo, details }: ServiceCase): AccountNo | undefined =>
  accountNo ?? ("accountNo" in details ? details.accountNo : undefined)

/** An account that was merged has left its withdrawals to the one that lives on: the case follows them there. */
const followed = async (
  needs: ServiceNeeds,
  { serviceCaseId, homeCenterId }: ServiceCase,
  { accounts }: PersonRecord,
) => {
  const living = accounts.filter((account) => account.centerId === homeCenterId && isOpen(account))
  const ledgers = await Promise.all(
    living.map(async (homeAccount) => ({ homeAccount, ledger: await needs.readWithdrawals(homeAccount) })),
  )
  const found = ledgers.find(
    ({ ledger }) => ledger?.entries.some(({ caseId }) => caseId === serviceCaseId) === true,
  )
  return found?.ledger === undefined
    ? undefined
    : { homeAccount: found.homeAccount, homeAccountIsAnothers: false, ledger: found.ledger }
}

const homeAccountOf = async (
  needs: ServiceNeeds,
  serviceCase: ServiceCase,
  person: PersonRecord,
  accountNo: AccountNo | undefined,
) => {
  if (accountNo === undefined) return { homeAccountIsAnothers: false }
  const name: AccountName = { centerId: serviceCase.homeCenterId, accountNo }
  const homeAccount = findAccount(person, name)
  if (homeAccount === undefined)
    return { homeAccountIsAnothers: (await needs.readHolder(name)) !== undefined }
  const heir = homeAccount.status === "03" ? await followed(needs, serviceCase, person) : undefined
  if (heir !== undefined) return heir
  const ledger = await needs.readWithdrawals(name)
  return { homeAccount, homeAccountIsAnothers: false, ...(ledger === undefined ? {} : { ledger }) }
}

/** Reads everything that a decision on the case may look at, but for what its rules say of a withdrawal. */
export const serviceContextOf = async (
  needs: ServiceNeeds,
  serviceCase: ServiceCase,
  acting: ServiceActing,
  named: NamedInService = {},
): Promise<ServiceContext | Refusal> => {
  const { receivingCenterId, homeCenterId, serviceCaseId } = serviceCase
  const [person, centers, usedFact, papers] = await Promise.all([
    needs.readPerson(serviceCase.personRef),
    needs.readCenters([receivingCenterId, homeCenterId]),
    serviceCase.factKey === undefined ? undefined : needs.readFact(serviceCase.factKey),
    usableDocuments(needs, named.documents ?? [], {
      centerId: acting.actor === "clock" || acting.actor.has("home") ? homeCenterId : receivingCenterId,
      caseId: serviceCaseId,
      ...(named.field === undefined ? {} : { field: named.field }),
    }),
  ])
  if (papers.outcome === "refused") return { ...papers, caseId: serviceCaseId }
  return {
    ...acting,
    today: chinaDateOf(acting.now),
    person,
    ...(await homeAccountOf(needs, serviceCase, person, named.accountNo ?? accountNoOf(serviceCase))),
    ...(usedFact === undefined ? {} : { usedFact }),
    papers: papers.documents.map(({ documentId, documentKind }) => ({ documentId, documentKind })),
    bindings: [...papers.changes, ...(named.bindings ?? [])],
    calendars: {
      receiving: calendarFor(centers.get(receivingCenterId) ?? {}),
      home: calendarFor(centers.get(homeCenterId) ?? {}),
    },
    identityErasureDays: needs.limits().identityErasureDays,
  }
}
