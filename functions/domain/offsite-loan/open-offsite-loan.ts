import type { RequestOffsiteLoanRequest } from "../../../contracts/offsite-loans.ts"
import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { PolicyReference } from "../../../contracts/policy-reference.ts"
import type { CenterId, Instant, OffsiteLoanId } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../account/account-record.ts"
import { recordedEvent } from "../case/save-case.ts"
import type { Change } from "../change.ts"
import { tellOffsite } from "./offsite-decision.ts"
import { nextLook, planOffsiteLeg, type OffsiteCalendars } from "./offsite-legs.ts"
import type { OffsiteLoanCase } from "./offsite-loan-case.ts"

export interface OpeningContext {
  readonly now: Instant
  readonly loanCenterId: CenterId
  readonly person: PersonRecord
  readonly calendars: OffsiteCalendars
  /** The loan center's pack in force on the day of the application; absent when it has none. */
  readonly policy?: PolicyReference
  /** The federation version by which the two centers recognise the certificate. */
  readonly recognition?: FederationReference
  readonly encryptedIdentity: string
  readonly newId: (prefix: string) => string
}

type Asked = Pick<
  RequestOffsiteLoanRequest,
  "homeCenterId" | "homeAccountNo" | "consent" | "appliedOn" | "handler" | "reviewer"
>

/** L asks H for a certificate: the case, its identity, the used consent and the message to H, at once. */
export const openOffsiteLoan = (
  offsiteLoanId: OffsiteLoanId,
  asked: Asked,
  context: OpeningContext,
): { readonly case: OffsiteLoanCase; readonly changes: readonly Change[] } => {
  const { now, loanCenterId, person, policy } = context
  const { homeCenterId, homeAccountNo, consent, appliedOn, handler, reviewer } = asked
  const legs = [planOffsiteLeg("certification", context.calendars, now)]
  const timerAt = nextLook({ legs })
  const opened: OffsiteLoanCase = {
    offsiteLoanId,
    status: "requested",
    version: 1,
    generation: 1,
    personRef: person.personRef,
    loanCenterId,
    homeCenterId,
    ...(homeAccountNo === undefined ? {} : { homeAccountNo }),
    appliedOn,
    consentCode: consent,
    openedAt: now,
    changedAt: now,
    legs,
    ...(timerAt === undefined ? {} : { timerAt }),
    escalations: 0,
    ...(policy === undefined ? {} : { policy }),
    ...(context.recognition === undefined ? {} : { recognition: context.recognition }),
    homes: [],
  }
  return {
    case: opened,
    changes: [
      { kind: "openCase", case: opened },
      { kind: "saveIdentity", caseId: offsiteLoanId, encryptedIdentity: context.encryptedIdentity },
      { kind: "spendConsent", consentCode: consent, by: loanCenterId },
      {
        kind: "markOffsiteLoan",
        personRef: person.personRef,
        mark: { offsiteLoanId, loanCenterId, homeCenterId },
      },
      { kind: "expectUnlinked", personRef: person.personRef },
      tellOffsite(opened, "home", "offsite-loan.requested", { now, newId: context.newId, by: loanCenterId }),
      recordedEvent(opened, "request", { now, by: loanCenterId, staff: { handler, reviewer } }),
    ],
  }
}
