import type { CenterId, Instant, LocalDate } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { sharedVersions, type BoundVersion, type Memberships } from "../domain/federation/membership.ts"

export interface AgreedBetweenNeeds {
  /** What a center is bound by; from memory when it was read lately. */
  readonly findMemberships: (centerId: CenterId, now: Instant) => Promise<Memberships>
}

/**
 * What two centers have agreed on, the latest agreement first. A center in no federation ends the question with one
 * read, whatever the other is in.
 */
export const agreedBetween = async (
  needs: AgreedBetweenNeeds,
  one: CenterId,
  other: CenterId,
  now: Instant,
  on: LocalDate = chinaDateOf(now),
): Promise<readonly BoundVersion[]> => {
  if (one === other) return []
  const first = await needs.findMemberships(one, now)
  if (first.bound.length === 0) return []
  return sharedVersions(first, await needs.findMemberships(other, now), on)
}
