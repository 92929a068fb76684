import type { PolicyPack } from "../../contracts/policies.ts"
import type { LocalDate } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import { packsInSuccession } from "../domain/policies/packs-in-succession.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

export interface StoredPolicy {
  readonly pack: PolicyPack
  readonly hash: string
}

interface FollowedPolicies {
  readonly from: LocalDate
  readonly keeperId: string
}

const ownLines = async (table: Table, centerId: string) => {
  const answer = await table.query({
    partition: keys.policy.partition(centerId),
    prefix: keys.policy.packPrefix,
  })
  const [packs, followed] = [
    answer.items.filter((item) => !("keeperId" in item)),
    answer.items.filter((item) => "keeperId" in item),
  ]
  return {
    packs: packs.map((item) => recordOf<StoredPolicy>(item)),
    followed: followed.map((item) => recordOf<FollowedPolicies>(item)),
  }
}

/** The packs that hold in a center's books, of all times; there are few, one a year or so. */
export const readPolicies = async (table: Table, centerId: string): Promise<readonly StoredPolicy[]> => {
  const { packs, followed } = await ownLines(table, centerId)
  if (followed.length === 0) return packs
  const spans = await Promise.all(
    followed.map(async ({ from, keeperId }) => ({ from, packs: (await ownLines(table, keeperId)).packs })),
  )
  return packsInSuccession(packs, spans)
}

/**
 * The pack of this content, also when another has taken its first day meanwhile. Packs from before they were kept by
 * content lie under their first day only.
 */
export const readPolicyByHash = async (
  table: Table,
  centerId: string,
  hash: string,
): Promise<StoredPolicy | undefined> => {
  const item = await table.get(keys.policy.version(centerId, hash))
  if (item !== undefined) return recordOf<StoredPolicy>(item)
  const { packs, followed } = await ownLines(table, centerId)
  const own = packs.find((stored) => stored.hash === hash)
  if (own !== undefined) return own
  for (const { keeperId } of followed) {
    const kept = await table.get(keys.policy.version(keeperId, hash))
    if (kept !== undefined) return recordOf<StoredPolicy>(kept)
  }
  return undefined
}
