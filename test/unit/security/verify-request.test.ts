import * as fc from "fast-check"
import { createHmac } from "node:crypto"
import { describe, expect, test } from "vitest"
import { Instant } from "../../../contracts/primitives.ts"
import { PROBLEMS } from "../../../contracts/problems.ts"
import { SignatureDefect } from "../../../contracts/signature.ts"
import { signingInput } from "../../../functions/security/sign-message.ts"
import { verifyRequest } from "../../../functions/security/verify-request.ts"
import type { CenterKey, ReceivedRequest } from "../../../functions/security/verify-request.ts"
import {
  atSeconds,
  audience,
  centerId,
  centerKey,
  es256Jwk,
  lawfulHeader,
  now,
  nowSeconds,
  otherCenterId,
  received,
  signEs256AsDer,
  signHeader,
  signHeaderText,
} from "../../fixtures/signature/signed-call.ts"

const verify = (request: ReceivedRequest, key: CenterKey | "none" = centerKey(), at = now) =>
  verifyRequest(request, {
    audience,
    now: at,
    findKey: (kid) => (key !== "none" && key.kid === kid ? key : undefined),
  })

const withHeader = (changes: object) => received({ signature: signHeader({ ...lawfulHeader(), ...changes }) })
const without = (member: string) =>
  received({
    signature: signHeader(
      Object.fromEntries(Object.entries(lawfulHeader()).filter(([key]) => key !== member)),
    ),
  })
const text = JSON.stringify(lawfulHeader())
const lawful = signHeader(lawfulHeader())
const [head = "", tail = ""] = lawful.split("..")

/** The next character of the base64url alphabet: the same bytes when only unused bits differ. */
const nextCharacter = (character: string): string => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  return alphabet.charAt(alphabet.indexOf(character) + 1)
}

describe("a lawful call", () => {
  test("is verified and names the caller, the key and the message", async () => {
    const result = await verify(received())
    expect(result).toMatchObject({
      outcome: "verified",
      caller: centerId,
      jti: "AAAAAAAAAAAAAAAAAAAAAA",
      signedAtSeconds: nowSeconds,
    })
  })

  test("is verified under ES256", async () => {
    const request = received({ signature: signHeader(lawfulHeader(es256Jwk), es256Jwk) })
    expect(await verify(request, centerKey({}, es256Jwk))).toMatchObject({ outcome: "verified" })
  })

  test("without body, idempotency key and version condition is verified", async () => {
    const { idk: _, ifm: __, ...header } = { ...lawfulHeader(), htm: "GET", htu: "/v1/inbox" }
    const request: ReceivedRequest = {
      method: "GET",
      target: "/v1/inbox",
      body: new Uint8Array(),
      signature: signHeaderText(JSON.stringify(header), undefined, new Uint8Array()),
      idempotencyKey: undefined,
      ifMatch: undefined,
    }
    expect(await verify(request)).toMatchObject({ outcome: "verified" })
  })

  test("of the operator is verified with the operator's key", async () => {
    const result = await verify(withHeader({ iss: "operator" }), centerKey({ centerId: "operator" }))
    expect(result).toMatchObject({ outcome: "verified", caller: "operator" })
  })

  test("waits for a key that has to be loaded", async () => {
    const result = await verifyRequest(received(), {
      audience,
      now,
      findKey: () => Promise.resolve(centerKey()),
    })
    expect(result.outcome).toBe("verified")
  })

  test.each([-300, 300])("signed %i s away from the hub's time is verified", async (seconds) => {
    expect((await verify(received(), centerKey(), atSeconds(seconds))).outcome).toBe("verified")
  })
})

type Defect = readonly [
  about: string,
  problem: SignatureDefect,
  request: ReceivedRequest,
  key?: CenterKey | "none",
]

const past = Instant.parse("2026-11-21T09:59:59.999Z")
const future = Instant.parse("2026-11-21T10:00:00.001Z")

