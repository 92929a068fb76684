import { ConsentCode, type CenterId, type Instant, type PersonRef } from "../../../contracts/primitives.ts"
import type { ConsentPurpose, GiveConsentRequest } from "../../../contracts/consents.ts"
import { chinaDateOf, endOfChinaDay } from "../calendar/china-date.ts"
import type { ConsentRecord } from "./consent-record.ts"

export interface RequestedConsent {
  readonly personRef: PersonRef
  readonly nameMac: string
  readonly purpose: ConsentPurpose
  readonly grantedTo?: CenterId
  readonly verifiedBy: GiveConsentRequest["verifiedBy"]
  readonly handler?: string
}

/** A code lives until 24:00 of the day in China on which it was given. */
export const giveConsent = (
  requested: RequestedConsent,
  context: {
    readonly by: CenterId
    readonly now: Instant
    readonly newId: (prefix: string) => string
  },
): ConsentRecord => ({
  consentCode: ConsentCode.parse(context.newId("cns")),
  ...requested,
  issuedBy: context.by,
  issuedAt: context.now,
  expiresAt: endOfChinaDay(chinaDateOf(context.now)),
})
