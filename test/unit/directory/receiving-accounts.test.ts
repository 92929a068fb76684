import { describe, expect, it } from "vitest"
import { Instant } from "../../../contracts/primitives.ts"
import { afterCooling } from "../../../functions/domain/directory/directory-alert.ts"
import {
  changeReceivingAccount,
  type DatedAccount,
} from "../../../functions/domain/directory/receiving-accounts.ts"
import { centerId } from "../../fixtures/signature/signed-call.ts"

const now = Instant.parse("2026-11-21T10:00:00.000Z")
const context = { now, newId: (prefix: string) => `${prefix}_01K9A3V8Q4T6W8Y0Z2B4D6F8H0` }
const account = (accountNumber: string) => ({ bankName: "示范银行", accountName: "测试中心", accountNumber })
const dated = (accountNumber: string, effectiveAt: string): DatedAccount => ({
  ...account(accountNumber),
  effectiveAt: Instant.parse(effectiveAt),
})
const effectiveAt = afterCooling(now, 24)
const inForce = dated("99000000001111", "2026-01-01T00:00:00.000Z")
const waiting = dated("99000000006666", "2026-11-22T01:00:00.000Z")

describe("a change of the receiving account", () => {
  it("waits for the cooling period and alerts, naming the tail only", () => {
    const change = changeReceivingAccount(
      { centerId, account: account("99000000002222"), effectiveAt },
      { inForce, waiting: [] },
      context,
    )
    expect(change.effectiveAt).toBe("2026-11-22T10:00:00.000Z")
    expect(change.changes.map(({ kind }) => kind)).toEqual(["setReceivingAccount", "tell", "tell"])
    expect(JSON.stringify(change.changes.slice(1))).toContain("*2222")
    expect(JSON.stringify(change.changes.slice(1))).not.toContain("99000000002222")
  })

  it("waits as well where there was none: the first account is as worth stealing as the second", () => {
    const change = changeReceivingAccount(
      { centerId, account: account("99000000002222"), effectiveAt },
      { inForce: undefined, waiting: [] },
      context,
    )
    expect(change.effectiveAt).toBe(effectiveAt)
  })

  it("takes the place of one that waits", () => {
    const change = changeReceivingAccount(
      { centerId, account: account("99000000002222"), effectiveAt },
      { inForce, waiting: [waiting] },
      context,
    )
    expect(change.changes[0]).toEqual({
      kind: "withdrawReceivingAccount",
      centerId,
      effectiveAt: waiting.effectiveAt,
    })
  })

  it("back to the account in force withdraws what waits and sets nothing", () => {
    const change = changeReceivingAccount(
      { centerId, account: account("99000000001111"), effectiveAt },
      { inForce, waiting: [waiting] },
      context,
    )
    expect(change.effectiveAt).toBe(inForce.effectiveAt)
    expect(change.changes.map(({ kind }) => kind)).toEqual(["withdrawReceivingAccount", "tell", "tell"])
  })

  it("to what is in force already changes nothing", () => {
    const change = changeReceivingAccount(
      { centerId, account: account("99000000001111"), effectiveAt },
      { inForce, waiting: [] },
      context,
    )
    expect(change).toEqual({ effectiveAt: inForce.effectiveAt, changes: [] })
  })
})
