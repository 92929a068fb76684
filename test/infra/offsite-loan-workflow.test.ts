import { describe, expect, it } from "vitest"
import { AWAITED_OFFSITE_PLACES, ENDED_OFFSITE_PLACES } from "../../contracts/workflows.ts"
import { dayMs, hourMs, offsiteDefinition, startOffsiteLoan } from "./case-on-the-machine.ts"

const tasks = Object.entries(offsiteDefinition.States).flatMap(([name, state]) =>
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

  it("has a waiting state for each place that somebody must move on", () => {
    const awaited = humanWaits.flatMap((task) =>
      "awaited" in task.Arguments.Payload ? task.Arguments.Payload.awaited : [],
    )
    expect(awaited.toSorted()).toEqual([...AWAITED_OFFSITE_PLACES].toSorted())
  })

  it("has no state that the business does not know", () => {
    expect(
      Object.values(offsiteDefinition.States).filter(
        ({ Type }) => !["Task", "Choice", "Succeed", "Fail"].includes(Type),
      ),
    ).toEqual([])
  })
})

describe("the ordinary case", () => {
  it("takes five billed transitions from the request to the grant, and ends there", async () => {
    const { execution, act, states } = startOffsiteLoan()
    await act("certified")
    await act("granted", null)
    expect(execution).toMatchObject({ status: "SUCCEEDED", stateTransitions: 5 })
    expect(states()).toEqual(["AwaitCertification", "AwaitDecision", "WhereItStands", "Granted"])
  })

  it("takes seven when a quote is kept before the grant with another deadline", async () => {
    const { execution, act } = startOffsiteLoan()
    await act("certified")
    await act("certified", 2 * dayMs)
    await act("granted", null)
    expect(execution).toMatchObject({ status: "SUCCEEDED", stateTransitions: 7 })
  })

  it.each(ENDED_OFFSITE_PLACES)("ends when the case stands at %s", async (place) => {
    const { execution, act } = startOffsiteLoan()
    await act(place, null)
    expect(execution.status).toBe("SUCCEEDED")
  })
})

describe("a loan that is serviced", () => {
  it("has an execution of its own, which walks to where it waits", async () => {
    const { clock, execution, states } = startOffsiteLoan({ status: "servicing" })
    await clock.settle()
    expect(states()).toEqual(["AwaitCertification", "AwaitDecision", "WhereItStands", "AwaitServicing"])
    expect(execution.status).toBe("RUNNING")
  })

  it("ends it when nobody has anything to do any more", async () => {
    const { execution, act, states } = startOffsiteLoan({ status: "servicing" })
    await act("servicing", 2 * dayMs)
    await act("granted", null)
    expect(states().at(-1)).toBe("Granted")
    expect(execution.status).toBe("SUCCEEDED")
  })

  it("is escalated when the home center does not answer", async () => {
    const { clock, states, decideOnTick } = startOffsiteLoan({ status: "servicing" })
    decideOnTick("servicing", dayMs)
    await clock.advance(dayMs)
    expect(states().slice(-3)).toEqual(["EscalateOrExpire", "WhereItStands", "AwaitServicing"])
  })
})

describe("a restart", () => {
  it("of a certified case walks to the decision without waiting", async () => {
    const { clock, execution, states } = startOffsiteLoan({ status: "certified" })
    await clock.settle()
    expect(states().at(-1)).toBe("AwaitDecision")
    expect(execution.status).toBe("RUNNING")
  })

  it("ends the execution that it replaces quietly", async () => {
    const { clock, execution, states } = startOffsiteLoan({ generation: 2 })
    await clock.settle()
    expect(execution.status).toBe("SUCCEEDED")
    expect(states()).toEqual(["AwaitCertification", "SupersededByRestart"])
  })
})

describe("the clock", () => {
  it("lets a certificate expire that nobody lent upon", async () => {
    const { clock, execution, calls, decideOnTick, states } = startOffsiteLoan({ status: "certified" })
    decideOnTick("expired", null)
    await clock.advance(dayMs)
    expect(calls.at(-1)).toEqual({ task: "tick-offsite-loan", atMs: dayMs })
    expect(states().slice(-3)).toEqual(["EscalateOrExpire", "WhereItStands", "Expired"])
    expect(execution.status).toBe("SUCCEEDED")
  })

  it("breaks loudly when a dependency stays down", async () => {
    const { clock, execution, failCalls } = startOffsiteLoan()
    failCalls(7)
    await clock.advance(hourMs)
    expect(execution).toMatchObject({ status: "FAILED", error: "OffsiteLoanClockBroken" })
  })
})
