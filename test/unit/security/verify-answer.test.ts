import { describe, expect, test } from "vitest"
import { importPublicKey, importSigningKey, publicPart } from "../../../functions/security/algorithms.ts"
import { signAnswer, signMessage } from "../../../functions/security/sign-message.ts"
import { verifyAnswer, verifyMessage } from "../../../functions/security/verify-answer.ts"
import {
  atSeconds,
  body,
  centerId,
  ed25519Jwk,
  es256Jwk,
  lawfulHeader,
  now,
  otherCenterId,
  signHeader,
} from "../../fixtures/signature/signed-call.ts"

const hubKey = importSigningKey(ed25519Jwk)
const keys = [ed25519Jwk, es256Jwk].map((jwk) => ({
  kid: jwk.kid,
  alg: jwk.alg,
  publicKey: importPublicKey(publicPart(jwk)),
}))
const requestSignature = signHeader(lawfulHeader())
const answer = {
  status: 201,
  body,
  signature: signAnswer(hubKey, { caller: centerId, status: 201, requestSignature, body, now }),
}
const expected = { caller: centerId, requestSignature, keys, now }

describe("an answer", () => {
  test("to this request, for this center, is verified", () => {
    expect(verifyAnswer(answer, expected)).toEqual({ outcome: "verified" })
  })

  test.each([
    ["without signature", "signature-missing", { ...answer, signature: undefined }, expected],
    ["that is a request", "signature-malformed", { ...answer, signature: requestSignature }, expected],
    ["of a key that the hub does not publish", "key-unknown", answer, { ...expected, keys: [] }],
    [
      "whose key is of another algorithm",
      "algorithm-mismatch",
      answer,
      { ...expected, keys: [{ kid: ed25519Jwk.kid, alg: "ES256", publicKey: hubKey.privateKey }] },
    ],
    ["for another center", "audience-mismatch", answer, { ...expected, caller: otherCenterId }],
    ["with another status", "status-mismatch", { ...answer, status: 409 }, expected],
    [
      "to another request",
      "request-mismatch",
      answer,
      { ...expected, requestSignature: `${requestSignature}A` },
    ],
    ["of an hour ago", "signature-expired", answer, { ...expected, now: atSeconds(3600) }],
    ["with another body", "signature-invalid", { ...answer, body: Buffer.from("{}") }, expected],
  ] as const)("%s is refused: %s", (_, problem, received, expectation) => {
    expect(verifyAnswer(received, expectation)).toEqual({ outcome: "refused", problem })
  })
})

describe("a pushed message", () => {
  const jti = "AAAAAAAAAAAAAAAAAAAAAA"
  const signature = signMessage(hubKey, { centerId, jti, target: "/hub", body, now })
  const mine = { centerId, target: "/hub", keys, now }

  test("to this address is verified", () => {
    expect(verifyMessage({ body, signature }, mine)).toEqual({ outcome: "verified" })
  })

  test.each([
    ["to another address", "target-mismatch", { body, signature }, { ...mine, target: "/other" }],
    ["for another center", "audience-mismatch", { body, signature }, { ...mine, centerId: otherCenterId }],
    ["that is an answer", "signature-malformed", answer, mine],
  ] as const)("%s is refused: %s", (_, problem, message, expectation) => {
    expect(verifyMessage(message, expectation)).toEqual({ outcome: "refused", problem })
  })
})