const defects: readonly Defect[] = [
  ["no header", "signature-missing", received({ signature: undefined })],
  ["an empty header", "signature-missing", received({ signature: "" })],

  ["one dot", "signature-malformed", received({ signature: `${head}.${tail}` })],
  ["an attached payload", "signature-malformed", received({ signature: `${head}.e30.${tail}` })],
  ["three dots", "signature-malformed", received({ signature: `${head}...${tail}` })],
  ["a dot at the end", "signature-malformed", received({ signature: `${lawful}.` })],
  ["no protected header", "signature-malformed", received({ signature: `..${tail}` })],
  ["no signature after the dots", "signature-malformed", received({ signature: `${head}..` })],
  ["padding", "signature-malformed", received({ signature: `${lawful}==` })],
  ["padding of the header", "signature-malformed", received({ signature: `${head}=..${tail}` })],
  ["a space around it", "signature-malformed", received({ signature: ` ${lawful}` })],
  [
    "a line break in it",
    "signature-malformed",
    received({ signature: `${head}..${tail.slice(0, 9)}\n${tail.slice(9)}` }),
  ],
  ["the other alphabet", "signature-malformed", received({ signature: `${head}..+${tail.slice(1)}` })],
  [
    "unused bits that are not zero",
    "signature-malformed",
    received({ signature: `${lawful.slice(0, -1)}${nextCharacter(lawful.slice(-1))}` }),
  ],
  [
    "more than the longest lawful value",
    "signature-malformed",
    received({ signature: `${head}..${"A".repeat(4096)}` }),
  ],
  ["a short signature", "signature-malformed", received({ signature: `${head}..${tail.slice(0, 84)}` })],
  [
    "a DER signature of ES256",
    "signature-malformed",
    received({ signature: signEs256AsDer(JSON.stringify(lawfulHeader(es256Jwk))) }),
    centerKey({}, es256Jwk),
  ],
  ["a header that is not JSON", "signature-malformed", received({ signature: signHeaderText("{alg}") })],
  ["a header that is no object", "signature-malformed", received({ signature: signHeaderText("[]") })],
  [
    "a header with a byte order mark",
    "signature-malformed",
    received({ signature: signHeaderText(`\uFEFF${text}`) }),
  ],
  [
    "a member twice",
    "signature-malformed",
    received({ signature: signHeaderText(text.replace("{", '{"iss":"990201000000002",')) }),
  ],
  [
    "a member twice, once escaped",
    "signature-malformed",
    received({ signature: signHeaderText(text.replace("{", String.raw`{"\u0069ss":"990201000000002",`)) }),
  ],
  ["an unknown member", "signature-malformed", withHeader({ note: "x" })],
  [
    "an embedded key",
    "signature-malformed",
    withHeader({ jwk: { kty: "OKP", crv: "Ed25519", x: es256Jwk.x } }),
  ],
  ["a key address", "signature-malformed", withHeader({ jku: "https://elsewhere.example/jwks.json" })],
  ["no key id", "signature-malformed", without("kid")],
  ["no message id", "signature-malformed", without("jti")],
  ["a short message id", "signature-malformed", withHeader({ jti: "AAAA" })],
  ["a message id with unused bits", "signature-malformed", withHeader({ jti: "AAAAAAAAAAAAAAAAAAAAAB" })],
  ["no time", "signature-malformed", without("iat")],
  ["a time with a fraction", "signature-malformed", withHeader({ iat: nowSeconds + 0.5 })],
  ["a time as text", "signature-malformed", withHeader({ iat: String(nowSeconds) })],
  ["an issuer that is no center", "signature-malformed", withHeader({ iss: "hpf-hub" })],

  ["the type of an answer", "type-mismatch", withHeader({ typ: "hpf-response+jws" })],
  ["the type of any JWT", "type-mismatch", withHeader({ typ: "JWT" })],
  ["no type", "type-mismatch", without("typ")],
  ["no crit", "critical-header-mismatch", without("crit")],
  ["an empty crit", "critical-header-mismatch", withHeader({ crit: [] })],
  ["more in crit", "critical-header-mismatch", withHeader({ crit: ["b64", "exp"] })],
  ["b64 twice in crit", "critical-header-mismatch", withHeader({ crit: ["b64", "b64"] })],
  ["an encoded payload", "critical-header-mismatch", withHeader({ b64: true })],
  ["no b64", "critical-header-mismatch", without("b64")],

  ["alg none", "algorithm-mismatch", withHeader({ alg: "none" })],
  ["alg EdDSA", "algorithm-mismatch", withHeader({ alg: "EdDSA" })],
  ["no alg", "algorithm-mismatch", without("alg")],
  ["the alg of another kind of key", "algorithm-mismatch", withHeader({ alg: "ES256" })],

  ["a key that nobody registered", "key-unknown", received(), "none"],
  ["a revoked key", "key-revoked", received(), centerKey({ revokedAt: past })],
  ["a key revoked this very millisecond", "key-revoked", received(), centerKey({ revokedAt: now })],
  ["a key that is not valid yet", "key-not-yet-valid", received(), centerKey({ validFrom: future })],
  ["a key whose time is over", "key-expired", received(), centerKey({ validTo: now })],
  ["another center's key", "key-of-another-center", received(), centerKey({ centerId: otherCenterId })],
  ["a center that says it is the operator", "key-of-another-center", withHeader({ iss: "operator" })],

  ["another deployment", "audience-mismatch", withHeader({ aud: "https://trial.hub.example" })],
  ["a slash more in the audience", "audience-mismatch", withHeader({ aud: `${audience}/` })],
  ["another method", "method-mismatch", received({ method: "PUT" })],
  ["a method that the hub does not know", "method-mismatch", withHeader({ htm: "post" })],
  ["another path", "target-mismatch", received({ target: "/v1/transfers/x?x=1" })],
  ["another query", "target-mismatch", received({ target: "/v1/transfers?x=2" })],
  ["a query left out", "target-mismatch", received({ target: "/v1/transfers" })],
  ["an old signature", "signature-expired", withHeader({ iat: nowSeconds - 301 })],
  ["a signature from the future", "signature-expired", withHeader({ iat: nowSeconds + 301 })],
  ["another idempotency key", "idempotency-key-mismatch", received({ idempotencyKey: "key-00000002" })],
  ["an idempotency key left out", "idempotency-key-mismatch", received({ idempotencyKey: undefined })],
  ["an idempotency key that is not signed", "idempotency-key-mismatch", without("idk")],
  ["another version condition", "if-match-mismatch", received({ ifMatch: '"4"' })],
  ["a version condition left out", "if-match-mismatch", received({ ifMatch: undefined })],
  ["a version condition that is not signed", "if-match-mismatch", without("ifm")],
  ["another body", "signature-invalid", received({ body: Buffer.from("{}") })],
  ["no body", "signature-invalid", received({ body: new Uint8Array() })],
  ["a signature of zeros", "signature-invalid", received({ signature: `${head}..${"A".repeat(86)}` })],
  ["a suspended center", "center-suspended", received(), centerKey({ centerStatus: "suspended" })],
]

