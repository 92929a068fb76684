import { describe, expect, it } from "vitest"
import { calendarFor } from "../../../functions/domain/calendar/working-days.ts"
import { passTime } from "../../../functions/domain/transfer/pass-time.ts"
import {
  account,
  act,
  confirm,
  contextAt,
  day,
  goldenStatement,
  letterSent,
  money,
  O,
  pass,
  pay,
  reference,
  staff,
  state,
} from "./stage.ts"

describe("the clock of a transfer", () => {
  it("gives confirmation and statement five working days together", () => {
    // Tuesday 1 September 2026, five working days: 2, 3, 4, 7, 8.
    expect(letterSent().transfer.running).toMatchObject({
      leg: "confirmation",
      party: "out",
      dueOn: "2026-09-08",
      dueAt: "2026-09-08T16:00:00.000Z",
    })
    const stage = letterSent()
    confirm(stage)
    expect(stage.transfer.running).toMatchObject({ leg: "statement", dueOn: "2026-09-08" })
  })

  it("does nothing before the leg is due", () => {
    expect(pass(letterSent(), "2026-09-08T15:59:59.999Z")).toBe("nothing")
  })

  it("escalates a breached leg to both centers and the operator, and consents to nothing", () => {
    const stage = letterSent()
    expect(pass(stage, "2026-09-08T16:00:00.000Z")).toBe("escalation")
    expect(stage.transfer.status).toBe("letterSent")
    expect(
      stage.told.filter((message) => message.type === "transfer.escalated").map((message) => message.to),
    ).toEqual([O, "140500000000000", "operator"])
  })

  it("does a doubled tick only once", () => {
    const stage = letterSent()
    pass(stage, "2026-09-08T16:00:00.000Z")
    expect(pass(stage, "2026-09-08T16:00:00.000Z")).toBe("nothing")
  })

  it("expires thirty working days after the breach, and the holds end", () => {
    const stage = letterSent()
    confirm(stage)
    pass(stage, "2026-09-08T16:00:00.000Z")
    expect(stage.transfer.expiryAt).toBe("2026-10-26T16:00:00.000Z")
    expect(pass(stage, "2026-10-26T16:00:00.000Z")).toBe("expiry")
    expect([stage.transfer.status, stage.out?.holds, stage.in.holds, stage.marked]).toEqual([
      "expired",
      [],
      [],
      false,
    ])
  })

  it("never expires once money has moved: the supervisor hears of it every five working days", () => {
    const stage = letterSent()
    confirm(stage)
    pay(stage, "PAY-1", "52714.06")
    expect(pass(stage, "2026-09-08T16:00:00.000Z")).toBe("escalation")
    // 9 September in China, five working days: 10, 11, 14, 15, 16.
    expect(stage.transfer.timerAt).toBe("2026-09-16T16:00:00.000Z")
    expect(pass(stage, "2026-09-16T16:00:00.000Z")).toBe("escalation")
    expect(stage.transfer.escalations).toBe(2)
  })

  it("counts the three days of booking from the later of statement and money", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage)
    expect(stage.transfer.running).toMatchObject({ leg: "payment", party: "out" })
    pay(stage, "PAY-1", "52714.06", "2026-09-30T02:00:00.000Z")
    // Golden case 9: statement and money on 30 September, three working days: Saturday 10 October works.
    expect(stage.transfer.running).toMatchObject({ leg: "completion", party: "in", dueOn: "2026-10-10" })
  })

  it("counts from the China day of the commit", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", "52714.06", "2026-10-09T16:30:00.000Z")
    expect(stage.transfer.running).toMatchObject({ dueOn: "2026-10-14" })
  })

  it("says that a deadline falls into an unpublished year instead of guessing, and reviews it without escalating", () => {
    const stage = letterSent({ out: account(O, "OLD1") })
    confirm(stage)
    const paid = {
      ...goldenStatement,
      payment: { reference: reference("PAY-9"), amount: money("52714.06"), paidOn: day("2026-12-23") },
    }
    act(stage, "out", { action: "statement", body: paid }, "2026-12-23T02:00:00.000Z")
    expect(stage.transfer.running).toMatchObject({ leg: "completion", unpublishedYear: 2027 })
    expect(stage.transfer.running?.dueOn).toBeUndefined()
    expect(pass(stage, stage.transfer.timerAt ?? "")).toBe("calendar-review")
    expect(stage.transfer.escalations).toBe(0)
  })

  it("counts a leg from its own beginning once the calendar is out, however often it was reviewed", () => {
    const stage = letterSent({ out: account(O, "OLD1") })
    confirm(stage)
    const paid = {
      ...goldenStatement,
      payment: { reference: reference("PAY-9"), amount: money("52714.06"), paidOn: day("2026-12-23") },
    }
    act(stage, "out", { action: "statement", body: paid }, "2026-12-23T02:00:00.000Z")
    for (const _ of [1, 2, 3]) expect(pass(stage, stage.transfer.timerAt ?? "")).toBe("calendar-review")
    const published = calendarFor({
      overrides: [
        {
          id: "national-2027",
          scope: "national",
          source: { title: "2027", on: day("2026-12-27") },
          covers: { from: day("2026-12-25"), to: day("2027-12-31") },
          days: [],
        },
      ],
    })
    const reviewed = passTime(stage.transfer, {
      ...contextAt(stage, stage.transfer.timerAt ?? "", "clock"),
      calendars: { out: published, in: published },
    })
    expect(reviewed).toMatchObject({ case: { running: { leg: "completion", dueOn: "2026-12-28" } } })
  })

  it("has no clock after the end", () => {
    const stage = letterSent()
    act(stage, "in", { action: "cancellation" })
    expect(stage.transfer.timerAt).toBeUndefined()
    expect(pass(stage, "2027-09-08T16:00:00.000Z")).toBe("nothing")
  })

  it("reports the refusal's three days to the transfer-in center", () => {
    const stage = letterSent()
    confirm(stage)
    act(stage, "out", { action: "refusal", body: { reasonCode: "guarantee", ...staff } })
    expect(stage.transfer.running).toMatchObject({ leg: "acknowledgement", party: "in", dueOn: "2026-09-07" })
  })
})
