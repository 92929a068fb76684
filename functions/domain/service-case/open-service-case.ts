import type { CatalogueEntry } from "../../../contracts/service-catalogue.ts"
import type { RequestServiceRequest, ServiceDetails } from "../../../contracts/service-cases.ts"
import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { PolicyReference } from "../../../contracts/policy-reference.ts"
import type { BatchNo, CenterId, Instant, PersonRef, ServiceCaseId } from "../../../contracts/primitives.ts"
import type { WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import type { PersonRecord } from "../account/account-record.ts"
import { recordedEvent } from "../case/save-case.ts"
import type { Change } from "../change.ts"
import { checkOf } from "./check-of.ts"
import type { CaseDocument, ServiceCase } from "./service-case.ts"
import { markOf, tellService } from "./service-decision.ts"
import { legsOf, nextServiceLook, type ServiceCalendars } from "./service-legs.ts"

export interface ServiceOpening {
  readonly now: Instant
  readonly receivingCenterId: CenterId
  readonly person: PersonRecord
  readonly principalRef?: PersonRef
  readonly entry: CatalogueEntry
  readonly calendars: ServiceCalendars
  /** The home center's pack in force today; absent when it has none. */
  readonly policy?: PolicyReference
  readonly federation?: FederationReference
  readonly judgment?: WithdrawalJudgment
  readonly papers: readonly CaseDocument[]
  readonly bindings: readonly Change[]
  readonly encryptedIdentity: string
  readonly newId: (prefix: string) => string
}

type Asked = Pick<
  RequestServiceRequest,
  "mode" | "situation" | "homeCenterId" | "appliedOn" | "handler" | "reviewer"
> & { readonly batchNo?: BatchNo | undefined }

/** What was asked without the people that it names: they live encrypted beside the case. */
export const withoutPeople = (details: ServiceDetails): ServiceDetails => {
  if (!("withdrawal" in details)) return details
  const { withdrawal } = details
  if (withdrawal.purpose === "death") {
    const { heir: _heir, ...rest } = withdrawal
    return { ...details, withdrawal: rest }
  }
  if (!("principal" in withdrawal)) return details
  const { principal: _principal, ...rest } = withdrawal
  return { ...details, withdrawal: rest }
}

const requiredOf = ({ situations }: CatalogueEntry, situation: string): readonly string[] =>
  situations
    .filter((known) => known.situation === situation)
    .flatMap(({ documents }) => documents)
    // What the centers read from shared registers is not asked of the applicant.
    .filter(({ required, verifiedBy }) => required && verifiedBy !== "shared")
    .map(({ kind }) => kind)

/** A person asks: the case, the encrypted identity, the rule of one open case and the message to H, at once. */
export const openServiceCase = (
  serviceCaseId: ServiceCaseId,
  asked: Asked,
  details: ServiceDetails,
  opening: ServiceOpening,
): { readonly case: ServiceCase; readonly changes: readonly Change[] } => {
  const { now, receivingCenterId, person, entry, policy, judgment, newId } = opening
  const draft: ServiceCase = {
    serviceCaseId,
    status: "submitted",
    version: 1,
    generation: 1,
    personRef: person.personRef,
    ...(opening.principalRef === undefined ? {} : { principalRef: opening.principalRef }),
    receivingCenterId,
    homeCenterId: asked.homeCenterId,
    mode: asked.mode,
    situation: asked.situation,
    details: withoutPeople(details),
    appliedOn: asked.appliedOn,
    openedAt: now,
    changedAt: now,
    documents: opening.papers,
    legDays: entry.legs,
    required: requiredOf(entry, asked.situation),
    ...(policy === undefined ? {} : { policy }),
    ...(opening.federation === undefined ? {} : { federation: opening.federation }),
    legs: [],
    escalations: 0,
    ...(judgment === undefined ? {} : { check: checkOf(judgment, now) }),
    ...(asked.batchNo === undefined ? {} : { batchNo: asked.batchNo }),
  }
  const legs = legsOf(draft, opening.calendars, now)
  const timerAt = nextServiceLook({ ...draft, legs })
  const opened: ServiceCase = { ...draft, legs, ...(timerAt === undefined ? {} : { timerAt }) }
  const { handler, reviewer } = asked
  return {
    case: opened,
    changes: [
      { kind: "openCase", case: opened },
      { kind: "saveIdentity", caseId: serviceCaseId, encryptedIdentity: opening.encryptedIdentity },
      { kind: "markOpenService", personRef: person.personRef, mark: markOf(opened) },
      { kind: "expectUnlinked", personRef: person.personRef },
      ...opening.bindings,
      ...tellService(opened, "home", "service.submitted", { now, newId, by: receivingCenterId }),
      recordedEvent(opened, "request", { now, by: receivingCenterId, staff: { handler, reviewer } }),
    ],
  }
}
