import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, wakeShardOf } from "../../contracts/table.ts"
import type { DocumentChange } from "../domain/document/document-change.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import { firstOrNext } from "./item-parts.ts"

const kinds: Readonly<Record<DocumentChange["kind"], true>> = { saveDocument: true }
export const isDocumentChange = (change: { readonly kind: string }): change is DocumentChange =>
  change.kind in kinds

/** The sweeper erases what no case has taken. */
const watched = (document: DocumentRecord) =>
  document.timerAt === undefined
    ? document
    : { ...document, wakeBy: document.timerAt, wakeShard: wakeShardOf(document.documentId) }

export const itemOfDocumentChange = (table: string, change: DocumentChange): TransactWriteItem =>
  firstOrNext(table, keys.document(change.document.documentId), watched(change.document))
