import { expect, test } from "vitest"
import { claimChanges } from "../../../functions/domain/account/claim-guard.ts"
import type { NormalAccountGuard } from "../../../functions/domain/account/account-record.ts"
import { itemOfChange } from "../../../functions/store/item-of-change.ts"
import { contextOf, personOf, someAccount } from "./account-ledger.ts"

const claimed = (): NormalAccountGuard => {
  const [change] = claimChanges(someAccount(), { move: "claim" }, contextOf(personOf([])))
  if (change?.kind !== "claimGuard") throw new Error("nothing was claimed")
  return change.guard
}

test("a decision about a guard that was released and claimed again meanwhile does not hold for the new one", () => {
  const [first, second] = [claimed(), claimed()]
  expect(first.version).toBe(second.version)
  expect(first.life).not.toBe(second.life)
  const save = itemOfChange("table", { kind: "saveGuard", guard: { ...first, version: 2 } }).Put
  const release = itemOfChange("table", { kind: "releaseGuard", guard: first }).Delete
  for (const item of [save, release]) {
    expect(item?.ConditionExpression).toContain("life = :life")
    expect(item?.ExpressionAttributeValues?.[":life"]).toEqual({ S: first.life })
  }
})
