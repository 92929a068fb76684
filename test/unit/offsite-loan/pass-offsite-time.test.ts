import { describe, expect, it } from "vitest"
import { Instant, LocalDate } from "../../../contracts/primitives.ts"
import { isAtRest, restsUntil, standingOf } from "../../../functions/domain/case/hub-case.ts"
import { account, act, certification, certifiedStage, H, L, opened, pass } from "./stage.ts"

describe("the clock of a request", () => {
  it("gives the home center five working days", () => {
    // Tuesday 1 September 2026, five working days: 2, 3, 4, 7, 8.
    expect(opened().case.legs).toMatchObject([
      { leg: "certification", party: "home", dueOn: "2026-09-08", dueAt: "2026-09-08T16:00:00.000Z" },
    ])
    expect(pass(opened(), "2026-09-08T15:59:59.999Z")).toBe("nothing")
  })

  it("escalates a breach to both centers and the operator, and certifies nothing", () => {
    const stage = opened()
    stage.told.length = 0
    expect(pass(stage, "2026-09-08T16:00:00.000Z")).toBe("escalation")
    expect(stage.case).toMatchObject({ status: "requested", escalations: 1 })
    expect(stage.told.map(({ to }) => to)).toEqual([L, H, "operator"])
    expect(pass(stage, "2026-09-08T16:00:00.000Z")).toBe("nothing")
  })

  it("tells it again every five working days, and ends the request thirty working days after the breach", () => {
    const stage = opened()
    pass(stage, "2026-09-08T16:00:00.000Z")
    expect(stage.case.expiryAt).toBe("2026-10-26T16:00:00.000Z")
    let rounds = 0
    while (stage.case.timerAt !== undefined && rounds < 20) {
      pass(stage, stage.case.timerAt)
      rounds += 1
    }
    expect(stage.case).toMatchObject({ status: "expired", endedOn: "2026-10-27" })
    expect(stage.case.escalations).toBeGreaterThanOrEqual(5)
    expect(stage.person.offsiteLoans).toEqual([])
    expect(stage.identityErased).toBe(1)
  })
})

describe("the clock of a certificate", () => {
  it("ends it at 24:00 of its last day, with the hold and the rule of one certificate", () => {
    const stage = certifiedStage()
    expect(account(stage).holds).toMatchObject([{ ground: "certificate", to: "2026-10-09" }])
    expect(pass(stage, "2026-10-09T15:59:59.999Z")).toBe("escalation")
    expect(pass(stage, "2026-10-09T16:00:00.000Z")).toBe("expiry")
    expect(stage.case.status).toBe("expired")
    expect(account(stage).holds).toEqual([])
    expect(stage.person.certificate).toBeUndefined()
    expect(stage.person.offsiteLoans).toEqual([])
  })

  it("does not let a dead certificate that nobody has ended yet bar the next one", () => {
    const stage = opened()
    const dead = {
      personRef: stage.person.personRef,
      offsiteLoanId: stage.case.offsiteLoanId,
      homeCenterId: H,
      validTo: LocalDate.parse("2026-08-31"),
    }
    stage.person = { ...stage.person, certificate: dead }
    expect(act(stage, { action: "certification", body: certification() })).toBe("certification")
    const alive = opened()
    alive.person = { ...alive.person, certificate: { ...dead, validTo: LocalDate.parse("2026-09-01") } }
    expect(act(alive, { action: "certification", body: certification() })).toBe("certificate-exists LON-009")
  })
})

/** A loan whose feed of October is due in the middle of November. */
const granted = () => {
  const stage = certifiedStage()
  const legs = [
    {
      leg: "statusFeed" as const,
      party: "loan" as const,
      since: Instant.parse("2026-09-01T01:00:00.000Z"),
      dueOn: LocalDate.parse("2026-11-15"),
      dueAt: Instant.parse("2026-11-15T16:00:00.000Z"),
      lookAt: Instant.parse("2026-11-15T16:00:00.000Z"),
    },
  ]
  const { expiryAt: _expiryAt, ...rest } = stage.case
  stage.case = {
    ...rest,
    status: "granted",
    legs,
    timerAt: Instant.parse("2026-11-15T16:00:00.000Z"),
  }
  return stage
}

describe("a granted loan", () => {
  it("is at rest for its workflow, and looked at when the feed is late", () => {
    const stage = granted()
    expect(isAtRest(stage.case)).toBe(true)
    expect(standingOf(stage.case)).toMatchObject({ status: "granted", dueAt: null })
    expect(restsUntil(stage.case)).toBe("2026-11-15T16:00:00.000Z")
    expect(pass(stage, "2026-11-15T16:00:00.000Z")).toBe("escalation")
    expect(isAtRest(stage.case)).toBe(true)
    expect(restsUntil(stage.case)).toBe("2026-11-23T16:00:00.000Z")
  })

  it("waits in a workflow while somebody has something to do, each leg with its own deadline", () => {
    const stage = granted()
    stage.case = {
      ...stage.case,
      loan: {
        balance: certification().balance,
        overdueAmount: certification().loanTotal,
        overduePeriods: 1,
      },
    }
    expect(
      act(stage, {
        action: "collection-request",
        body: {
          overduePeriods: 1,
          overdueAmount: certification().monthlyContribution,
          handler: certification().handler,
          reviewer: certification().reviewer,
        },
      }),
    ).toBe("collection-request")
    expect(standingOf(stage.case)).toMatchObject({
      status: "servicing",
      dueAt: "2026-09-08T16:00:00.000Z",
    })
    expect(pass(stage, "2026-09-08T16:00:00.000Z")).toBe("escalation")
    const escalated = stage.case.legs.filter(({ escalatedAt }) => escalatedAt !== undefined)
    expect(escalated.map(({ leg }) => leg)).toEqual(["collectionAnswer"])
  })
})
