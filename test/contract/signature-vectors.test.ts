import { compactVerify, flattenedVerify, FlattenedSign, importJWK } from "jose"
import { createHmac, createSecretKey } from "node:crypto"
import { describe, expect, test } from "vitest"
import { CenterId, DocumentType, Instant } from "../../contracts/primitives.ts"
import {
  AnswerHeader,
  MessageHeader,
  PrivateKeyJwk,
  RequestHeader,
  signatureHeaderNames,
} from "../../contracts/signature.ts"
import {
  importPublicKey,
  importSigningKey,
  primitives,
  publicPart,
} from "../../functions/security/algorithms.ts"
import { decryptIdentity } from "../../functions/security/identity-encryption.ts"
import { nameMac, personRef } from "../../functions/security/person-reference.ts"
import { provePossession, signKeyProof } from "../../functions/security/prove-possession.ts"
import { signAnswer, signingInput, signMessage, signRequest } from "../../functions/security/sign-message.ts"
import { verifyAnswer, verifyMessage } from "../../functions/security/verify-answer.ts"
import { verifyRequest } from "../../functions/security/verify-request.ts"
import type { CenterKey } from "../../functions/security/verify-request.ts"
import vectors from "../fixtures/signature/messages.json" with { type: "json" }
import references from "../fixtures/signature/person-references.json" with { type: "json" }

/** What is committed here must never change: a center's implementation was checked against it. */

const ed25519 = PrivateKeyJwk.parse(vectors.keys.ed25519)
const es256 = PrivateKeyJwk.parse(vectors.keys.es256)
const now = Instant.parse(vectors.now)
const body = Buffer.from(vectors.body)
const caller = CenterId.parse(vectors.request.input.caller)
const headerOf = (signature: string): unknown =>
  JSON.parse(Buffer.from(signature.split("..")[0] ?? "", "base64url").toString())
const detached = (signature: string, payload: Uint8Array) => {
  const [encodedHeader = "", encodedSignature = ""] = signature.split("..")
  return { protected: encodedHeader, signature: encodedSignature, payload }
}
const asRequest = (
  { target, ...input }: { target: string; idempotencyKey?: string; ifMatch?: string },
  signature: string,
) => ({
  method: "POST",
  target,
  body,
  signature,
  idempotencyKey: input.idempotencyKey,
  ifMatch: input.ifMatch,
})
const keyOf = (jwk: PrivateKeyJwk): CenterKey => ({
  kid: jwk.kid,
  centerId: caller,
  alg: jwk.alg,
  publicKey: importPublicKey(publicPart(jwk)),
  validFrom: now,
  centerStatus: "active",
})

test("the headers have their names", () => {
  expect(signatureHeaderNames).toEqual({
    signature: "hub-signature",
    idempotencyKey: "idempotency-key",
    ifMatch: "if-match",
  })
})

describe("published examples", () => {
  test("RFC 7797 section 4.2: the signing input of an unencoded payload", () => {
    const key = Buffer.from(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
      "base64url",
    )
    const encodedHeader = Buffer.from('{"alg":"HS256","b64":false,"crit":["b64"]}').toString("base64url")
    expect(encodedHeader).toBe("eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19")
    const mac = createHmac("sha256", key)
      .update(signingInput(encodedHeader, Buffer.from("$.02")))
      .digest("base64url")
    expect(mac).toBe("A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY")
  })

  test("RFC 8037 A.4: Ed25519", () => {
    const input = Buffer.from("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc")
    expect(primitives.Ed25519.sign(input, importSigningKey(ed25519).privateKey).toString("base64url")).toBe(
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    )
  })

  test("RFC 7515 A.3: ES256", () => {
    const input = Buffer.from(
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
    )
    const signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    expect(
      primitives.ES256.verify(input, importPublicKey(publicPart(es256)), Buffer.from(signature, "base64url")),
    ).toBe(true)
  })
})

