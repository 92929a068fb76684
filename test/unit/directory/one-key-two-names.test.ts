import { describe, expect, it } from "vitest"
import { Instant, StaffId } from "../../../contracts/primitives.ts"
import { warningPolicy } from "../../../contracts/starter/warning-policy.ts"
import { publicPart } from "../../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../../functions/security/make-keys.ts"
import type { KeyRecord } from "../../../functions/domain/directory/center-record.ts"
import { confirmWarning } from "../../../functions/use-cases/act-on-warning.ts"
import { putKey } from "../../../functions/use-cases/change-directory.ts"
import { accepted, center, personRef, register, reviewer, warningId } from "../warning/warning-base.ts"

const now = Instant.parse("2026-09-02T02:00:00.000Z")
const [own, another] = [makeSigningJwk("ES256", "key-1"), makeSigningJwk("ES256", "key-1")].map(publicPart)
const call = {
  callerId: center,
  now,
  nowMs: Date.parse(now),
  query: {},
  newId: (prefix: string) => `${prefix}_01JD0000000000000000000009`,
  keyRestricted: false,
}
const unread = () => Promise.reject(new Error("not asked for"))

const keyOf = (kid: string, publicKey: typeof own): KeyRecord => {
  if (publicKey === undefined) throw new Error("a key")
  return { kid, centerId: center, alg: "ES256", publicKey, validFrom: now }
}

const put = (known: KeyRecord, publicKey: typeof own) => {
  if (publicKey === undefined) throw new Error("a key")
  return putKey({
    provePossession: () => ({ outcome: "proved", publicKey }),
    readKey: async () => undefined,
    readKeysOf: async () => [known],
    readCenter: unread,
    readReceivingAccount: unread,
    readWaitingReceivingAccounts: unread,
    audience: () => "https://hub.invalid",
    limits: () => ({ coolingHours: 24 }),
  })({ ...call, params: { kid: "key-2" }, body: { publicKey, proof: "x" } })
}

const confirm = (handlers: typeof own, reviewers: typeof own) =>
  confirmWarning({
    readWarning: async () => accepted(register()).warning,
    readPerson: async () => ({
      personRef,
      accounts: [],
      openTransfers: [],
      offsiteLoans: [],
      openServices: [],
      findings: [],
      loans: [],
    }),
    readCenter: async () => undefined,
    readUnitWarnings: async () => [],
    readMemberships: unread,
    warningPolicy,
    readKey: async (kid) => keyOf(kid, kid === "key-1" ? handlers : reviewers),
  })({
    ...call,
    kid: "key-2",
    params: { warningId },
    body: { reviewer: StaffId.parse(reviewer) },
  })

describe("one pair of keys under two names", () => {
  it("is registered once, and does not come back when it was revoked", async () => {
    for (const over of [{}, { revokedAt: now }])
      expect(await put({ ...keyOf("key-1", own), ...over }, own)).toMatchObject({
        problem: "key-exists",
        field: "/publicKey",
      })
    expect(await put(keyOf("key-1", own), another)).toMatchObject({ outcome: "accepted" })
  })

  it("does not sign a warning as handler's and as reviewer's", async () => {
    expect(await confirm(own, own)).toMatchObject({ problem: "warning-key-used", rule: "WRN-002" })
    expect(await confirm(own, another)).toMatchObject({ outcome: "accepted" })
  })
})
