import type { CenterId } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../account/account-record.ts"
import type { ConsentRecord } from "../consent/consent-record.ts"
import { hasEnded, type TransferCase } from "../transfer/transfer-case.ts"

/** What lets a center read more of a person than its own record. */
export interface ReadingGrounds {
  /** The cases behind the person's open transfers; one that is not found any more grounds nothing. */
  readonly transfers: readonly (TransferCase | undefined)[]
  /** A consent that the person gave and the caller may use now. */
  readonly consent?: ConsentRecord | undefined
}

/** The center on the other side of a live transfer that the caller is a party to. */
const partnerIn = (transfer: TransferCase | undefined, caller: CenterId): CenterId | undefined => {
  if (transfer === undefined || hasEnded(transfer)) return undefined
  if (transfer.toCenterId === caller) return transfer.fromCenterId
  return transfer.fromCenterId === caller ? transfer.toCenterId : undefined
}

/**
 * The other centers whose record of a person the caller may read: the partner of a live transfer, the home center of an
 * off-site loan that the caller has requested, and whoever knew the person who gave consent. No others.
 */
export const readableCenters = (
  person: Pick<PersonRecord, "offsiteLoans">,
  caller: CenterId,
  { transfers, consent }: ReadingGrounds,
): ReadonlySet<CenterId> => {
  const partners = transfers.flatMap((transfer) => partnerIn(transfer, caller) ?? [])
  const homes = person.offsiteLoans.flatMap(({ loanCenterId, homeCenterId }) =>
    loanCenterId === caller ? homeCenterId : [],
  )
  return new Set([...partners, ...homes, ...(consent === undefined ? [] : [consent.issuedBy])])
}
