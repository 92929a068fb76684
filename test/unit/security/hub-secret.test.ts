import { describe, expect, test } from "vitest"
import { createHubSecretReader, parseHubSecret } from "../../../functions/security/hub-secret.ts"
import { ed25519Jwk } from "../../fixtures/signature/signed-call.ts"

const macKey = Buffer.alloc(32, 1).toString("base64url")
const encryptionKey = Buffer.alloc(32, 2).toString("base64url")
const text = JSON.stringify({
  personMacKey: macKey,
  identityKey: { kty: "oct", k: encryptionKey },
  signingKey: ed25519Jwk,
  retiredSigningKeys: [{ kty: "OKP", crv: "Ed25519", x: ed25519Jwk.x, kid: "earlier" }],
})

describe("the hub's secret", () => {
  test("becomes imported keys", () => {
    const secret = parseHubSecret(text)
    expect(secret.personMacKey.symmetricKeySize).toBe(32)
    expect(secret.identityKey.symmetricKeySize).toBe(32)
    expect(secret.signingKey).toMatchObject({ kid: "vector-ed25519", alg: "Ed25519" })
  })

  test("publishes the public halves only, the present one first", () => {
    const { keys } = parseHubSecret(text).publicJwks
    expect(keys.map(({ kid }) => kid)).toEqual(["vector-ed25519", "earlier"])
    for (const secret of [ed25519Jwk.d, macKey, encryptionKey])
      expect(JSON.stringify(keys)).not.toContain(secret)
  })

  test.each([
    ["not JSON", `${text}x`],
    ["an unknown member", text.replace("{", '{"note":"x",')],
    ["a short MAC key", text.replace(macKey, macKey.slice(0, 40))],
  ])("with %s is an error that shows nothing of it", (_, broken) => {
    const message = (() => {
      try {
        parseHubSecret(broken)
        return "parsed"
      } catch (error) {
        return String(error)
      }
    })()
    expect(message).not.toBe("parsed")
    for (const secret of [ed25519Jwk.d, macKey.slice(0, 12), encryptionKey.slice(0, 12)])
      expect(message).not.toContain(secret)
  })

  test("is loaded once for all who wait, and again after a failure", async () => {
    let loads = 0
    const read = createHubSecretReader(() =>
      ++loads === 1 ? Promise.reject(new Error("throttled")) : Promise.resolve(text),
    )
    await expect(read()).rejects.toThrow("throttled")
    const [one, other] = await Promise.all([read(), read()])
    expect(one).toBe(other)
    expect(await read()).toBe(one)
    expect(loads).toBe(2)
  })
})
