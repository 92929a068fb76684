import type { OffsiteLoan, RequestOffsiteLoanRequest } from "../../contracts/offsite-loans.ts"
import type { FederationReference } from "../../contracts/federation-reference.ts"
import type { PolicyReference } from "../../contracts/policy-reference.ts"
import { CenterId, OffsiteLoanId, type Person } from "../../contracts/primitives.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import { keeperOf } from "../domain/directory/books-keeper.ts"
import type { CenterRecord, KeyRecord } from "../domain/directory/center-record.ts"
import { canAnswer } from "../domain/directory/signing-keys.ts"
import { agreedRecognition } from "../domain/federation/agreed-rules.ts"
import { lendingCentersDefect } from "../domain/offsite-loan/lending-centers.ts"
import { openOffsiteLoan } from "../domain/offsite-loan/open-offsite-loan.ts"
import { viewOffsiteLoan } from "../domain/offsite-loan/view-offsite-loan.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { agreedBetween, type AgreedBetweenNeeds } from "./agreed-between.ts"
import { packInForce } from "./read-policy.ts"
import { accept, type Call, type Identified, type Identify, type UseCase } from "./use-case.ts"
import { usableConsent, type UsableConsentNeeds } from "./usable-consent.ts"

export interface RequestOffsiteLoanNeeds extends UsableConsentNeeds, AgreedBetweenNeeds {
  readonly identify: Identify
  readonly encrypt: (
    identity: { person: Person; contact: { phone: string } },
    caseId: string,
  ) => Promise<string>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
  readonly readKeysOf: (centerId: string) => Promise<readonly KeyRecord[]>
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
}

interface Parts {
  readonly loan: CenterRecord
  readonly home: CenterRecord
  readonly person: PersonRecord
  readonly policy?: PolicyReference
  readonly recognition?: FederationReference
}

/** The code is this person's, under this name, of this home center, for this purpose, and nobody has used it. */
const consentDefect = async (
  needs: RequestOffsiteLoanNeeds,
  call: Call<RequestOffsiteLoanRequest>,
  named: Identified,
  person: PersonRecord,
): Promise<Refusal | undefined> => {
  const { consent: code, homeCenterId } = call.body
  const use = { by: CenterId.parse(call.callerId), purpose: "offsiteLoan", now: call.now } as const
  const consent = await usableConsent(needs, code, { named, person }, use)
  return consent?.issuedBy === homeCenterId
    ? undefined
    : refuse("consent-invalid", { rule: "LON-013", field: "/consent" })
}

/** The loan center's pack of the day of the application; a center without one may lend all the same. */
const pinnedPolicy = (
  packs: readonly KnownPack[],
  body: RequestOffsiteLoanRequest,
): PolicyReference | undefined => {
  const found = packInForce(packs, body.appliedOn)
  if ("outcome" in found) return undefined
  const { centerId, effectiveFrom, version } = found.pack
  return { centerId, effectiveFrom, version, hash: found.hash }
}

/** All that must be right before the home center is asked. */
const examine = async (
  needs: RequestOffsiteLoanNeeds,
  call: Call<RequestOffsiteLoanRequest>,
): Promise<Parts | Refusal> => {
  const { body } = call
  const today = chinaDateOf(call.now)
  if (body.appliedOn > today) return refuse("invalid-request", { rule: "VAL-010", field: "/appliedOn" })
  const loanCenterId = CenterId.parse(call.callerId)
  const centers = await needs.readCenters([loanCenterId, body.homeCenterId])
  const [loan, home] = [centers.get(loanCenterId), centers.get(body.homeCenterId)]
  const wrongCenters = lendingCentersDefect(loan, home, today)
  if (wrongCenters !== undefined) return wrongCenters
  if (loan === undefined || home === undefined) return refuse("unknown-center", { field: "/homeCenterId" })

  const who = await needs.identify(body.person)
  const [keysOfHome, person, packs, agreed] = await Promise.all([
    needs.readKeysOf(keeperOf(home, today)),
    needs.readPerson(who.personRef),
    needs.readPolicies(loanCenterId),
    agreedBetween(needs, loanCenterId, home.centerId, call.now),
  ])
  if (!canAnswer(keysOfHome, call.now)) return refuse("center-not-active", { field: "/homeCenterId" })
  const wrongConsent = await consentDefect(needs, call, who, person)
  if (wrongConsent !== undefined) return wrongConsent
  const open = person.offsiteLoans.some(
    (mark) => mark.loanCenterId === loanCenterId && mark.homeCenterId === home.centerId,
  )
  if (open) return refuse("open-offsite-loan-exists", { field: "/homeCenterId" })
  const policy = pinnedPolicy(packs, body)
  const recognition = agreedRecognition(agreed)
  return {
    loan,
    home,
    person,
    ...(policy === undefined ? {} : { policy }),
    ...(recognition === undefined ? {} : { recognition }),
  }
}

/** L asks H what the applicant's record is worth. */
export const requestOffsiteLoan =
  (needs: RequestOffsiteLoanNeeds): UseCase<RequestOffsiteLoanRequest, OffsiteLoan> =>
  async (call) => {
    const parts = await examine(needs, call)
    if ("outcome" in parts) return parts
    const { body, now } = call
    const { loan, home, person, policy, recognition } = parts
    const offsiteLoanId = OffsiteLoanId.parse(call.newId("lnc"))
    const opened = openOffsiteLoan(offsiteLoanId, body, {
      now,
      loanCenterId: loan.centerId,
      person,
      calendars: { loan: calendarFor(loan), home: calendarFor(home) },
      encryptedIdentity: await needs.encrypt({ person: body.person, contact: body.contact }, offsiteLoanId),
      newId: call.newId,
      ...(policy === undefined ? {} : { policy }),
      ...(recognition === undefined ? {} : { recognition }),
    })
    return accept(viewOffsiteLoan(opened.case), opened.changes)
  }