describe("a call with one defect is refused with its own problem:", () => {
  const cases = defects.map(([about, problem, request, key]) => ({ about, problem, request, key }))
  test.each(cases)("$about -> $problem", async ({ problem, request, key }) => {
    const result = await verify(request, key)
    expect(result).toMatchObject({ outcome: "refused", problem })
  })

  test("the table provokes every defect, and each is a problem with a code of its own", () => {
    expect(new Set(defects.map(([, problem]) => problem))).toEqual(new Set(SignatureDefect.options))
    expect(new Set(SignatureDefect.options.map((slug) => PROBLEMS[slug].code)).size).toBe(
      SignatureDefect.options.length,
    )
  })
})

test("HS256 with the public key as secret is refused before any key is looked up", async () => {
  const encodedHeader = Buffer.from(JSON.stringify({ ...lawfulHeader(), alg: "HS256" })).toString("base64url")
  const publicKey = centerKey().publicKey.export({ format: "der", type: "spki" })
  const mac = createHmac("sha256", publicKey)
    .update(signingInput(encodedHeader, received().body))
    .digest("base64url")
  const asked: string[] = []
  const result = await verifyRequest(received({ signature: `${encodedHeader}..${mac}` }), {
    audience,
    now,
    findKey: (kid) => {
      asked.push(kid)
      return centerKey()
    },
  })
  expect(result).toEqual({ outcome: "refused", problem: "algorithm-mismatch" })
  expect(asked).toEqual([])
})

test("a value longer than any lawful one is refused before any key is looked up", async () => {
  const result = await verifyRequest(received({ signature: `${head}..${"A".repeat(4096)}` }), {
    audience,
    now,
    findKey: () => expect.unreachable("a key was looked up"),
  })
  expect(result).toEqual({ outcome: "refused", problem: "signature-malformed" })
})

describe("a refusal says to whom it is signed", () => {
  test("once key and issuer agree", async () => {
    expect(await verify(received({ body: Buffer.from("{}") }))).toEqual({
      outcome: "refused",
      problem: "signature-invalid",
      caller: centerId,
    })
  })

  test("but never to the issuer that used another center's key", async () => {
    expect(await verify(received(), centerKey({ centerId: otherCenterId }))).toEqual({
      outcome: "refused",
      problem: "key-of-another-center",
    })
  })

  test("and a stranger learns nothing of a center's suspension", async () => {
    const result = await verify(
      received({ body: Buffer.from("{}") }),
      centerKey({ centerStatus: "suspended" }),
    )
    expect(result).toMatchObject({ problem: "signature-invalid" })
  })
})

test("no changed character of the header value is accepted", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(lawful.length - 1),
      fc.constantFrom(...Array.from("ABYZabyz0189-_.=+/ ")),
      async (at, character) => {
        fc.pre(lawful.charAt(at) !== character)
        const result = await verify(
          received({ signature: lawful.slice(0, at) + character + lawful.slice(at + 1) }),
        )
        expect(result.outcome).toBe("refused")
      },
    ),
    { numRuns: 500 },
  )
})

test("no changed bit of the body is accepted", async () => {
  const original = received().body
  await fc.assert(
    fc.asyncProperty(fc.nat(original.length - 1), fc.nat(7), async (at, bit) => {
      const changed = Buffer.from(original)
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at)
      expect(await verify(received({ body: changed }))).toMatchObject({ problem: "signature-invalid" })
    }),
  )
})

test("whatever stands in the header, the answer is a value and never an exception", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((json) => signHeaderText(json)),
      ),
      async (signature) => {
        expect((await verify(received({ signature }))).outcome).toBe("refused")
      },
    ),
    { numRuns: 300 },
  )
})
