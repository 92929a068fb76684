import { compactVerify, importJWK } from "jose"
import { describe, expect, test } from "vitest"
import { KeyProofStatement } from "../../../contracts/signature.ts"
import { primitives, importPublicKey, importSigningKey } from "../../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../../functions/security/make-keys.ts"
import { provePossession, signKeyProof, thumbprint } from "../../../functions/security/prove-possession.ts"
import {
  atSeconds,
  audience,
  centerId,
  ed25519Jwk,
  es256Jwk,
  now,
  otherCenterId,
} from "../../fixtures/signature/signed-call.ts"

const mine = { centerId, audience, now }
const expected = { ...mine, kid: ed25519Jwk.kid }
const proven = signKeyProof(ed25519Jwk, mine)

/** The lawful statement under another header, signed by the key itself. */
const proofWithHeader = (changes: object): string => {
  const header = { alg: "Ed25519", typ: "hpf-key-proof+jws", kid: ed25519Jwk.kid, ...changes }
  const input = `${Buffer.from(JSON.stringify(header)).toString("base64url")}.${proven.proof.split(".")[1]}`
  const signature = primitives.Ed25519.sign(Buffer.from(input), importSigningKey(ed25519Jwk).privateKey)
  return `${input}.${signature.toString("base64url")}`
}

test("a proof made by hand is what the hub expects", () => {
  expect(proofWithHeader({})).toBe(proven.proof)
})

test("the thumbprint is that of RFC 8037 A.3", () => {
  expect(thumbprint(proven.publicKey)).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
})

describe("a key proves possession", () => {
  test.each([ed25519Jwk, es256Jwk])("with a statement it signed itself ($alg)", (jwk) => {
    const result = provePossession(signKeyProof(jwk, mine), { ...mine, kid: jwk.kid })
    expect(result).toMatchObject({
      outcome: "proved",
      publicKey: { x: jwk.x },
      thumbprint: expect.stringMatching(/^[\w-]{43}$/),
    })
  })

  test("that any JWS library can verify", async () => {
    const { payload } = await compactVerify(proven.proof, await importJWK({ ...proven.publicKey }, "Ed25519"))
    expect(KeyProofStatement.parse(JSON.parse(Buffer.from(payload).toString()))).toMatchObject({
      centerId,
      kid: ed25519Jwk.kid,
    })
  })
})

describe("a proof is refused", () => {
  test.each([
    ["of another center", signKeyProof(ed25519Jwk, { ...mine, centerId: otherCenterId }).proof],
    [
      "for another deployment",
      signKeyProof(ed25519Jwk, { ...mine, audience: "https://trial.hub.example" }).proof,
    ],
    ["under another kid", signKeyProof({ ...ed25519Jwk, kid: "other" }, mine).proof],
    ["that is old", signKeyProof(ed25519Jwk, { ...mine, now: atSeconds(-301) }).proof],
    ["from the future", signKeyProof(ed25519Jwk, { ...mine, now: atSeconds(301) }).proof],
    ["of another key", signKeyProof({ ...makeSigningJwk("Ed25519", "x"), kid: ed25519Jwk.kid }, mine).proof],
    ["of another algorithm", signKeyProof({ ...es256Jwk, kid: ed25519Jwk.kid }, mine).proof],
    ["with a changed statement", proven.proof.replace(/\.[^.]{10}/, ".AAAAAAAAAA")],
    ["without signature", proven.proof.replace(/\.[^.]+$/, ".")],
    ["whose header names another key than its statement", proofWithHeader({ kid: "other" })],
    ["whose header names another algorithm than the key's", proofWithHeader({ alg: "ES256" })],
    ["that says it is a request", proofWithHeader({ typ: "hpf-request+jws" })],
    ["with a part more", `${proven.proof}.AAAA`],
    ["with padding", `${proven.proof}==`],
    ["that is no JWS", "proof"],
  ])("%s", (_, proof) => {
    expect(provePossession({ publicKey: proven.publicKey, proof }, expected)).toEqual({
      outcome: "refused",
      problem: "possession-unproven",
      field: "/proof",
    })
  })

  test.each([
    ["a private key", ed25519Jwk],
    ["a symmetric key", { kty: "oct", k: ed25519Jwk.x }],
    ["an algorithm that is not the curve's", { ...proven.publicKey, alg: "ES256" }],
    ["a point that is not on the curve", { kty: "EC", crv: "P-256", x: es256Jwk.x, y: es256Jwk.x }],
  ])("for %s", (_, publicKey) => {
    const result = provePossession({ publicKey, proof: proven.proof }, expected)
    expect(result).toMatchObject({ outcome: "refused", field: "/publicKey" })
  })

  test("for a key that calls itself otherwise", () => {
    const result = provePossession({ ...proven, publicKey: { ...proven.publicKey, kid: "other" } }, expected)
    expect(result).toMatchObject({ outcome: "refused", field: "/publicKey/kid" })
  })

  test.each([
    ["the identity", `01${"00".repeat(31)}`],
    ["the identity with its sign bit", `01${"00".repeat(30)}80`],
    ["order 2", `ec${"ff".repeat(30)}7f`],
    ["order 4", "00".repeat(32)],
    ["order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"],
  ])("for a point of small order: %s", (_, point) => {
    const publicKey = { kty: "OKP", crv: "Ed25519", x: Buffer.from(point, "hex").toString("base64url") }
    const result = provePossession({ publicKey, proof: proven.proof }, expected)
    expect(result).toMatchObject({ outcome: "refused", field: "/publicKey" })
  })
})

test.each(["Ed25519", "ES256"] as const)("a new %s key signs and verifies", (alg) => {
  const jwk = makeSigningJwk(alg, "new-1")
  const input = Buffer.from("text")
  const signature = primitives[alg].sign(input, importSigningKey(jwk).privateKey)
  const { publicKey } = signKeyProof(jwk, mine)
  expect(primitives[alg].verify(input, importPublicKey(publicKey), signature)).toBe(true)
})
