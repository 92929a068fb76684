import { createSecretKey } from "node:crypto"
import type { KeyObject } from "node:crypto"
import * as z from "zod"
import { PrivateKeyJwk, PublicKeyJwk } from "../../contracts/signature.ts"
import { importSigningKey, publicPart } from "./algorithms.ts"
import type { SigningKey } from "./algorithms.ts"

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)

/** The JSON in Secrets Manager; locally a file of the data folder. */
const HubSecretText = z.strictObject({
  /** base64url of 32 bytes. Never rotated: it would make two people of one. */
  personMacKey: bytes32,
  identityKey: z.strictObject({
    kty: z.literal("oct"),
    k: bytes32,
    alg: z.literal("A256GCM").optional(),
    kid: z.string().optional(),
    use: z.literal("enc").optional(),
  }),
  signingKey: PrivateKeyJwk,
  /** Earlier signing keys, public halves only: old answers stay verifiable after a rotation. */
  retiredSigningKeys: z.array(PublicKeyJwk).max(20).optional(),
})
type HubSecretText = z.infer<typeof HubSecretText>

export type HubSecret = {
  readonly personMacKey: KeyObject
  readonly identityKey: KeyObject
  readonly signingKey: SigningKey
  /** Answer of `GET /.well-known/jwks.json`. */
  readonly publicJwks: { readonly keys: readonly PublicKeyJwk[] }
}

/** Imports every key once. The message of a failed parse never shows the secret: zod names paths, not values. */
export const parseHubSecret = (text: string): HubSecret => {
  const secret = HubSecretText.parse(parseWithoutEcho(text))
  return {
    personMacKey: createSecretKey(secret.personMacKey, "base64url"),
    identityKey: createSecretKey(secret.identityKey.k, "base64url"),
    signingKey: importSigningKey(secret.signingKey),
    publicJwks: { keys: [publicPart(secret.signingKey), ...(secret.retiredSigningKeys ?? [])] },
  }
}

/** The message of `JSON.parse` quotes the text around the error. */
const parseWithoutEcho = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error("the hub's secret is not JSON")
  }
}

/** Loads at the first use, once for all who wait; a failed load is not remembered. */
export const createHubSecretReader = (load: () => Promise<string>): (() => Promise<HubSecret>) => {
  let loaded: Promise<HubSecret> | undefined
  return () => {
    loaded ??= load()
      .then(parseHubSecret)
      .catch((error: unknown) => {
        loaded = undefined
        throw error
      })
    return loaded
  }
}
