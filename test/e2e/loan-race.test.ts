import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makePerson } from "../../tools/make-person.ts"
import { staff, startFederation, type Federation, type TestCenter } from "../fixtures/federation.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

const centerCount = 200
const reservations = 200
const inFlight = 64
const rounds = 25
const mostMs = 60_000

let federation: Federation
let centers: readonly TestCenter[]

beforeAll(async () => {
  federation = await startFederation({ clock: "system" })
  centers = await Promise.all(
    Array.from({ length: centerCount }, (_, index) =>
      federation.onboard(`99${String(index).padStart(4, "0")}000000000`),
    ),
  )
})
afterAll(async () => {
  await federation.stop()
})

const centerAt = (index: number): TestCenter => {
  const center = centers[index % centerCount]
  if (center === undefined) throw new Error("no center")
  return center
}

/** `201`, or the status and the problem. */
const reserve = async (center: TestCenter, body: object): Promise<string> => {
  const answer = await center.client.call("POST", "/v1/loan-reservations", { body: { ...body, ...staff } })
  if (!answer.verified) throw new Error("an unsigned answer")
  const { type } = Object(answer.body)
  return answer.status === 201 ? "201" : `${answer.status} ${String(type)}`
}

const guardsOf = async (): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const table = wholeTable(federation.hub)
  const items = await table.items()
  table.close()
  return items.filter((item) => item.sk === "UNSETTLED_LOAN")
}

describe("many centers and one family", () => {
  it("two hundred reservations of one person at once: one wins, and one guard names it", async () => {
    const borrower = makePerson("everybody's borrower")
    const left = Array.from({ length: reservations }, (_, index) => index)
    const met = new Map<string, number>()
    const begun = Date.now()
    const work = async (): Promise<void> => {
      for (let index = left.pop(); index !== undefined; index = left.pop()) {
        const outcome = await reserve(centerAt(index), { borrower })
        met.set(outcome, (met.get(outcome) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: inFlight }, work))
    expect(Object.fromEntries(met)).toEqual({
      "201": 1,
      "409 /problems/unsettled-loan-exists": reservations - 1,
    })
    expect(Date.now() - begun).toBeLessThan(mostMs)
    expect(await guardsOf()).toMatchObject([{ holder: { kind: "reservation" }, version: 1 }])
  })

  it("couples that two centers reserve crosswise: never both, never neither, never stuck", async () => {
    const refused = "409 /problems/unsettled-loan-exists"
    for (let round = 0; round < rounds; round += 1) {
      const [ann, ben] = [makePerson(`cross ${round} a`), makePerson(`cross ${round} b`)]
      const outcomes = await Promise.all([
        reserve(centerAt(round), { borrower: ann, coBorrowers: [{ person: ben, relation: "sibling" }] }),
        reserve(centerAt(round + 1), { borrower: ben, coBorrowers: [{ person: ann, relation: "sibling" }] }),
        reserve(centerAt(round + 2), { borrower: ben, spouse: ann }),
      ])
      expect(outcomes.toSorted()).toEqual(["201", refused, refused])
    }
    const guards = (await guardsOf()).map((guard) => String(Object(guard["holder"]).reservationId))
    // Each couple is held together: every reservation stands in two guards.
    const couples = [...Map.groupBy(guards, (reservationId) => reservationId).values()].filter(
      (held) => held.length > 1,
    )
    expect(couples.map((held) => held.length)).toEqual(Array.from({ length: rounds }, () => 2))
  })
})
