import { CompactEncrypt, decodeProtectedHeader } from "jose"
import { createSecretKey } from "node:crypto"
import { expect, test } from "vitest"
import { decryptIdentity, encryptIdentity } from "../../../functions/security/identity-encryption.ts"

const key = createSecretKey(Buffer.alloc(32, 1))
const identity = {
  person: { documentType: "01", documentNumber: "990101199001010019", name: "测试甲" },
  contact: { phone: "00000000000" },
} as const
const here = { caseId: "trf_01JD0000000000000000000000" }
const elsewhere = { caseId: "trf_01JD0000000000000000000001" }

test("an identity comes back in its own case", async () => {
  const jwe = await encryptIdentity(key, identity, here)
  expect(await decryptIdentity(key, jwe, here)).toEqual({ outcome: "decrypted", identity })
})

test("nothing of the person can be read in the text, and no two texts are equal", async () => {
  const first = await encryptIdentity(key, identity, here)
  expect(Buffer.from(first.replaceAll(".", ""), "base64url").toString()).not.toContain(
    identity.person.documentNumber,
  )
  expect(decodeProtectedHeader(first)).toEqual({
    alg: "dir",
    enc: "A256GCM",
    typ: "hpf-identity+jwe",
    ...here,
  })
  expect(await encryptIdentity(key, identity, here)).not.toBe(first)
})

test("a text that was moved to another case is refused", async () => {
  const jwe = await encryptIdentity(key, identity, here)
  expect(await decryptIdentity(key, jwe, elsewhere)).toEqual({
    outcome: "refused",
    reason: "of-another-case",
  })
})

test("a text whose case was rewritten is refused", async () => {
  const [, ...rest] = (await encryptIdentity(key, identity, here)).split(".")
  const header = Buffer.from(
    JSON.stringify({ alg: "dir", enc: "A256GCM", typ: "hpf-identity+jwe", ...elsewhere }),
  )
  const rewritten = [header.toString("base64url"), ...rest].join(".")
  expect(await decryptIdentity(key, rewritten, elsewhere)).toEqual({
    outcome: "refused",
    reason: "not-decryptable",
  })
})

test("another key, a broken text and another kind of text are refused", async () => {
  const jwe = await encryptIdentity(key, identity, here)
  const otherKey = createSecretKey(Buffer.alloc(32, 2))
  expect(await decryptIdentity(otherKey, jwe, here)).toEqual({
    outcome: "refused",
    reason: "not-decryptable",
  })
  expect(await decryptIdentity(key, `${jwe.slice(0, -4)}AAAA`, here)).toEqual({
    outcome: "refused",
    reason: "not-decryptable",
  })
  expect(await decryptIdentity(key, "erased", here)).toEqual({
    outcome: "refused",
    reason: "not-decryptable",
  })

  const other = await new CompactEncrypt(Buffer.from("{}"))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", ...here })
    .encrypt(key)
  expect(await decryptIdentity(key, other, here)).toEqual({ outcome: "refused", reason: "of-another-case" })
})
