import { createHash, generateKeyPairSync, randomBytes } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as z from "zod"
import { PrivateKeyJwk } from "../../contracts/signature.ts"

const Ed25519 = z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string(), d: z.string() })

const newSigningKey = (owner: string): PrivateKeyJwk => {
  const jwk = Ed25519.parse(generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" }))
  const kid = `${owner}-${createHash("sha256").update(jwk.x).digest("hex").slice(0, 12)}`
  return PrivateKeyJwk.parse({ ...jwk, kid, alg: "Ed25519" })
}

const write = (file: string, value: unknown): void =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })

/** The private key of the operator of this machine's hub; made once. */
export const operatorKeyOf = (folder: string): PrivateKeyJwk => {
  const file = join(folder, "operator.jwk.json")
  if (!existsSync(file)) write(file, newSigningKey("operator"))
  return PrivateKeyJwk.parse(JSON.parse(readFileSync(file, "utf8")))
}

/** The hub's own keys, made once for a data folder; the text that Secrets Manager would give back. */
export const hubSecretOf = (folder: string): string => {
  const file = join(folder, "secret.json")
  if (!existsSync(file)) {
    write(file, {
      personMacKey: randomBytes(32).toString("base64url"),
      identityKey: { kty: "oct", k: randomBytes(32).toString("base64url"), alg: "A256GCM" },
      signingKey: newSigningKey("hub"),
    })
  }
  return readFileSync(file, "utf8")
}
