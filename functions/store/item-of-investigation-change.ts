import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { InvestigationChange } from "../domain/investigation/investigation-change.ts"

const kinds: Readonly<Record<string, true>> = {}
export const isInvestigationChange = (change: { readonly kind: string }): change is InvestigationChange =>
  change.kind in kinds

export const itemOfInvestigationChange = (_table: string, change: InvestigationChange): TransactWriteItem =>
  change
