import type { CenterId } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import type { FederationRecord, FederationVersion } from "../domain/federation/federation-record.ts"
import { noMemberships, type Memberships } from "../domain/federation/membership.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

/** What a center is bound by. A center in no federation has no item. */
export const readMemberships = async (table: Table, centerId: CenterId): Promise<Memberships> => {
  const item = await table.get(keys.federation.memberships(centerId))
  return item === undefined ? noMemberships(centerId) : recordOf<Memberships>(item)
}

export const readFederation = async (
  table: Table,
  federationId: string,
): Promise<FederationRecord | undefined> => {
  const item = await table.get(keys.federation.record(federationId))
  return item === undefined ? undefined : recordOf<FederationRecord>(item)
}

export const readFederationVersion = async (
  table: Table,
  federationId: string,
  version: number,
): Promise<FederationVersion | undefined> => {
  const item = await table.get(keys.federation.version(federationId, version))
  return item === undefined ? undefined : recordOf<FederationVersion>(item)
}

/** Pages that a list of all federations reads at most; there are a handful of federations in the country. */
const maxPages = 20

/** All federations, in order of creation. */
export const listFederations = async (table: Table): Promise<readonly FederationRecord[]> => {
  const found: FederationRecord[] = []
  let after: Parameters<Table["query"]>[0]["after"]
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await table.query({
      partition: keys.federation.partition,
      ...(after === undefined ? {} : { after }),
    })
    found.push(...answer.items.map((item) => recordOf<FederationRecord>(item)))
    if (answer.last === undefined) return found
    after = answer.last
  }
  throw new Error("more federations than can be listed")
}
