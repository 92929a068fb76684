import { compactDecrypt, CompactEncrypt, errors } from "jose"
import type { KeyObject } from "node:crypto"
import * as z from "zod"
import { Person } from "../../contracts/primitives.ts"

/** What the counterpart of a case must see and the table must not show. */
export const Identity = z.strictObject({
  person: Person,
  contact: z.strictObject({ phone: z.string() }).optional(),
  formerEmployer: z.string().optional(),
  /** Owner, patient or heir that a withdrawal names. */
  principal: Person.optional(),
  bankAccount: z
    .strictObject({ accountName: z.string(), accountNo: z.string(), bankName: z.string() })
    .optional(),
})
export type Identity = z.infer<typeof Identity>

export type IdentityContext = { readonly caseId: string }

export type DecryptedIdentity =
  | { readonly outcome: "decrypted"; readonly identity: Identity }
  | { readonly outcome: "refused"; readonly reason: "not-decryptable" | "of-another-case" }

const typ = "hpf-identity+jwe"

/**
 * A compact JWE under the hub's own key. The case is a member of the protected header, which AES-GCM authenticates:
 * the text can be moved to another case only with its old case still written on it.
 */
export const encryptIdentity = (
  key: KeyObject,
  identity: Identity,
  { caseId }: IdentityContext,
): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(identity)))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", typ, caseId })
    .encrypt(key)

export const decryptIdentity = async (
  key: KeyObject,
  jwe: string,
  { caseId }: IdentityContext,
): Promise<DecryptedIdentity> => {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    })
    if (protectedHeader.typ !== typ || protectedHeader["caseId"] !== caseId)
      return { outcome: "refused", reason: "of-another-case" }
    return { outcome: "decrypted", identity: Identity.parse(JSON.parse(new TextDecoder().decode(plaintext))) }
  } catch (error) {
    if (error instanceof errors.JOSEError) return { outcome: "refused", reason: "not-decryptable" }
    throw error
  }
}
