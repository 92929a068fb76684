import { describe, expect, it } from "vitest"
import { Instant } from "../../../contracts/primitives.ts"
import type { CaseStanding, ParkCasePayload } from "../../../contracts/workflows.ts"
import type { OffsiteLoanCase } from "../../../functions/domain/offsite-loan/offsite-loan-case.ts"
import { parkCase } from "../../../functions/use-cases/park-case.ts"
import { sweepCases } from "../../../functions/use-cases/sweep-cases.ts"
import { CollectionRequest } from "../../../contracts/offsite-loans.ts"
import { act, certifiedStage, grant, people, reserve } from "./stage.ts"

const granted = (): OffsiteLoanCase => {
  const stage = certifiedStage()
  reserve(stage)
  act(stage, { action: "grant", body: grant() })
  return stage.case
}

const serviced = (): OffsiteLoanCase => {
  const stage = certifiedStage()
  reserve(stage)
  act(stage, { action: "grant", body: grant() })
  const { loan } = stage.case
  if (loan === undefined) throw new Error("a granted case has a loan")
  stage.case = { ...stage.case, loan: { ...loan, overduePeriods: 1 } }
  const body = CollectionRequest.parse({ overduePeriods: 1, overdueAmount: "1600.00", ...people })
  act(stage, { action: "collection-request", body })
  return stage.case
}

/** One case, watched by the sweeper as the store would show it; what the sweeper does is written down. */
const sweepOf = (
  watched: OffsiteLoanCase,
  {
    heard,
    token,
    wakeBy,
  }: { readonly heard: "woken" | "gone"; readonly token?: string; readonly wakeBy: string },
) => {
  const done: string[] = []
  const note = <Value>(what: string, value: Value): Promise<Value> => {
    done.push(what)
    return Promise.resolve(value)
  }
  const sweep = sweepCases({
    toWake: (shard) =>
      Promise.resolve(shard === "0" ? [{ kind: "case" as const, caseId: watched.offsiteLoanId }] : []),
    readWatchedCase: () =>
      Promise.resolve({
        case: watched,
        wakeBy,
        ...(token === undefined ? {} : { wait: { token, generation: watched.generation } }),
      }),
    wake: (_token, { status }) => note(`wake ${status}`, heard),
    start: ({ generation, dueAt }) => note(`start ${generation} until ${dueAt}`, undefined),
    raiseGeneration: (_id, seen) => note(`raise ${seen}`, true),
    restCase: (_id, _version, until) => note(`rest until ${until}`, undefined),
    tick: () => note("tick", undefined),
    lookAgainAt: () => note("look again", undefined),
  })
  return async (at: string) => {
    const counts = await sweep(Instant.parse(at))
    return { done, counts }
  }
}

describe("the sweeper and a loan that runs quietly", () => {
  const minuteAfter = "2026-09-01T01:02:00.000Z"

  it("lets it rest until its feed is late", async () => {
    const { done } = await sweepOf(granted(), { heard: "gone", token: "t", wakeBy: minuteAfter })(minuteAfter)
    expect(done).toEqual(["wake granted", "rest until 2026-11-15T16:00:00.000Z"])
  })

  it("ends the execution that has not heard of the grant", async () => {
    const { counts } = await sweepOf(granted(), { heard: "woken", token: "t", wakeBy: minuteAfter })(
      minuteAfter,
    )
    expect(counts).toMatchObject({ woken: 1, restarted: 0 })
  })

  it("looks at it itself on that day, and starts nothing", async () => {
    const due = "2026-11-15T16:00:00.000Z"
    const { done, counts } = await sweepOf(granted(), { heard: "gone", wakeBy: due })(due)
    expect(done).toEqual(["tick"])
    expect(counts).toMatchObject({ ticked: 1, restarted: 0 })
  })

  it("leaves it alone before", async () => {
    const early = "2026-11-15T15:59:00.000Z"
    const { done } = await sweepOf(granted(), { heard: "gone", wakeBy: "2026-11-15T16:00:00.000Z" })(early)
    expect(done).toEqual([])
  })

  it("starts the next execution of one that has something to do and lost its own", async () => {
    const { done } = await sweepOf(serviced(), { heard: "gone", token: "t", wakeBy: minuteAfter })(
      minuteAfter,
    )
    expect(done).toEqual(["wake servicing", "raise 1", "start 2 until 2026-09-08T16:00:00.000Z"])
  })
})

const parkOf = (hubCase: OffsiteLoanCase) => {
  const done: (CaseStanding["status"] | "parked" | "superseded")[] = []
  const park = parkCase({
    readHubCase: () => Promise.resolve(hubCase),
    park: () => {
      done.push("parked")
      return Promise.resolve("parked")
    },
    wake: (_token, { status }) => {
      done.push(status)
      return Promise.resolve()
    },
    supersede: () => {
      done.push("superseded")
      return Promise.resolve()
    },
  })
  return async (awaited: ParkCasePayload["awaited"], over: Partial<ParkCasePayload> = {}) => {
    await park({
      token: "t",
      caseId: hubCase.offsiteLoanId,
      generation: 1,
      awaited,
      dueAt: null,
      now: Instant.parse("2026-09-01T02:00:00.000Z"),
      ...over,
    })
    return done
  }
}

describe("the park of an execution of a granted loan", () => {
  it("never waits where the loan runs quietly: it is told at once, and ends", async () => {
    expect(await parkOf(granted())(["certified"])).toEqual(["granted"])
    expect(await parkOf(granted())(["servicing"])).toEqual(["granted"])
  })

  it("waits in servicing by the earliest leg, and is told when it believes in another deadline", async () => {
    const dueAt = Instant.parse("2026-09-08T16:00:00.000Z")
    expect(await parkOf(serviced())(["servicing"], { dueAt })).toEqual(["parked"])
    expect(await parkOf(serviced())(["servicing"], { dueAt: null })).toEqual(["servicing"])
    expect(await parkOf(serviced())(["requested"], { dueAt })).toEqual(["servicing"])
  })

  it("gives way to a later execution", async () => {
    expect(await parkOf({ ...serviced(), generation: 2 })(["servicing"])).toEqual(["superseded"])
  })
})
