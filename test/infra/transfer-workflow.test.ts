import { describe, expect, it } from "vitest"
import { AWAITED_STATUSES, ENDED_STATUSES } from "../../contracts/workflows.ts"
import { dayMs, definition, hourMs, startCase } from "./case-on-the-machine.ts"

const tasks = Object.entries(definition.States).flatMap(([name, state]) =>
  state.Type === "Task" ? [{ name, ...state }] : [],
)
const humanWaits = tasks.filter((task) => task.Resource.endsWith(".waitForTaskToken"))

describe("the definition", () => {
  it.each(humanWaits)("$name has a timeout, and catches timeout, restart and everything else", (task) => {
    expect(task.TimeoutSeconds).toMatch(/^\{%.*\$max\(\[1, \$min\(\[31536000, .*%\}$/)
    expect(task.Catch.map((rule) => rule.ErrorEquals)).toEqual([
      ["States.Timeout"],
      ["Superseded"],
      ["States.ALL"],
    ])
  })

  it("has a waiting state for each status that somebody must move on", () => {
    const awaited = humanWaits.flatMap((task) =>
      "awaited" in task.Arguments.Payload ? task.Arguments.Payload.awaited : [],
    )
    expect(awaited.toSorted()).toEqual([...AWAITED_STATUSES].toSorted())
  })

  it.each(tasks)("$name retries a bounded number of times", (task) => {
    for (const rule of task.Retry) expect(rule.MaxAttempts).toBeLessThanOrEqual(6)
  })

  it("has no state that the business does not know", () => {
    expect(
      Object.values(definition.States).filter(
        ({ Type }) => !["Task", "Choice", "Succeed", "Fail"].includes(Type),
      ),
    ).toEqual([])
  })
})

describe("the ordinary case", () => {
  it("takes six billed transitions from the letter to the booking", async () => {
    const { execution, act } = startCase()
    await act("letterConfirmed")
    await act("statementSent")
    await act("completed", null)
    expect(execution).toMatchObject({ status: "SUCCEEDED", stateTransitions: 6 })
  })

  it("takes eight when the money is told after the statement", async () => {
    const { execution, act, states } = startCase()
    await act("letterConfirmed")
    await act("statementSent")
    await act("statementSent", 3 * dayMs)
    await act("completed", null)
    expect(execution).toMatchObject({ status: "SUCCEEDED", stateTransitions: 8 })
    expect(states().slice(2)).toEqual([
      "AwaitCompletion",
      "WhereItStands",
      "AwaitCompletion",
      "WhereItStands",
      "Completed",
    ])
  })
})

describe("what is not ordinary", () => {
  it("waits for the acknowledgement of a refusal", async () => {
    const { execution, act, states } = startCase()
    await act("letterConfirmed")
    await act("refused")
    expect(states().at(-1)).toBe("AwaitAcknowledgement")
    await act("closedAsRefused", null)
    expect(states().at(-1)).toBe("ClosedAsRefused")
    expect(execution.status).toBe("SUCCEEDED")
  })

  it("goes through negotiation", async () => {
    const { act, states } = startCase()
    await act("letterConfirmed")
    await act("statementSent")
    await act("negotiating")
    expect(states().at(-1)).toBe("AwaitNegotiation")
    await act("completedAfterNegotiation", null)
    expect(states().at(-1)).toBe("Completed")
  })

  it.each(ENDED_STATUSES)("ends when the case stands at %s", async (status) => {
    const { execution, act } = startCase()
    await act(status, null)
    expect(execution.status).toBe("SUCCEEDED")
  })
})

describe("a restart", () => {
  it.each([
    ["letterConfirmed", "AwaitStatement"],
    ["statementSent", "AwaitCompletion"],
    ["negotiating", "AwaitNegotiation"],
    ["refused", "AwaitAcknowledgement"],
  ] as const)("of a case at %s walks to %s without waiting", async (status, state) => {
    const { clock, execution, states } = startCase({ status, dueInMs: dayMs })
    await clock.settle()
    expect(states().at(-1)).toBe(state)
    expect(execution.status).toBe("RUNNING")
  })

  it("ends the execution that it replaces quietly", async () => {
    const { clock, execution, states } = startCase({ generation: 2 })
    await clock.settle()
    expect(execution.status).toBe("SUCCEEDED")
    expect(states()).toEqual(["AwaitConfirmation", "SupersededByRestart"])
  })

  it("ends the execution that it replaces at its next tick", async () => {
    const { clock, execution, restartElsewhere, states } = startCase()
    await clock.settle()
    restartElsewhere()
    await clock.advance(2 * dayMs)
    expect(execution.status).toBe("SUCCEEDED")
    expect(states().slice(-3)).toEqual(["EscalateOrExpire", "WhereItStands", "SupersededByRestart"])
  })
})

describe("the clock", () => {
  it("asks the case at the deadline, not before", async () => {
    const { clock, calls, decideOnTick } = startCase({ dueInMs: dayMs })
    decideOnTick("letterSent", dayMs)
    await clock.advance(dayMs - 1)
    expect(calls.map(({ task }) => task)).toEqual(["park-case"])
    await clock.advance(1)
    expect(calls[1]).toEqual({ task: "tick-transfer", atMs: dayMs })
  })

  it("escalates and goes on waiting, then lets the case expire", async () => {
    const { clock, execution, decideOnTick, states } = startCase({ dueInMs: dayMs })
    decideOnTick("letterSent", dayMs)
    await clock.advance(dayMs)
    expect(states().at(-1)).toBe("AwaitConfirmation")
    decideOnTick("expired", null)
    await clock.advance(dayMs)
    expect(states().slice(-3)).toEqual(["EscalateOrExpire", "WhereItStands", "Expired"])
    expect(execution.status).toBe("SUCCEEDED")
  })

  it("waits one second for a deadline that is over already", async () => {
    const { clock, calls, decideOnTick } = startCase({ dueInMs: -5 * dayMs })
    decideOnTick("letterSent", dayMs)
    await clock.advance(1000)
    expect(calls[1]).toEqual({ task: "tick-transfer", atMs: 1000 })
  })

  it("leaves a case whose deadline is further than a year away to the next execution", async () => {
    const { clock, execution, calls } = startCase({ dueInMs: 900 * dayMs })
    await clock.advance(365 * dayMs)
    expect(calls.map(({ task }) => task)).toEqual(["park-case"])
    expect(execution.status).toBe("TIMED_OUT")
  })

  it("looks again after 30 days at a deadline that nobody can compute yet", async () => {
    const { clock, calls, decideOnTick } = startCase({ dueInMs: null })
    decideOnTick("letterSent", dayMs)
    await clock.advance(30 * dayMs)
    expect(calls[1]).toEqual({ task: "tick-transfer", atMs: 30 * dayMs })
  })
})

describe("a dependency that fails", () => {
  it("is asked again until it answers", async () => {
    const { clock, execution, calls, failCalls, states } = startCase()
    failCalls(6)
    await clock.advance(hourMs)
    expect(calls).toHaveLength(7)
    expect(execution.status).toBe("RUNNING")
    expect(new Set(states())).toEqual(new Set(["AwaitConfirmation"]))
  })

  it("breaks the execution loudly after the last attempt", async () => {
    const { clock, execution, failCalls } = startCase()
    failCalls(7)
    await clock.advance(hourMs)
    expect(execution).toMatchObject({ status: "FAILED", error: "TransferClockBroken" })
  })

  it("breaks the execution loudly when no tick succeeds", async () => {
    const { clock, execution, failCalls } = startCase()
    await clock.settle()
    failCalls(7)
    await clock.advance(dayMs + hourMs)
    expect(execution).toMatchObject({ status: "FAILED", error: "TransferClockBroken" })
  })
})
