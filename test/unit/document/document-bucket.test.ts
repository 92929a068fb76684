import { createHash } from "node:crypto"
import { describe, expect, test } from "vitest"
import { AnnounceDocumentRequest } from "../../../contracts/documents.ts"
import { CenterId, Instant } from "../../../contracts/primitives.ts"
import { announceDocument } from "../../../functions/domain/document/announce-document.ts"
import { createDocumentBucket } from "../../../functions/edge/document-bucket.ts"
import { presignedDefect } from "../../../infra/local/presigned-requests.ts"

const now = Instant.parse("2026-09-01T01:00:00.000Z")
const nowMs = Date.parse(now)
const variables = {
  DOCUMENT_BUCKET_NAME: "hpf-documents",
  DOCUMENT_BUCKET_DOMAIN: "hpf-documents.s3.cn-north-1.amazonaws.com.cn",
  AWS_REGION: "cn-north-1",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
}
const document = announceDocument(
  AnnounceDocumentRequest.parse({
    documentKind: "purchaseContract",
    contentType: "application/pdf",
    bytes: 12,
    sha256: createHash("sha256").update("twelve bytes").digest("hex"),
  }),
  { by: CenterId.parse("210100000000000"), now, newId: () => "doc_01JD0000000000000000000000" },
)

/** As the store sees the request: judged by code that shares nothing with the signer. */
const judged = (
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  atMs = nowMs,
  secretKey = variables.AWS_SECRET_ACCESS_KEY,
) => {
  const { host, pathname, search } = new URL(url)
  const request = { method, target: `${pathname}${search}`, headers: { host, ...headers } }
  return presignedDefect(request, secretKey, atMs)
}

describe("presigned addresses", () => {
  test("Signature Version 4 is computed as AWS's own example has it", () => {
    // "Authenticating Requests: Using Query Parameters", Amazon S3 API reference.
    const target =
      "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
      "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
      "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    const url = `https://examplebucket.s3.amazonaws.com${target}`
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    const begin = Date.parse("2013-05-24T00:00:00Z")
    expect(judged("GET", url, {}, begin, secret)).toBeUndefined()
    expect(judged("PUT", url, {}, begin, secret)).toBe("SignatureDoesNotMatch")
    expect(judged("GET", url, {}, begin + 86_401_000, secret)).toBe("AccessDenied")
  })

  test("an upload is signed over type, size, checksum and write-once, under the id alone", async () => {
    const bucket = createDocumentBucket(variables)
    const { url, headers, expiresAt } = await bucket.signUpload(document, nowMs)
    const { host, pathname, searchParams } = new URL(url)
    expect([host, pathname]).toEqual([variables.DOCUMENT_BUCKET_DOMAIN, `/${document.documentId}`])
    expect(searchParams.get("X-Amz-SignedHeaders")).toBe(
      "content-length;content-type;host;if-none-match;x-amz-checksum-sha256",
    )
    expect(expiresAt).toBe("2026-09-01T01:15:00.000Z")
    expect(judged("PUT", url, headers)).toBeUndefined()
    expect(judged("PUT", url, headers, nowMs + 901_000)).toBe("AccessDenied")
    for (const [name, value] of Object.entries(headers)) {
      expect(judged("PUT", url, { ...headers, [name]: `${value}1` }), name).toBe("SignatureDoesNotMatch")
      const { [name]: _left, ...rest } = headers
      expect(judged("PUT", url, rest), name).toBe("SignatureDoesNotMatch")
    }
    expect(judged("PUT", url, { ...headers, "x-amz-copy-source": "/hpf-documents/other" })).toBe(
      "AccessDenied",
    )
  })

  test("an opening reads for two minutes, as a file and never kept", async () => {
    const { url, expiresAt } = await createDocumentBucket(variables).signOpening(document, nowMs)
    expect(expiresAt).toBe("2026-09-01T01:02:00.000Z")
    expect(judged("GET", url)).toBeUndefined()
    expect(judged("DELETE", url)).toBe("SignatureDoesNotMatch")
    expect(judged("GET", url.replace("attachment", "inline"))).toBe("SignatureDoesNotMatch")
    expect(new URL(url).searchParams.get("response-cache-control")).toBe("no-store")
  })

  test("a role's session goes along, and is signed", async () => {
    const bucket = createDocumentBucket({ ...variables, AWS_SESSION_TOKEN: "FwoGZXIvYXdzE+/=" })
    const { url } = await bucket.signOpening(document, nowMs)
    expect(new URL(url).searchParams.get("X-Amz-Security-Token")).toBe("FwoGZXIvYXdzE+/=")
    expect(judged("GET", url)).toBeUndefined()
  })

  test("on one machine the bucket is a folder of the endpoint", async () => {
    const bucket = createDocumentBucket({ ...variables, AWS_ENDPOINT_URL_S3: "http://127.0.0.1:4566" })
    const { url, headers } = await bucket.signUpload(document, nowMs)
    expect(url.startsWith(`http://127.0.0.1:4566/hpf-documents/${document.documentId}?`)).toBe(true)
    expect(judged("PUT", url, headers)).toBeUndefined()
  })

  test("a store that does not answer is told as such where something is erased, and fails elsewhere", async () => {
    const bucket = createDocumentBucket({ ...variables, AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" })
    expect(await bucket.deleteContent(document.documentId, nowMs)).toBe("unavailable")
    await expect(bucket.inspectContent(document, nowMs)).rejects.toThrow()
  })
})
