import type { PolicyPack } from "../../contracts/policies.ts"
import { keys } from "../../contracts/table.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

export interface StoredPolicy {
  readonly pack: PolicyPack
  readonly hash: string
}

/** A center's packs of all times; there are few, one a year or so. */
export const readPolicies = async (table: Table, centerId: string): Promise<readonly StoredPolicy[]> => {
  const answer = await table.query({
    partition: keys.policy.partition(centerId),
    prefix: keys.policy.packPrefix,
  })
  return answer.items.map((item) => recordOf<StoredPolicy>(item))
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
  return (await readPolicies(table, centerId)).find((stored) => stored.hash === hash)
}
