import { createHash, createHmac, type Hash, type Hmac } from "node:crypto"
import { SignatureV4 } from "@smithy/signature-v4"
import * as z from "zod"
import { openingSeconds, uploadSeconds } from "../../contracts/documents.ts"
import { Instant } from "../../contracts/primitives.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import type { StoredContent } from "../domain/document/receive-document.ts"

/** What a Lambda finds in its environment; the endpoint only where the bucket is on this machine. */
const BucketEnvironment = z.object({
  DOCUMENT_BUCKET_NAME: z.string().min(3),
  DOCUMENT_BUCKET_DOMAIN: z.string().min(1),
  AWS_REGION: z.string().min(1),
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
})
type BucketEnvironment = z.infer<typeof BucketEnvironment>

interface SignedUpload {
  readonly method: "PUT"
  readonly url: string
  readonly headers: Record<string, string>
  readonly expiresAt: Instant
}
interface SignedOpening {
  readonly method: "GET"
  readonly url: string
  readonly expiresAt: Instant
}

/**
 * The bucket of the documents. Three small calls and two addresses do not need the client of S3, which alone would
 * fill the budget of a bundle: the SDK's own signer signs them, and `fetch` sends them.
 */
export interface DocumentBucket {
  /** The store itself holds the content against the signed size, type and hash, and writes an id once. */
  readonly signUpload: (document: DocumentRecord, nowMs: number) => Promise<SignedUpload>
  readonly signOpening: (document: DocumentRecord, nowMs: number) => Promise<SignedOpening>
  readonly inspectContent: (document: DocumentRecord, nowMs: number) => Promise<StoredContent>
  /** For batches, which read their file; undefined where nothing is stored, or more than was announced. */
  readonly readContent: (document: DocumentRecord, nowMs: number) => Promise<Uint8Array | undefined>
  readonly deleteContent: (documentId: string, nowMs: number) => Promise<"gone" | "unavailable">
}

/** SHA-256 as the signer asks for it. */
class Sha256 {
  readonly #hash: Hash | Hmac
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash("sha256")
        : createHmac("sha256", typeof secret === "string" ? secret : bytesOf(secret))
  }
  update(chunk: Uint8Array): void {
    this.#hash.update(chunk)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {
    throw new Error("a hash is used once")
  }
}

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)

const requestTimeoutMs = 5_000
/** The hub's own calls: signed for the moment in which they are sent. */
const ownSeconds = 60
/** The time of a batch is that of its message, which may have waited for its turn. */
const fileSeconds = 3_600

/** Headers of these names are sent as headers and signed; the signer would move them into the address. */
const asHeaders = new Set(["x-amz-checksum-sha256", "x-amz-checksum-mode"])

interface Signing {
  readonly method: "PUT" | "GET" | "HEAD" | "DELETE"
  readonly key: string
  readonly nowMs: number
  readonly seconds: number
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
}

/** Virtual-hosted on AWS, under the bucket's own name; path style on a machine that has one name for all. */
const placeOf = (environment: BucketEnvironment): { readonly origin: URL; readonly prefix: string } =>
  environment.AWS_ENDPOINT_URL_S3 === undefined
    ? { origin: new URL(`https://${environment.DOCUMENT_BUCKET_DOMAIN}`), prefix: "" }
    : { origin: new URL(environment.AWS_ENDPOINT_URL_S3), prefix: `/${environment.DOCUMENT_BUCKET_NAME}` }

const signerOf = (environment: BucketEnvironment) => {
  const { origin, prefix } = placeOf(environment)
  const { AWS_SESSION_TOKEN: sessionToken } = environment
  const signer = new SignatureV4({
    service: "s3",
    region: environment.AWS_REGION,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
    sha256: Sha256,
    // S3 names its objects as they are written, where other services escape a path twice.
    uriEscapePath: false,
  })
  return async ({ method, key, nowMs, seconds, headers, query }: Signing): Promise<string> => {
    const path = `${prefix}/${key}`
    const signed = await signer.presign(
      {
        method,
        protocol: origin.protocol,
        hostname: origin.hostname,
        path,
        query: { ...query },
        headers: { host: origin.host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...headers },
      },
      { expiresIn: seconds, signingDate: new Date(nowMs), unhoistableHeaders: asHeaders },
    )
    const url = new URL(path, origin)
    for (const [name, value] of Object.entries(signed.query ?? {})) {
      if (typeof value === "string") url.searchParams.set(name, value)
    }
    return url.href
  }
}

