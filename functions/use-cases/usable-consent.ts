import type { ConsentPurpose } from "../../contracts/consents.ts"
import type { CenterId, ConsentCode, Instant, PersonRef } from "../../contracts/primitives.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import { isUsable, type ConsentRecord } from "../domain/consent/consent-record.ts"
import type { Identified } from "./use-case.ts"

export interface UsableConsentNeeds {
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readConsent: (code: ConsentCode) => Promise<ConsentRecord | undefined>
}

/** Whom the caller asks about, as it named the person and as the hub knows that person now. */
interface Asked {
  readonly named: Identified
  readonly person: PersonRecord
}

/** The consent behind a code, if it was given by this person under this name and the caller may use it now. */
export const usableConsent = async (
  needs: UsableConsentNeeds,
  code: ConsentCode,
  { named, person }: Asked,
  use: { readonly by: CenterId; readonly purpose: ConsentPurpose; readonly now: Instant },
): Promise<ConsentRecord | undefined> => {
  const consent = await needs.readConsent(code)
  if (consent === undefined || consent.nameMac !== named.nameMac || !isUsable(consent, use)) return undefined
  if (consent.personRef === named.personRef || consent.personRef === person.personRef) return consent
  // Given under a document that has been replaced since.
  const giver = await needs.readPerson(consent.personRef)
  return giver.personRef === person.personRef ? consent : undefined
}
