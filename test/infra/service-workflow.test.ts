import { describe, expect, it } from "vitest"
import { AWAITED_SERVICE_PLACES, ENDED_SERVICE_PLACES } from "../../contracts/workflows.ts"
import { dayMs, hourMs, serviceCaseDefinition, startServiceCase } from "./case-on-the-machine.ts"

const tasks = Object.entries(serviceCaseDefinition.States).flatMap(([name, state]) =>
  state.Type === "Task" ? [{ name, ...state }] : [],
)
const humanWaits = tasks.filter((task) => task.Resource.endsWith(".waitForTaskToken"))

/** How a case of each mode moves on when nothing goes wrong, and each case passes the same states. */
const ordinary = {
  "online, an answer of the home center": ["delivering", "closed"],
  "online, a withdrawal": ["paying", "delivering", "closed"],
  "agent, a certificate": ["delivering", "closed"],
  "agent, a withdrawal": ["paying", "delivering", "closed"],
  "joint, a withdrawal over a verified fact": ["deciding", "paying", "delivering", "closed"],
  "joint, a change of the record": ["deciding", "delivering", "closed"],
  "joint, a refusal of what was not verified": ["deciding", "delivering", "closed"],
} as const

const legs = ["AwaitHandling", "AwaitDecision", "AwaitPayment", "AwaitDelivery"]

