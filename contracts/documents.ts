import * as z from "zod"
import { namesOf } from "./names-of.ts"
import { DocumentId, Instant } from "./primitives.ts"

/**
 * Documents of cases (办理材料). The content never passes through the hub and never lies in its table: a center announces
 * what it will upload, uploads it to the bucket itself, and says that it is there. Neither file names nor descriptions
 * are taken: they would be the one place for somebody's name.
 */

const mebibyte = 1_048_576

/** What may be uploaded, and how much of it: files of batches are read line by line, the others by people. */
export const CONTENT_TYPES = {
  "application/pdf": { mostBytes: 10 * mebibyte },
  "image/jpeg": { mostBytes: 10 * mebibyte },
  "image/png": { mostBytes: 10 * mebibyte },
  "application/jsonl": { mostBytes: 5 * mebibyte },
  "text/csv": { mostBytes: 5 * mebibyte },
} as const satisfies Record<string, { readonly mostBytes: number }>
export type ContentTypeName = keyof typeof CONTENT_TYPES

/** An announced upload may begin this long. */
export const uploadSeconds = 900
/** An opened document may be fetched this long. */
export const openingSeconds = 120
/** What no case has taken by then is erased. */
export const unboundHours = 24

export const ContentType = z
  .enum(namesOf(CONTENT_TYPES))
  .describe(
    "closed list; application/jsonl and text/csv for files of batches, at most 5 MiB, the others 10 MiB",
  )

export const DocumentKind = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{1,39}$/)
  .describe("材料种类, as the catalogue of the home center names it; never a file name")

const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("SHA-256 of the content, lower-case hexadecimal")
const Bytes = z.int().min(1).describe("size of the content in bytes")

export const AnnounceDocumentRequest = z
  .strictObject({ documentKind: DocumentKind, contentType: ContentType, bytes: Bytes, sha256: Sha256 })
  .superRefine(({ contentType, bytes }, context) => {
    if (bytes > CONTENT_TYPES[contentType].mostBytes)
      context.addIssue({ code: "custom", path: ["bytes"], message: "too large", params: { rule: "DOC-005" } })
  })
export type AnnounceDocumentRequest = z.infer<typeof AnnounceDocumentRequest>

export const AnnouncedDocument = z
  .strictObject({
    documentId: DocumentId.describe("names the document"),
    status: z.literal("announced").describe("nothing is stored yet"),
    upload: z
      .strictObject({
        method: z.literal("PUT").describe("method of the upload"),
        url: z.url().describe("where to, signed; whoever has it may upload this content and no other"),
        headers: z
          .record(z.string(), z.string())
          .describe("to be sent as they are: they are signed, and the store holds the content against them"),
        expiresAt: Instant.describe("until when the upload may begin; announce anew afterwards"),
      })
      .describe("not a call of the hub: no Hub-Signature"),
    usableUntil: Instant.describe("erased then, unless a case or batch has taken it"),
  })
  .meta({ id: "AnnouncedDocument" })
export type AnnouncedDocument = z.infer<typeof AnnouncedDocument>

const described = {
  documentId: DocumentId.describe("names the document"),
  documentKind: DocumentKind,
  contentType: ContentType,
  bytes: Bytes,
  sha256: Sha256,
}

export const ReceivedDocument = z
  .strictObject({
    ...described,
    status: z.literal("received").describe("stored, and found to be the announced one"),
    receivedAt: Instant.describe("when the hub found it there"),
    usableUntil: Instant.optional().describe(
      "erased then, unless a case or batch has taken it; absent: one has",
    ),
  })
  .meta({ id: "ReceivedDocument" })
export type ReceivedDocument = z.infer<typeof ReceivedDocument>

export const OpenDocumentRequest = z.strictObject({
  purpose: z
    .enum(["check", "decide", "deliver", "negotiate", "inspect"])
    .describe("why the center asks: 核对, 审批, 送达, 协商, 检查; recorded before the answer"),
})
export type OpenDocumentRequest = z.infer<typeof OpenDocumentRequest>

export const OpenedDocument = z
  .strictObject({
    ...described,
    download: z
      .strictObject({
        method: z.literal("GET").describe("method of the download"),
        url: z.url().describe("signed; whoever has it may read, so it is not logged or passed on"),
        expiresAt: Instant.describe("until when the download may begin"),
      })
      .describe("not a call of the hub: no Hub-Signature"),
  })
  .meta({ id: "OpenedDocument" })
export type OpenedDocument = z.infer<typeof OpenedDocument>
