import { createHash, randomBytes } from "node:crypto"

/** The hub keeps the hash alone: who reads the table opens nobody's desk. */
export const hashOfDeskCode = (code: string): string =>
  createHash("sha256").update(code, "utf8").digest("base64url")

/** 256 random bits. They need no salt and no slow hash: nobody guesses them. */
export const makeDeskCode = (): { readonly code: string; readonly codeHash: string } => {
  const code = randomBytes(32).toString("base64url")
  return { code, codeHash: hashOfDeskCode(code) }
}