describe("the definition", () => {
  it.each(humanWaits)("$name has a timeout, and catches timeout, restart and everything else", (task) => {
    expect(task.TimeoutSeconds).toMatch(/^\{%.*\$max\(\[1, \$min\(\[31536000, .*%\}$/)
    expect(task.Catch.map(({ ErrorEquals, Next }) => [ErrorEquals, Next])).toEqual([
      [["States.Timeout"], "EscalateOrExpire"],
      [["Superseded"], "SupersededByRestart"],
      [["States.ALL"], "Broken"],
    ])
  })

  it("has a waiting state for each place that somebody must move on", () => {
    const awaited = humanWaits.flatMap((task) =>
      "awaited" in task.Arguments.Payload ? task.Arguments.Payload.awaited : [],
    )
    expect(awaited.toSorted()).toEqual([...AWAITED_SERVICE_PLACES].toSorted())
  })

  it("has no state that the business does not know", () => {
    expect(
      Object.values(serviceCaseDefinition.States).filter(
        ({ Type }) => !["Task", "Choice", "Succeed", "Fail"].includes(Type),
      ),
    ).toEqual([])
  })
})

describe("the ordinary case", () => {
  it.each(Object.entries(ordinary))("%s: seven billed transitions, and it ends there", async (_, places) => {
    const { execution, act, states } = startServiceCase()
    for (const place of places) await act(place, place === "closed" ? null : dayMs)
    expect(execution).toMatchObject({ status: "SUCCEEDED", stateTransitions: 7 })
    expect(states()).toEqual([...legs, "WhereItStands", "Closed"])
  })

  it.each([
    ["submitted", "AwaitHandling"],
    ["deciding", "AwaitDecision"],
    ["paying", "AwaitPayment"],
    ["delivering", "AwaitDelivery"],
  ] as const)("that stands at %s sleeps in %s, past the legs that are over", async (place, state) => {
    const { execution, act, clock, states } = startServiceCase()
    if (place === "submitted") await clock.settle()
    else await act(place)
    expect(execution.status).toBe("RUNNING")
    expect(states()).toEqual(legs.slice(0, legs.indexOf(state) + 1))
  })

  it("enters no leg that is over a second time: an approved answer waits for its delivery alone", async () => {
    const { act, calls } = startServiceCase()
    await act("delivering")
    expect(calls.map(({ task }) => task)).toEqual(Array.from({ length: 4 }, () => "park-case"))
  })

  it.each(ENDED_SERVICE_PLACES)("ends when the case is %s", async (place) => {
    const { execution, act, states } = startServiceCase()
    await act(place, null)
    expect(execution.status).toBe("SUCCEEDED")
    expect(states().at(-1)?.toLowerCase()).toBe(place)
  })
})

describe("a supplement", () => {
  it("is waited for in a state of its own, and the case is handled again", async () => {
    const { execution, act, states } = startServiceCase()
    await act("supplementRequested")
    expect(states().slice(-2)).toEqual(["WhereItStands", "AwaitSupplement"])
    await act("submitted")
    expect(states().slice(-2)).toEqual(["WhereItStands", "AwaitHandling"])
    await act("delivering")
    await act("closed", null)
    expect(execution).toMatchObject({ status: "SUCCEEDED", stateTransitions: 14 })
  })

  it("may be asked for again", async () => {
    const { execution, act, states } = startServiceCase()
    await act("supplementRequested")
    await act("submitted")
    await act("supplementRequested")
    expect(states().at(-1)).toBe("AwaitSupplement")
    await act("cancelled", null)
    expect(execution.status).toBe("SUCCEEDED")
  })

  it("that never comes lets the case expire", async () => {
    const { clock, execution, act, calls, decideOnTick, states } = startServiceCase()
    await act("supplementRequested", 2 * dayMs)
    decideOnTick("expired", null)
    await clock.advance(2 * dayMs)
    expect(calls.at(-1)).toEqual({ task: "tick-service-case", atMs: 2 * dayMs })
    expect(states().slice(-3)).toEqual(["EscalateOrExpire", "WhereItStands", "Expired"])
    expect(execution.status).toBe("SUCCEEDED")
  })
})

describe("a payment that the bank returns", () => {
  it("is waited for again while the execution still runs", async () => {
    const { execution, act, states } = startServiceCase()
    await act("paying")
    await act("delivering")
    await act("paying")
    expect(states().slice(-2)).toEqual(["WhereItStands", "AwaitPayment"])
    await act("delivering")
    await act("closed", null)
    expect(execution).toMatchObject({ status: "SUCCEEDED", stateTransitions: 10 })
  })

  it("of a closed case has an execution of its own, which walks to where it waits", async () => {
    const { clock, execution, act, states } = startServiceCase({ status: "paying" })
    await clock.settle()
    expect(states()).toEqual(["AwaitHandling", "AwaitDecision", "AwaitPayment"])
    await act("delivering")
    await act("closed", null)
    expect(execution).toMatchObject({ status: "SUCCEEDED", stateTransitions: 7 })
  })
})

describe("a restart", () => {
  it("of a case that lacks papers walks to the supplement without waiting", async () => {
    const { clock, execution, states } = startServiceCase({ status: "supplementRequested" })
    await clock.settle()
    expect(states()).toEqual([...legs, "WhereItStands", "AwaitSupplement"])
    expect(execution.status).toBe("RUNNING")
  })

  it("ends the execution that it replaces quietly", async () => {
    const { clock, execution, states } = startServiceCase({ generation: 2 })
    await clock.settle()
    expect(execution.status).toBe("SUCCEEDED")
    expect(states()).toEqual(["AwaitHandling", "SupersededByRestart"])
  })

  it("is noticed after a tick, too", async () => {
    const { clock, execution, restartElsewhere, states } = startServiceCase()
    await clock.settle()
    restartElsewhere()
    await clock.advance(dayMs)
    expect(states().slice(-3)).toEqual(["EscalateOrExpire", "WhereItStands", "SupersededByRestart"])
    expect(execution.status).toBe("SUCCEEDED")
  })
})

describe("the clock", () => {
  it.each([
    ["submitted", "AwaitHandling"],
    ["deciding", "AwaitDecision"],
    ["paying", "AwaitPayment"],
    ["delivering", "AwaitDelivery"],
    ["supplementRequested", "AwaitSupplement"],
  ] as const)("asks the case when its time at %s is up, and waits on in %s", async (place, state) => {
    const { clock, execution, calls, decideOnTick, states } = startServiceCase({ status: place })
    decideOnTick(place, 3 * dayMs)
    await clock.advance(dayMs)
    expect(calls.filter(({ task }) => task === "tick-service-case")).toEqual([
      { task: "tick-service-case", atMs: dayMs },
    ])
    expect(states().slice(-3)).toEqual(["EscalateOrExpire", "WhereItStands", state])
    expect(execution.status).toBe("RUNNING")
  })

  it("looks again after thirty days when the deadline is not known", async () => {
    const { clock, calls } = startServiceCase({ dueInMs: null })
    await clock.advance(30 * dayMs - 1)
    expect(calls.map(({ task }) => task)).toEqual(["park-case"])
    await clock.advance(1)
    expect(calls.map(({ task }) => task)).toEqual(["park-case", "tick-service-case", "park-case"])
  })

  it("forgives a dependency that is down for a minute", async () => {
    const { clock, execution, failCalls, act, states } = startServiceCase()
    failCalls(3)
    await clock.advance(hourMs)
    await act("paying")
    expect(execution.status).toBe("RUNNING")
    expect(states().at(-1)).toBe("AwaitPayment")
  })

  it("breaks loudly when a dependency stays down", async () => {
    const { clock, execution, failCalls } = startServiceCase()
    failCalls(7)
    await clock.advance(hourMs)
    expect(execution).toMatchObject({ status: "FAILED", error: "ServiceClockBroken" })
  })

  it("breaks loudly when a case stands where a service case cannot stand", async () => {
    const { execution, act } = startServiceCase()
    await act("servicing", null)
    expect(execution).toMatchObject({ status: "FAILED", error: "ServiceClockBroken" })
  })
})
