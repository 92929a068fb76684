import { generateKeyPairSync } from "node:crypto"
import { PrivateKeyJwk } from "../../contracts/signature.ts"
import type { SignatureAlgorithm } from "../../contracts/signature.ts"

/** A new key pair as one private JWK: for `hub keygen`, the demo centers and the tests. */
export const makeSigningJwk = (alg: SignatureAlgorithm, kid: string): PrivateKeyJwk => {
  const pair =
    alg === "Ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" })
  return PrivateKeyJwk.parse({ ...pair.privateKey.export({ format: "jwk" }), kid, alg })
}
