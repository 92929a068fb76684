import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { MessageId } from "../../../contracts/primitives.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"

const nowMs = Date.parse("2026-09-01T01:00:00.000Z")
const sixteen = (...last: readonly number[]) =>
  Uint8Array.from([...Array.from({ length: 16 - last.length }, () => 0), ...last])

describe("the ids of one call", () => {
  it("rise, whatever chance gives, so that the messages of one act keep their order", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
        const newId = newIdAt(nowMs, () => random)
        const ids = Array.from({ length: 70 }, () => newId("msg"))
        expect(ids).toEqual(ids.toSorted())
        expect(new Set(ids).size).toBe(70)
        for (const id of ids) expect(MessageId.safeParse(id).success).toBe(true)
      }),
    )
  })

  it("carry over full characters, from the highest start as well", () => {
    const carrying = newIdAt(nowMs, () => sixteen(1, 31, 31))
    expect([carrying("msg").slice(-4), carrying("msg").slice(-4)]).toEqual(["01ZZ", "0200"])
    const highest = newIdAt(nowMs, () => Uint8Array.from({ length: 16 }, () => 255))
    expect([highest("msg").slice(-16), highest("msg").slice(-16)]).toEqual([
      `F${"Z".repeat(15)}`,
      `G${"0".repeat(15)}`,
    ])
  })

  it("rise over prefixes, and differ from those of another call in the same millisecond", () => {
    const newId = newIdAt(nowMs)
    const [hold, message] = [newId("hld"), newId("msg")]
    expect(hold.slice(4) < message.slice(4)).toBe(true)
    expect(newIdAt(nowMs)("msg")).not.toBe(newIdAt(nowMs)("msg"))
  })
})
