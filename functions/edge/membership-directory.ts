import type { CenterId, Instant } from "../../contracts/primitives.ts"
import { keyCacheMaxAgeMs } from "../../contracts/signature.ts"
import type { Memberships } from "../domain/federation/membership.ts"

interface Loaded {
  readonly loadedAtMs: number
  readonly memberships: Promise<Memberships>
}

const maxCenters = 1_000

/**
 * What binds the centers, in memory: as fresh as the keys are, so that joining and leaving take hold as fast as a
 * suspension. Nearly every center is in no federation, and that is remembered as well.
 */
export const createMembershipDirectory = (
  load: (centerId: CenterId) => Promise<Memberships>,
): ((centerId: CenterId, now: Instant) => Promise<Memberships>) => {
  const known = new Map<CenterId, Loaded>()
  return (centerId, now) => {
    const nowMs = Date.parse(now)
    const found = known.get(centerId)
    if (found !== undefined && Math.abs(nowMs - found.loadedAtMs) < keyCacheMaxAgeMs) return found.memberships
    const memberships = load(centerId)
    known.delete(centerId)
    if (known.size >= maxCenters) for (const oldest of [...known.keys()].slice(0, 1)) known.delete(oldest)
    known.set(centerId, { loadedAtMs: nowMs, memberships })
    // What could not be read is not remembered.
    memberships.catch(() => {
      if (known.get(centerId)?.memberships === memberships) known.delete(centerId)
    })
    return memberships
  }
}
