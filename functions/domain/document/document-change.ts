import type { DocumentRecord } from "./document-record.ts"

/** Changes of documents. */
export type DocumentChange = { readonly kind: "saveDocument"; readonly document: DocumentRecord }
