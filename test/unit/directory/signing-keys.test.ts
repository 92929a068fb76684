import { describe, expect, it } from "vitest"
import { Instant } from "../../../contracts/primitives.ts"
import type { KeyRecord } from "../../../functions/domain/directory/center-record.ts"
import { addKey, revokeKey, signsAt } from "../../../functions/domain/directory/signing-keys.ts"
import { centerId, ed25519Jwk } from "../../fixtures/signature/signed-call.ts"

const at = (text: string) => Instant.parse(`${text}.000Z`)
const now = at("2026-11-21T10:00:00")
const context = { now, newId: (prefix: string) => `${prefix}_01K9A3V8Q4T6W8Y0Z2B4D6F8H0` }
const publicKey = { kty: "OKP", crv: "Ed25519", x: ed25519Jwk.x } as const

const key = (kid: string, over: Partial<KeyRecord> = {}): KeyRecord => ({
  kid,
  centerId,
  alg: "Ed25519",
  publicKey,
  validFrom: at("2026-01-01T00:00:00"),
  ...over,
})
const added = { kid: "new", centerId, publicKey, restrictedUntil: at("2026-11-22T10:00:00") }

describe("a new key", () => {
  it("is listed, restricted, and told to the center and the operator", () => {
    const change = addKey(added, undefined, context)
    expect(change).toMatchObject({
      outcome: "changed",
      key: { kid: "new", alg: "Ed25519", validFrom: now, restrictedUntil: added.restrictedUntil },
      changes: [
        { kind: "addKey" },
        { kind: "nameKey", centerId, kid: "new" },
        { kind: "tell", message: { to: centerId, type: "directory.key-added", note: "new" } },
        { kind: "tell", message: { to: "operator" } },
      ],
    })
  })

  it("of the operator is told once", () => {
    const change = addKey({ ...added, centerId: "operator" }, undefined, context)
    expect(change.outcome === "changed" && change.changes.filter(({ kind }) => kind === "tell").length).toBe(
      1,
    )
  })

  it("has a name of its own and a time in which it signs", () => {
    expect(addKey(added, key("new"), context)).toMatchObject({ problem: "key-exists" })
    for (const validTo of [now, at("2026-11-20T00:00:00")])
      expect(
        addKey({ ...added, validFrom: at("2026-11-01T00:00:00"), validTo }, undefined, context),
      ).toMatchObject({
        problem: "invalid-request",
        field: "/validTo",
      })
  })
})

describe("a revocation", () => {
  it("holds from now on, while the key that remains is not revoked", () => {
    expect(revokeKey([key("a"), key("b")], "a", now)).toMatchObject({
      key: { kid: "a", revokedAt: now },
      changes: [
        { kind: "saveKey", key: { revokedAt: now } },
        { kind: "expectKey", kid: "b" },
      ],
    })
  })

  it.each([
    ["revoked", { revokedAt: at("2026-11-01T00:00:00") }],
    ["expired", { validTo: now }],
    ["not yet valid", { validFrom: at("2026-11-22T00:00:00") }],
  ])("does not leave a center with a key that is %s", (_, over) => {
    expect(revokeKey([key("a"), key("b", over)], "a", now)).toMatchObject({
      outcome: "refused",
      problem: "last-key",
    })
  })

  it("relies on the key that signs longest", () => {
    const change = revokeKey([key("a"), key("b", { validTo: at("2026-12-01T00:00:00") }), key("c")], "a", now)
    expect(change).toMatchObject({ changes: [{}, { kid: "c" }] })
  })

  it("of a revoked key changes nothing, of a stranger's is refused", () => {
    const revoked = key("a", { revokedAt: at("2026-11-01T00:00:00") })
    expect(revokeKey([revoked, key("b")], "a", now)).toEqual({
      outcome: "changed",
      key: revoked,
      changes: [],
    })
    expect(revokeKey([key("b")], "a", now)).toMatchObject({ problem: "key-not-found" })
  })
})

describe("a key signs", () => {
  it("from its first instant until before its last", () => {
    const bounded = key("a", { validFrom: now, validTo: at("2026-11-22T00:00:00") })
    expect(signsAt(bounded, now)).toBe(true)
    expect(signsAt(bounded, at("2026-11-21T09:59:59"))).toBe(false)
    expect(signsAt(bounded, at("2026-11-22T00:00:00"))).toBe(false)
  })
})
