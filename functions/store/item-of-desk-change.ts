import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { DeskChange } from "../domain/desk/desk-change.ts"

const kinds: Readonly<Record<string, true>> = {}
export const isDeskChange = (change: { readonly kind: string }): change is DeskChange => change.kind in kinds

export const itemOfDeskChange = (_table: string, change: DeskChange): TransactWriteItem => change
