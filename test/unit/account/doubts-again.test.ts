import { expect, test } from "vitest"
import { FindingId } from "../../../contracts/primitives.ts"
import type { AccountRecord } from "../../../functions/domain/account/account-record.ts"
import { putSegments } from "../../../functions/domain/account/put-segments.ts"
import { registerFormerAccount } from "../../../functions/domain/account/register-account.ts"
import type { Finding } from "../../../functions/domain/finding/finding-record.ts"
import { aSegment } from "./a-segment.ts"
import { centers, contextOf, now, personOf, someAccount } from "./account-ledger.ts"

const known = (kind: Finding["class"], account: AccountRecord, standing: "open" | "closed"): Finding => ({
  findingId: FindingId.parse("fnd_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
  class: kind,
  accounts: [account],
  foundAt: now,
  ...(standing === "open" ? {} : { closedAt: now, conclusion: "lawful" }),
})

const own = someAccount()
const beside = [aSegment({ from: "2024-12", to: "2025-03" })]
const more = [aSegment({ to: "2025-03" })]

const putWith = (findings: readonly Finding[], segments = [aSegment()], before = [aSegment()]) =>
  putSegments(
    own,
    segments,
    { groups: [{ origin: "local", segments: before }], beside },
    contextOf(personOf([own], { findings })),
  )

test("months paid twice are one doubt, however often the record is sent while it is open", () => {
  expect(putWith([])).toMatchObject({ finding: { class: "D3" } })
  expect(putWith([known("D3", own, "open")], more)).not.toHaveProperty("finding")
})

test("after people have looked, only a month that was not doubled before is a doubt again", () => {
  const closed = [known("D3", own, "closed")]
  expect(putWith(closed)).not.toHaveProperty("finding")
  expect(putWith(closed, more)).toMatchObject({
    finding: { class: "D3" },
    doubled: expect.arrayContaining(["2025-03"]),
  })
})

const [, elsewhere = own.centerId] = centers
const former = (nameMac: string) =>
  someAccount({ no: "b-1", centerId: elsewhere, status: "02", nameMac, statusSince: own.openedOn })

test("another name is one doubt a person; after people have looked, only a name that nobody has seen is again", () => {
  const imported = (nameMac: string, findings: readonly Finding[]) => {
    const accounts = [own, someAccount({ no: "a-9", status: "02", nameMac: "second" })]
    return registerFormerAccount(former(nameMac), contextOf(personOf(accounts, { findings }), elsewhere))
      .finding
  }
  expect(imported("second", [])?.class).toBe("D7")
  expect(imported("third", [known("D7", own, "open")])).toBeUndefined()
  expect(imported("second", [known("D7", own, "closed")])).toBeUndefined()
  expect(imported("third", [known("D7", own, "closed")])?.class).toBe("D7")
})