const instantAfter = (nowMs: number, seconds: number): Instant =>
  Instant.parse(new Date(nowMs + seconds * 1000).toISOString())

const base64Of = (hex: string): string => Buffer.from(hex, "hex").toString("base64")
/** A checksum of the whole object; one made of parts has another form, and says nothing of the content. */
const wholeChecksum = /^[A-Za-z0-9+/]{43}=$/
const hexOf = (checksum: string | null): string | undefined =>
  checksum !== null && wholeChecksum.test(checksum)
    ? Buffer.from(checksum, "base64").toString("hex")
    : undefined

const failed = (method: string, status: number): Error =>
  new Error(`the document store answered ${status} to ${method}`)

export const createDocumentBucket = (
  variables: Readonly<Record<string, string | undefined>>,
): DocumentBucket => {
  const sign = signerOf(BucketEnvironment.parse(variables))

  const send = async (signing: Signing): Promise<Response> =>
    fetch(await sign(signing), {
      method: signing.method,
      headers: { ...signing.headers },
      signal: AbortSignal.timeout(requestTimeoutMs),
    })

  const readContent = async ({ documentId: key, bytes }: DocumentRecord, nowMs: number) => {
    const answer = await send({ method: "GET", key, nowMs, seconds: fileSeconds })
    if (answer.status === 404) return undefined
    if (answer.status !== 200) throw failed("GET", answer.status)
    if (Number(answer.headers.get("content-length")) > bytes) {
      await answer.body?.cancel()
      return undefined
    }
    return new Uint8Array(await answer.arrayBuffer())
  }

  return {
    signUpload: async ({ documentId: key, contentType, bytes, sha256 }, nowMs) => {
      const headers = {
        "content-type": contentType,
        "content-length": String(bytes),
        "x-amz-checksum-sha256": base64Of(sha256),
        "if-none-match": "*",
      }
      const url = await sign({ method: "PUT", key, nowMs, seconds: uploadSeconds, headers })
      return { method: "PUT", url, headers, expiresAt: instantAfter(nowMs, uploadSeconds) }
    },
    signOpening: async ({ documentId: key }, nowMs) => {
      // Never shown inside a page, never kept by anything between.
      const query = { "response-content-disposition": "attachment", "response-cache-control": "no-store" }
      const url = await sign({ method: "GET", key, nowMs, seconds: openingSeconds, query })
      return { method: "GET", url, expiresAt: instantAfter(nowMs, openingSeconds) }
    },
    inspectContent: async (document, nowMs) => {
      const key = document.documentId
      const headers = { "x-amz-checksum-mode": "ENABLED" }
      const answer = await send({ method: "HEAD", key, nowMs, seconds: ownSeconds, headers })
      if (answer.status === 404) return { outcome: "missing" }
      if (answer.status !== 200) throw failed("HEAD", answer.status)
      const bytes = Number(answer.headers.get("content-length"))
      const contentType = answer.headers.get("content-type") ?? ""
      const checksum = hexOf(answer.headers.get("x-amz-checksum-sha256"))
      if (checksum !== undefined) return { outcome: "stored", bytes, contentType, sha256: checksum }
      const content = await readContent(document, nowMs)
      const sha256 = content === undefined ? "" : createHash("sha256").update(content).digest("hex")
      return { outcome: "stored", bytes, contentType, sha256 }
    },
    readContent,
    deleteContent: async (documentId, nowMs) => {
      const answer = await send({ method: "DELETE", key: documentId, nowMs, seconds: ownSeconds }).catch(
        () => undefined,
      )
      return answer !== undefined && [200, 204, 404].includes(answer.status) ? "gone" : "unavailable"
    },
  }
}
