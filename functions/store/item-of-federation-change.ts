import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { FederationChange } from "../domain/federation/federation-change.ts"

const kinds: Readonly<Record<string, true>> = {}
export const isFederationChange = (change: { readonly kind: string }): change is FederationChange =>
  change.kind in kinds

export const itemOfFederationChange = (_table: string, change: FederationChange): TransactWriteItem => change
