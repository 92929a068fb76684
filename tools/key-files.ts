import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Caller } from "../contracts/signature.ts"
import { PrivateKeyJwk } from "../contracts/signature.ts"

/** Where the private key of a caller lies in the data folder. */
export const keyFileOf = (folder: string, caller: Caller): string =>
  caller === "operator" ? join(folder, "operator.jwk.json") : join(folder, "centers", `${caller}.jwk.json`)

export const readKeyFile = (file: string): PrivateKeyJwk => {
  const jwk = PrivateKeyJwk.safeParse(JSON.parse(readFileSync(file, "utf8")))
  if (!jwk.success) throw new Error(`not a private JWK with kid and alg: ${file}`)
  return jwk.data
}

/** Readable by its owner alone. */
export const writeKeyFile = (file: string, jwk: PrivateKeyJwk, overwrite: "overwrite" | "keep"): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(jwk, null, 2)}\n`, {
    mode: 0o600,
    flag: overwrite === "overwrite" ? "w" : "wx",
  })
}
