import { describe, expect, it } from "vitest"
import { Instant, Money } from "../../../contracts/primitives.ts"
import type { Segment } from "../../../contracts/accounts.ts"
import { chinaDateOf } from "../../../functions/domain/calendar/china-date.ts"
import type { Change } from "../../../functions/domain/change.ts"
import { lookAtAgreement, type LookedAt } from "../../../functions/domain/flexible/arrears-clock.ts"
import type { ArrearsRule } from "../../../functions/domain/flexible/arrears.ts"
import type { AgreementRecord } from "../../../functions/domain/flexible/flexible-record.ts"
import { followRecord } from "../../../functions/domain/flexible/follow-record.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"
import { someAccount } from "../account/account-ledger.ts"
import { ended, endingOf, flexibleAccount, segmentOf, signed, termsOf } from "./agreement-desk.ts"

const changji: ArrearsRule = {
  unpaidMonths: 3,
  more: true,
  zeroBalance: false,
  effect: "endsAgreement",
  source: "test-source",
}
const account = flexibleAccount({ agreementNo: "LH-1" })
const paidOf = (...segments: readonly Segment[]) => ({ paid: segments, balance: Money.parse("900.00") })

const lookAt = (agreement: AgreementRecord, at: string, over: Partial<LookedAt> = {}) => {
  const now = Instant.parse(at)
  const changes = lookAtAgreement(
    agreement,
    { account, record: paidOf(), rule: changji, ...over },
    { now, today: chinaDateOf(now), newId: newIdAt(Date.parse(now)) },
  )
  const saved = changes.find((change) => change.kind === "saveAgreement")
  return { kinds: changes.map(({ kind }: Change) => kind), changes, after: saved?.agreement ?? agreement }
}

/** Signed on 2026-11-02; November to February unpaid is due on 2027-03-01. */
const fresh = signed(account, termsOf(), { arrears: changji })

describe("the clock of an agreement", () => {
  it("looks once a month, and on the day itself; not before it asked", () => {
    expect(fresh.timerAt).toBe("2026-12-03T01:00:00.000Z")
    expect(lookAt(fresh, "2026-12-03T00:59:00.000Z").kinds).toEqual([])
    const looked = lookAt(fresh, "2026-12-03T01:00:00.000Z")
    expect(looked.kinds).toEqual(["saveAgreement"])
    const later = lookAt(
      { ...fresh, timerAt: Instant.parse("2027-02-10T00:00:00.000Z") },
      "2027-02-10T00:00:00.000Z",
    )
    expect(later.after.timerAt?.slice(0, 13)).toMatch(/^2027-0(2-28T(1[6-9]|2\d)|3-01T(0\d|1[0-5]))$/)
  })

  const due = { ...fresh, timerAt: Instant.parse("2027-03-01T00:00:00.000Z") }
  const told = lookAt(due, "2027-03-01T00:00:00.000Z")

  it("tells the center when it is due, lists the account, and does nothing else", () => {
    expect(told.kinds).toEqual(["saveAgreement", "listAgreement", "tell"])
    expect(told.after).toMatchObject({ status: "running", arrearsToldAt: "2027-03-01T00:00:00.000Z" })
    expect(told.changes).toContainEqual(
      expect.objectContaining({
        kind: "listAgreement",
        list: "arrears",
        accountNo: "a-1",
        since: "2027-03-01",
      }),
    )
    const message = told.changes.find((change) => change.kind === "tell")?.message
    expect(message).toMatchObject({
      type: "agreement.arrears-due",
      to: account.centerId,
      accountNo: "a-1",
      actionNeeded: true,
    })
    expect(message).not.toHaveProperty("note")
  })

  it("tells it once an episode, and looks daily until somebody acts", () => {
    const again = lookAt(told.after, "2027-03-02T00:00:00.000Z")
    expect(again.kinds).toEqual(["saveAgreement"])
    expect(again.after).toMatchObject({
      arrearsToldAt: "2027-03-01T00:00:00.000Z",
      timerAt: "2027-03-03T00:00:00.000Z",
    })
  })

  it("takes it off the list when months were paid; the next episode is told again", () => {
    const paid = paidOf(segmentOf({ from: "2026-11", to: "2027-02" }))
    const settled = lookAt(told.after, "2027-03-02T00:00:00.000Z", { record: paid })
    expect(settled.kinds).toEqual(["saveAgreement", "unlistAgreement"])
    expect(settled.after.arrearsToldAt).toBeUndefined()
    const next = { ...settled.after, timerAt: Instant.parse("2027-07-01T00:00:00.000Z") }
    expect(lookAt(next, "2027-07-01T00:00:00.000Z", { record: paid }).kinds).toContain("tell")
  })

  it.each([
    ["the account was closed", { account: flexibleAccount({ status: "05" }) }],
    ["the account is no more", { account: undefined }],
  ])("stops when %s", (_, over) => {
    const stopped = lookAt(told.after, "2027-03-02T00:00:00.000Z", over)
    expect(stopped.kinds).toEqual(["saveAgreement", "unlistAgreement"])
    expect(stopped.after.timerAt).toBeUndefined()
  })

  it("owes nothing while a unit pays", () => {
    expect(lookAt(due, "2027-03-01T00:00:00.000Z", { account: someAccount() }).kinds).toEqual([
      "saveAgreement",
    ])
  })

  it("goes on looking where the center rules nothing yet", () => {
    const free = lookAt(due, "2027-03-01T00:00:00.000Z", { rule: undefined })
    expect(free.kinds).toEqual(["saveAgreement"])
    expect(free.after.timerAt).toBe("2027-04-01T00:00:00.000Z")
  })

  it("is left alone by an end, unless the account is to be closed for emptiness (辽宁 五(十四))", () => {
    const ending = endingOf({ reason: "arrears" })
    expect(ended(account, ending, { latest: told.after, arrears: changji })).not.toHaveProperty("timerAt")
    const closing: ArrearsRule = { ...changji, zeroBalance: true, effect: "closesAccount" }
    expect(ended(account, ending, { latest: told.after, arrears: closing })).toHaveProperty("timerAt")
  })
})

const until = (to: string, over: object = {}) => [segmentOf({ from: "2026-11", to, ...over })]
const group = (to: string) => [{ origin: "local", segments: until(to) }]

describe("a contribution record that is replaced", () => {
  const now = Instant.parse("2026-12-01T00:00:00.000Z")

  it("makes the clock look at once when it falls behind, or when arrears were told", () => {
    const asked = (agreement: AgreementRecord | undefined, before: string, after: readonly Segment[]) =>
      followRecord(agreement, group(before), after, now).length
    expect(asked(fresh, "2026-12", until("2027-01"))).toBe(0)
    expect(asked(fresh, "2026-12", until("2026-11"))).toBe(1)
    expect(asked(fresh, "2026-12", until("2026-12", { principal: "0.00", contributions: "0.00" }))).toBe(1)
    expect(asked({ ...fresh, arrearsToldAt: now }, "2026-12", until("2027-01"))).toBe(1)
    expect(asked(undefined, "2026-12", until("2026-11"))).toBe(0)
  })
})