describe("golden messages", () => {
  test("a request", async () => {
    const { input, signature } = vectors.request
    expect(signRequest(importSigningKey(ed25519), { ...input, caller, method: "POST", now, body })).toBe(
      signature,
    )
    expect(RequestHeader.parse(headerOf(signature))).toEqual({
      alg: "Ed25519",
      b64: false,
      crit: ["b64"],
      typ: "hpf-request+jws",
      kid: "vector-ed25519",
      iss: "990101000000001",
      aud: "https://hub.example",
      iat: 1795255200,
      jti: "AAECAwQFBgcICQoLDA0ODw",
      htm: "POST",
      htu: "/v1/transfers?x=1",
      idk: "key-00000001",
      ifm: '"3"',
    })
    const result = await verifyRequest(asRequest(input, signature), {
      audience: input.audience,
      now,
      findKey: () => keyOf(ed25519),
    })
    expect(result.outcome).toBe("verified")
  })

  test("a request without body, idempotency key and version condition", () => {
    const { input, signature } = vectors.requestWithoutBody
    const signed = signRequest(importSigningKey(ed25519), {
      ...input,
      caller,
      method: "GET",
      now,
      body: new Uint8Array(),
    })
    expect(signed).toBe(signature)
  })

  test("a request under ES256", async () => {
    const { input, signature } = vectors.requestEs256
    const result = await verifyRequest(asRequest(input, signature), {
      audience: input.audience,
      now,
      findKey: () => keyOf(es256),
    })
    expect(result.outcome).toBe("verified")
  })

  test("an answer, bound to its request", () => {
    const { input, signature } = vectors.answer
    expect(signAnswer(importSigningKey(ed25519), { ...input, caller, now, body })).toBe(signature)
    expect(AnswerHeader.parse(headerOf(signature))).toMatchObject({
      iss: "hpf-hub",
      aud: caller,
      status: 201,
    })
    const keys = [keyOf(ed25519)]
    const expected = { caller, requestSignature: vectors.request.signature, keys, now }
    expect(verifyAnswer({ status: 201, body, signature }, expected)).toEqual({ outcome: "verified" })
  })

  test("a pushed message", () => {
    const { input, signature } = vectors.message
    expect(signMessage(importSigningKey(ed25519), { ...input, centerId: caller, now, body })).toBe(signature)
    expect(MessageHeader.parse(headerOf(signature))).toMatchObject({
      typ: "hpf-message+jws",
      htu: "/hub/messages",
    })
    const expected = { centerId: caller, target: "/hub/messages", keys: [keyOf(ed25519)], now }
    expect(verifyMessage({ body, signature }, expected)).toEqual({ outcome: "verified" })
  })

  test("a proof of possession", () => {
    const { input, proof } = vectors.keyProof
    const proven = signKeyProof(ed25519, { ...input, centerId: caller, now })
    expect(proven.proof).toBe(proof)
    expect(provePossession(proven, { ...input, centerId: caller, now, kid: ed25519.kid }).outcome).toBe(
      "proved",
    )
  })

  test("an encrypted identity still opens", async () => {
    const { key, jwe, caseId, plaintext } = vectors.identity
    const result = await decryptIdentity(createSecretKey(key, "base64url"), jwe, { caseId })
    expect(result).toEqual({ outcome: "decrypted", identity: plaintext })
  })
})

describe("jose reads what the hub writes, and the hub reads what jose writes", () => {
  test.each([
    ["Ed25519", vectors.request.signature, ed25519],
    ["ES256", vectors.requestEs256.signature, es256],
  ] as const)("%s", async (alg, signature, jwk) => {
    const publicKey = await importJWK({ ...publicPart(jwk) }, alg)
    expect((await flattenedVerify(detached(signature, body), publicKey)).protectedHeader).toEqual(
      headerOf(signature),
    )

    const jws = await new FlattenedSign(body)
      .setProtectedHeader({ ...RequestHeader.parse(headerOf(signature)), b64: false })
      .sign(await importJWK({ ...jwk }, alg))
    const result = await verifyRequest(
      asRequest(vectors.request.input, `${jws.protected}..${jws.signature}`),
      {
        audience: vectors.request.input.audience,
        now,
        findKey: () => keyOf(jwk),
      },
    )
    expect(result.outcome).toBe("verified")
  })

  test("the proof of possession is an ordinary compact JWS", async () => {
    const publicKey = await importJWK({ ...publicPart(ed25519) }, "Ed25519")
    expect((await compactVerify(vectors.keyProof.proof, publicKey)).protectedHeader.typ).toBe(
      "hpf-key-proof+jws",
    )
  })
})

const macKey = createSecretKey(references.macKey, "base64url")

describe("golden references of persons", () => {
  test.each(references.persons)("$about", ({ documentType, documentNumber, personRef: expected }) => {
    expect(personRef(macKey, { documentType: DocumentType.parse(documentType), documentNumber })).toBe(
      expected,
    )
  })

  test.each(references.names)("name $name", ({ name, nameMac: expected }) => {
    expect(nameMac(macKey, name)).toBe(expected)
  })
})
