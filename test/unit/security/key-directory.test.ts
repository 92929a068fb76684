import { describe, expect, test } from "vitest"
import { suspensionBoundSeconds } from "../../../contracts/signature.ts"
import { createKeyDirectory } from "../../../functions/security/key-directory.ts"
import { verifyRequest } from "../../../functions/security/verify-request.ts"
import type { CenterKey } from "../../../functions/security/verify-request.ts"
import {
  atSeconds,
  audience,
  centerKey,
  lawfulHeader,
  nowSeconds,
  received,
  signHeader,
} from "../../fixtures/signature/signed-call.ts"

/** A directory over a table that the test can change, counting its loads. */
const directoryOver = (
  table: Map<string, CenterKey>,
  limits: { maxKeys?: number; maxUnknown?: number } = {},
) => {
  const loads: string[] = []
  const directory = createKeyDirectory({
    load: (kid) => {
      loads.push(kid)
      return Promise.resolve(table.get(kid))
    },
    ...limits,
  })
  return { directory, loads }
}

const tableOf = (...kids: string[]) => new Map(kids.map((kid) => [kid, centerKey({ kid })]))

describe("the key directory", () => {
  test("loads a key once and answers from memory, without a promise, while it is fresh", async () => {
    const { directory, loads } = directoryOver(tableOf("k1"))
    await directory.find("k1", atSeconds(0))
    expect(directory.find("k1", atSeconds(19))).toMatchObject({ kid: "k1" })
    expect(loads).toEqual(["k1"])
  })

  test("loads again after 20 s", async () => {
    const { directory, loads } = directoryOver(tableOf("k1"))
    await directory.find("k1", atSeconds(0))
    await directory.find("k1", atSeconds(20))
    expect(loads).toEqual(["k1", "k1"])
  })

  test("shares one load among concurrent misses", async () => {
    const { directory, loads } = directoryOver(tableOf("k1"))
    const found = await Promise.all(
      Array.from({ length: 50 }, async () => directory.find("k1", atSeconds(0))),
    )
    expect(found.every((key) => key?.kid === "k1")).toBe(true)
    expect(loads).toEqual(["k1"])
  })

  test("does not wait for a load that has hung longer than a key may be old", async () => {
    let calls = 0
    const directory = createKeyDirectory({
      load: () => (++calls === 1 ? new Promise(() => {}) : Promise.resolve(centerKey())),
    })
    void directory.find("k1", atSeconds(0))
    expect(await directory.find("k1", atSeconds(21))).toBeDefined()
  })

  test("remembers for a moment that nobody has a kid, then asks again", async () => {
    const table = tableOf()
    const { directory, loads } = directoryOver(table)
    expect(await directory.find("k1", atSeconds(0))).toBeUndefined()
    expect(directory.find("k1", atSeconds(1))).toBeUndefined()
    table.set("k1", centerKey({ kid: "k1" }))
    expect(await directory.find("k1", atSeconds(2))).toMatchObject({ kid: "k1" })
    expect(loads).toEqual(["k1", "k1"])
  })

  test("forgets a key that was deleted", async () => {
    const table = tableOf("k1")
    const { directory } = directoryOver(table)
    await directory.find("k1", atSeconds(0))
    table.clear()
    expect(await directory.find("k1", atSeconds(20))).toBeUndefined()
    expect(await directory.find("k1", atSeconds(21))).toBeUndefined()
  })

  test("is bounded, and a flood of invented kids pushes out no real key", async () => {
    const { directory, loads } = directoryOver(tableOf("k1", "k2", "k3"), { maxKeys: 2, maxUnknown: 3 })
    await directory.find("k1", atSeconds(0))
    await directory.find("k2", atSeconds(0))
    for (let i = 0; i < 100; i += 1) await directory.find(`invented-${i}`, atSeconds(0))
    expect(directory.find("k1", atSeconds(1))).toMatchObject({ kid: "k1" })

    await directory.find("k3", atSeconds(1))
    loads.length = 0
    await directory.find("k1", atSeconds(1))
    await directory.find("invented-0", atSeconds(0))
    expect(loads).toEqual(["k1", "invented-0"])
  })

  test("does not remember a failed load", async () => {
    let calls = 0
    const directory = createKeyDirectory({
      load: () => (++calls === 1 ? Promise.reject(new Error("throttled")) : Promise.resolve(centerKey())),
    })
    await expect(directory.find("k1", atSeconds(0))).rejects.toThrow("throttled")
    expect(await directory.find("k1", atSeconds(0))).toBeDefined()
  })

  test("loads again after the clock was set back", async () => {
    const { directory, loads } = directoryOver(tableOf("k1"))
    await directory.find("k1", atSeconds(3600))
    await directory.find("k1", atSeconds(0))
    expect(loads).toEqual(["k1", "k1"])
  })
})

describe.each([
  ["suspension", "center-suspended", { centerStatus: "suspended" }],
  ["revocation", "key-revoked", { revokedAt: atSeconds(0) }],
] as const)("a %s", (_, problem, change) => {
  test("takes hold within 30 s, whenever the key was loaded", async () => {
    for (let loadedSecondsBefore = 0; loadedSecondsBefore <= 25; loadedSecondsBefore += 0.5) {
      const table = new Map([["vector-ed25519", centerKey()]])
      const { directory } = directoryOver(table)
      await directory.find("vector-ed25519", atSeconds(-loadedSecondsBefore))

      table.set("vector-ed25519", centerKey(change)) // at second 0
      const now = atSeconds(20) // leaves ten seconds for the invocation itself
      const signature = signHeader({ ...lawfulHeader(), iat: nowSeconds + 20 })
      const result = await verifyRequest(received({ signature }), {
        audience,
        now,
        findKey: (kid) => directory.find(kid, now),
      })
      expect(result).toMatchObject({ outcome: "refused", problem })
      expect(Date.parse(now) / 1000 - nowSeconds + 10).toBeLessThanOrEqual(suspensionBoundSeconds)
    }
  })

  test("takes hold although the load under way read the state before it", async () => {
    const loads: ((key: CenterKey) => void)[] = []
    const directory = createKeyDirectory({ load: () => new Promise((resolve) => loads.push(resolve)) })
    const slow = directory.find("vector-ed25519", atSeconds(-1))
    const joined = directory.find("vector-ed25519", atSeconds(15))
    loads[0]?.(centerKey())
    await Promise.all([slow, joined])

    void directory.find("vector-ed25519", atSeconds(19)) // its age counts from second -1, not from its arrival
    expect(loads.length).toBe(2)
  })
})
