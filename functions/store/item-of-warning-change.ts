import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { WarningChange } from "../domain/warning/warning-change.ts"

const kinds: Readonly<Record<string, true>> = {}
export const isWarningChange = (change: { readonly kind: string }): change is WarningChange =>
  change.kind in kinds

export const itemOfWarningChange = (_table: string, change: WarningChange): TransactWriteItem => change
