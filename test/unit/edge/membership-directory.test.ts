import { describe, expect, it } from "vitest"
import { CenterId, Instant } from "../../../contracts/primitives.ts"
import { noMemberships } from "../../../functions/domain/federation/membership.ts"
import { createMembershipDirectory } from "../../../functions/edge/membership-directory.ts"
import { agreedBetween } from "../../../functions/use-cases/agreed-between.ts"

const A = CenterId.parse("310000000000000")
const B = CenterId.parse("320500000000000")
const at = (seconds: number): Instant =>
  Instant.parse(new Date(Date.UTC(2026, 10, 22) + seconds * 1000).toISOString())

const counted = (fail = false) => {
  const loads: CenterId[] = []
  const find = createMembershipDirectory((id) => {
    loads.push(id)
    return fail ? Promise.reject(new Error("busy")) : Promise.resolve(noMemberships(id))
  })
  return { loads, find }
}

describe("memberships in memory", () => {
  it("are read once in twenty seconds, those of centers in no federation as well", async () => {
    const { loads, find } = counted()
    for (const second of [0, 5, 19]) await find(A, at(second))
    expect(loads).toEqual([A])
    await find(A, at(20))
    expect(loads).toEqual([A, A])
  })

  it("are read again after a failure, and after a clock was set back", async () => {
    const failing = counted(true)
    await expect(failing.find(A, at(0))).rejects.toThrow("busy")
    await expect(failing.find(A, at(1))).rejects.toThrow("busy")
    expect(failing.loads).toHaveLength(2)
    const { loads, find } = counted()
    await find(A, at(60))
    await find(A, at(0))
    expect(loads).toHaveLength(2)
  })

  it("forget the oldest of a thousand", async () => {
    const { loads, find } = counted()
    for (let index = 0; index <= 1_000; index += 1)
      await find(CenterId.parse(String(310_000_000_000_000 + index)), at(0))
    await find(A, at(1))
    expect(loads).toHaveLength(1_002)
  })

  it("cost a decision one read when the first center is in no federation, and none inside one center", async () => {
    const { loads, find } = counted()
    expect(await agreedBetween({ findMemberships: find }, A, A, at(0))).toEqual([])
    expect(loads).toEqual([])
    expect(await agreedBetween({ findMemberships: find }, A, B, at(0))).toEqual([])
    expect(loads).toEqual([A])
  })
})
