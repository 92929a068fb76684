import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makePerson } from "../../tools/make-person.ts"
import { startFederation, type Federation, type TestCenter } from "../fixtures/federation.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

const centerCount = 50
const openings = 1_000
const inFlight = 64
const mostMs = 90_000

describe("a thousand openings of one person", () => {
  let federation: Federation
  let centers: readonly TestCenter[]

  beforeAll(async () => {
    federation = await startFederation({ clock: "system" })
    centers = await Promise.all(
      Array.from({ length: centerCount }, (_, index) =>
        federation.onboard(`9901${String(index).padStart(2, "0")}000000000`),
      ),
    )
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("by fifty centers at once: one winner, 999 typed conflicts, one guard", async () => {
    const person = makePerson("the-one")
    const left = Array.from({ length: openings }, (_, index) => index)
    const met = new Map<string, number>()
    const namedCenters = new Set<string>()
    const begun = Date.now()
    const work = async (): Promise<void> => {
      for (let index = left.pop(); index !== undefined; index = left.pop()) {
        const center = centers[index % centerCount]
        const answer = await center?.client.call("POST", "/v1/accounts", {
          body: {
            person,
            accountNo: `RACE${index}`,
            accountKind: "basic",
            contributorType: "flexible",
            agreementNo: `A${index}`,
            status: "01",
            openedOn: "2026-01-05",
          },
        })
        const body = Object(answer?.body)
        if (answer?.verified !== true) throw new Error("an unsigned answer")
        if (typeof body.centerId === "string") namedCenters.add(body.centerId)
        const key = `${answer.status} ${String(body.type ?? body.status)}`
        met.set(key, (met.get(key) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: inFlight }, work))
    expect(Object.fromEntries(met)).toEqual({
      "201 01": 1,
      "409 /problems/normal-account-exists": openings - 1,
    })
    expect(Date.now() - begun).toBeLessThan(mostMs)

    const table = wholeTable(federation.hub)
    const items = await table.items()
    table.close()
    const guards = items.filter((item) => item.sk === "NORMAL_ACCOUNT")
    const accounts = items.filter((item) => item.pk.startsWith("PERSON#") && item.sk.startsWith("ACCOUNT#"))
    expect([guards.length, accounts.length]).toEqual([1, 1])
    expect(accounts[0]).toMatchObject({ status: "01", contested: false })
    expect(guards[0]).toMatchObject({
      holder: { centerId: accounts[0]?.["centerId"], accountNo: accounts[0]?.["accountNo"] },
    })
    // All conflicts name the center that won, and no other.
    expect([...namedCenters]).toEqual([accounts[0]?.["centerId"]])
  })
})
