import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys } from "../../contracts/table.ts"
import type { FederationChange } from "../domain/federation/federation-change.ts"
import { absent, firstOrNext, put } from "./item-parts.ts"

const kinds: Readonly<Record<FederationChange["kind"], true>> = {
  saveFederation: true,
  keepFederationVersion: true,
  saveMemberships: true,
}
export const isFederationChange = (change: { readonly kind: string }): change is FederationChange =>
  change.kind in kinds

export const itemOfFederationChange = (table: string, change: FederationChange): TransactWriteItem => {
  switch (change.kind) {
    case "saveFederation":
      return firstOrNext(table, keys.federation.record(change.federation.federationId), change.federation)
    case "keepFederationVersion":
      return put(
        table,
        keys.federation.version(change.federationId, change.version.version),
        change.version,
        absent,
      )
    case "saveMemberships":
      return firstOrNext(table, keys.federation.memberships(change.memberships.centerId), change.memberships)
  }
}
