import type { Consent, GiveConsentRequest } from "../../contracts/consents.ts"
import { CenterId, type PersonRef } from "../../contracts/primitives.ts"
import { isOpen, type PersonRecord } from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { giveConsent as decide } from "../domain/consent/give-consent.ts"
import { isInForce, type CenterRecord } from "../domain/directory/center-record.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { accept, type Call, type Identify, type UseCase } from "./use-case.ts"

export interface GiveConsentNeeds {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
}

/** A code for another center: to the home center itself the contributor need not give one. */
const granteeDefect = async (
  needs: GiveConsentNeeds,
  call: Call<GiveConsentRequest>,
): Promise<Refusal | undefined> => {
  const { grantedTo } = call.body
  if (grantedTo === undefined) return undefined
  if (grantedTo === call.callerId) return refuse("invalid-request", { rule: "VAL-001", field: "/grantedTo" })
  const center = await needs.readCenter(grantedTo)
  return center !== undefined && isInForce(center, chinaDateOf(call.now))
    ? undefined
    : refuse("unknown-center", { field: "/grantedTo" })
}

/** 亮码可办: the home center knows the person and gives a code with which another center may read the record, once, today. */
export const giveConsent =
  (needs: GiveConsentNeeds): UseCase<GiveConsentRequest, Consent> =>
  async (call) => {
    const defect = await granteeDefect(needs, call)
    if (defect !== undefined) return defect
    const by = CenterId.parse(call.callerId)
    const { personRef, nameMac } = await needs.identify(call.body.person)
    const person = await needs.readPerson(personRef)
    // What the code opens is this center's record: without an account here there is none, and under this name either.
    const own = person.accounts.filter((account) => account.centerId === by && isOpen(account))
    if (own.length === 0) return refuse("account-not-found")
    if (!own.some((account) => account.nameMac === nameMac))
      return refuse("account-not-found", { rule: "ACC-009", field: "/person/name" })
    const { purpose, grantedTo, verifiedBy, handler } = call.body
    const consent = decide(
      {
        personRef: person.personRef,
        nameMac,
        purpose,
        ...(grantedTo === undefined ? {} : { grantedTo }),
        verifiedBy,
        ...(handler === undefined ? {} : { handler }),
      },
      { by, now: call.now, newId: call.newId },
    )
    const { consentCode, expiresAt } = consent
    return accept({ consentCode, purpose, ...(grantedTo === undefined ? {} : { grantedTo }), expiresAt }, [
      { kind: "giveConsent", consent },
    ])
  }
