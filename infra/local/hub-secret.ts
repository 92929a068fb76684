import { generateKeyPairSync, randomBytes } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { calculateJwkThumbprint, type JWK } from "jose"
import * as z from "zod"

const PrivateJwk = z.looseObject({ kty: z.string(), kid: z.string(), alg: z.string() })

const newSigningKey = async (): Promise<JWK & { kid: string; alg: string }> => {
  const jwk = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" })
  const { kty, crv, x, d } = z
    .object({ kty: z.string(), crv: z.string(), x: z.string(), d: z.string() })
    .parse(jwk)
  const kid = (await calculateJwkThumbprint({ kty, crv, x })).slice(0, 16)
  return { kty, crv, x, d, kid, alg: "Ed25519" }
}

const newHubSecret = async (): Promise<unknown> => ({
  personMacKey: randomBytes(32).toString("base64url"),
  identityKey: { kty: "oct", k: randomBytes(32).toString("base64url"), alg: "A256GCM" },
  signingKey: await newSigningKey(),
})

/** The private key of the operator of this machine's hub; made once. */
export const operatorKeyOf = async (folder: string): Promise<z.infer<typeof PrivateJwk>> => {
  const file = join(folder, "operator.jwk.json")
  if (!existsSync(file))
    writeFileSync(file, `${JSON.stringify(await newSigningKey(), null, 2)}\n`, { mode: 0o600 })
  return PrivateJwk.parse(JSON.parse(readFileSync(file, "utf8")))
}

/** The hub's own keys, made once for a data folder; the text that Secrets Manager would give back. */
export const hubSecretOf = async (folder: string): Promise<string> => {
  const file = join(folder, "secret.json")
  if (!existsSync(file)) {
    const secret = await newHubSecret()
    writeFileSync(file, `${JSON.stringify(secret, null, 2)}\n`, { mode: 0o600 })
  }
  return readFileSync(file, "utf8")
}
