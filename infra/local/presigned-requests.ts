import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import type { buildApp } from "fauxqs"

/** What every function on this machine signs with. */
export const LOCAL_SECRET_KEY = "local"

/** As far as S3 looks at a request that bears its signature in the address. */
export interface PresignedRequest {
  readonly method: string
  /** Path and query, as they were sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

const sha256 = (data: string | Uint8Array): Buffer => createHash("sha256").update(data).digest()
const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest()

const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const signedAt = (stamp: string): number =>
  Date.parse(stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, "$1-$2-$3T$4:$5:$6Z"))

const namesIn = (query: URLSearchParams): string[] => (query.get("X-Amz-SignedHeaders") ?? "").split(";")

/** Signature Version 4 of an address, computed anew: not by the code that signed it. */
const signatureOf = ({ method, target, headers }: PresignedRequest, secretKey: string): string => {
  const [path = "/", search = ""] = target.split("?", 2)
  const query = new URLSearchParams(search)
  const names = namesIn(query)
  const parameters = [...query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .toSorted()
  const request = [
    method,
    path,
    parameters.join("&"),
    ...names.map((name) => `${name}:${(headers[name] ?? "").trim()}`),
    "",
    names.join(";"),
    query.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD",
  ].join("\n")
  const [, day = "", region = "", service = "", end = ""] = (query.get("X-Amz-Credential") ?? "").split("/")
  const scope = [day, region, service, end].join("/")
  const stamp = query.get("X-Amz-Date") ?? ""
  const text = ["AWS4-HMAC-SHA256", stamp, scope, sha256(request).toString("hex")].join("\n")
  const key = [day, region, service, end].reduce<string | Buffer>(hmac, `AWS4${secretKey}`)
  return hmac(key, text).toString("hex")
}

/** Why S3 would not serve the request; undefined when it would. */
export const presignedDefect = (
  request: PresignedRequest,
  secretKey: string,
  nowMs: number,
): "SignatureDoesNotMatch" | "AccessDenied" | undefined => {
  const query = new URLSearchParams(request.target.split("?", 2)[1] ?? "")
  const given = Buffer.from(query.get("X-Amz-Signature") ?? "")
  const due = Buffer.from(signatureOf(request, secretKey))
  if (given.length !== due.length || !timingSafeEqual(given, due)) return "SignatureDoesNotMatch"
  const names = new Set(namesIn(query))
  const unsigned = Object.keys(request.headers).some((name) => name.startsWith("x-amz-") && !names.has(name))
  const begin = signedAt(query.get("X-Amz-Date") ?? "")
  const end = begin + Number(query.get("X-Amz-Expires")) * 1000
  return unsigned || !(nowMs <= end) ? "AccessDenied" : undefined
}

type App = ReturnType<typeof buildApp>

/**
 * What S3 does before it stores or gives an object, and fauxqs does not: it looks at who asks and until when, writes
 * once where that is asked for, and holds the content against its checksum.
 */
export const addPresignedChecks = (
  app: App,
  { now, has }: { readonly now: () => number; readonly has: (bucket: string, key: string) => boolean },
): void => {
  app.addHook("preHandler", async (request, reply) => {
    const { method, headers, body } = request
    const target = request.raw.url ?? "/"
    const [, bucket = "", key = ""] = (target.split("?", 1)[0] ?? "").split("/")
    if (!["GET", "HEAD", "PUT", "DELETE"].includes(method) || key === "") return
    const refused = (status: number, code: string) =>
      reply.status(status).type("application/xml").send(`<Error><Code>${code}</Code></Error>`)
    const single = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]),
    )
    if (!has(bucket, "")) return
    if (headers.authorization === undefined) {
      const defect = presignedDefect({ method, target, headers: single }, LOCAL_SECRET_KEY, now())
      if (defect !== undefined) return refused(403, defect)
    }
    if (method !== "PUT") return
    if (single["if-none-match"] === "*" && has(bucket, key)) return refused(412, "PreconditionFailed")
    const checksum = single["x-amz-checksum-sha256"]
    const content = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
    if (checksum !== undefined && checksum !== sha256(content).toString("base64"))
      return refused(400, "BadDigest")
  })
}
