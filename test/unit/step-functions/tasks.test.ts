import { describe, expect, it } from "vitest"
import { LambdaFunctionError } from "../../../infra/local/step-functions/state-error.ts"
import { createLocalEngine, parkTask, second, start, startMs, workTask } from "./local-machine.ts"

const failing = (errorType: string, times: number) => {
  const atMs: number[] = []
  return {
    atMs,
    work: (now: () => number) => {
      atMs.push((now() - startMs) / second)
      return atMs.length > times
        ? Promise.resolve("done")
        : Promise.reject(new LambdaFunctionError(errorType, "no"))
    },
  }
}

function runFailing(errorType: string, times: number, fields: Record<string, unknown>, more = {}) {
  const { atMs, work } = failing(errorType, times)
  const local = createLocalEngine({ invokeLambda: () => work(() => local.clock.now()) })
  const execution = start(local.engine, { A: workTask(fields), ...more })
  return { ...local, execution, atMs }
}

describe("Retry", () => {
  it("waits longer each time, up to MaxDelaySeconds", async () => {
    const Retry = [
      { ErrorEquals: ["Busy"], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 },
    ]
    const { clock, execution, atMs } = runFailing("Busy", 4, { Retry })
    await clock.advance(3600 * second)
    expect(atMs).toEqual([0, 2, 8, 26, 46])
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: "done" })
  })

  it("retries three times after 1, 2 and 4 seconds when it says no more", async () => {
    const { clock, execution, atMs } = runFailing("Busy", 9, { Retry: [{ ErrorEquals: ["States.ALL"] }] })
    await clock.advance(3600 * second)
    expect(atMs).toEqual([0, 1, 3, 7])
    expect(execution).toMatchObject({ status: "FAILED", error: "Busy" })
  })

  it("fails at once with an error that it does not name", async () => {
    const { clock, execution, atMs } = runFailing("Other", 1, { Retry: [{ ErrorEquals: ["Busy"] }] })
    await clock.advance(3600 * second)
    expect(atMs).toEqual([0])
    expect(execution).toMatchObject({ status: "FAILED", error: "Other" })
  })

  it("goes to Catch after the last attempt", async () => {
    const Retry = [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }]
    const Catch = [{ ErrorEquals: ["States.TaskFailed"], Next: "B" }]
    const { clock, execution, atMs } = runFailing("Busy", 9, { Retry, Catch }, { B: { Type: "Succeed" } })
    await clock.advance(3600 * second)
    expect(atMs).toEqual([0, 1])
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: { Error: "Busy" } })
  })

  it("tells the state how often it was retried", async () => {
    const seen: unknown[] = []
    const { clock, engine } = createLocalEngine({
      invokeLambda: (_, payload) =>
        Promise.reject(new LambdaFunctionError("Busy", String(seen.push(payload)))),
    })
    const Arguments = { FunctionName: "f", Payload: "{% $states.context.State.RetryCount %}" }
    start(engine, { A: workTask({ Arguments, Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 2 }] }) })
    await clock.advance(60 * second)
    expect(seen).toEqual([0, 1, 2])
  })
})

describe("Catch", () => {
  it("evaluates its Assign and Output from the error", async () => {
    const Catch = [
      { ErrorEquals: ["Other"], Next: "C" },
      {
        ErrorEquals: ["Superseded"],
        Next: "B",
        Assign: { error: "{% $states.errorOutput.Error %}" },
        Output: "{% $parse($states.errorOutput.Cause).errorMessage %}",
      },
      { ErrorEquals: ["States.ALL"], Next: "C" },
    ]
    const more = {
      B: { Type: "Succeed", Output: ["{% $error %}", "{% $states.input %}"] },
      C: { Type: "Fail" },
    }
    const { clock, execution } = runFailing("Superseded", 1, { Catch }, more)
    await clock.settle()
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: ["Superseded", "no"] })
  })

  it("catches an expression that cannot be evaluated", async () => {
    const Catch = [{ ErrorEquals: ["States.QueryEvaluationError"], Next: "B" }]
    const { clock, execution } = runFailing(
      "",
      0,
      { Output: "{% $states.result.missing %}", Catch },
      { B: { Type: "Succeed" } },
    )
    await clock.settle()
    expect(execution).toMatchObject({
      status: "SUCCEEDED",
      output: { Error: "States.QueryEvaluationError" },
    })
  })
})

describe("a Task that waits for its token", () => {
  const states = {
    Park: parkTask({
      TimeoutSeconds: "{% $max([1, $floor(($toMillis($states.input.dueAt) - $millis()) / 1000)]) %}",
      Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Late" }],
      Next: "Woken",
    }),
    Woken: { Type: "Succeed" },
    Late: { Type: "Succeed", Output: "late" },
  }
  const input = { dueAt: "2026-03-02T02:00:00Z" }

  it("ends with the output that comes with the token, whatever the Lambda answered", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, states, input)
    await clock.advance(3599 * second)
    expect(execution.status).toBe("RUNNING")
    engine.tokens.sendSuccess("token-1", '{"status":"confirmed"}')
    await clock.settle()
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: { status: "confirmed" } })
    expect(clock.nextTimerAt()).toBeUndefined()
  })

  it("times out when nobody comes, and refuses the token afterwards", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, states, input)
    await clock.advance(3600 * second)
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: "late", endedMs: startMs + 3600 * second })
    expect(() => engine.tokens.sendSuccess("token-1", "{}")).toThrow(
      expect.objectContaining({ code: "TaskTimedOut" }),
    )
  })

  it("can be woken by the very Lambda that it hands the token to", async () => {
    const { clock, engine } = createLocalEngine({
      invokeLambda: () => Promise.resolve(engine.tokens.sendSuccess("token-1", '"already"')),
    })
    const execution = start(engine, states, input)
    await clock.settle()
    expect(execution.output).toBe("already")
  })

  it("fails with the error that comes with the token", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, states, input)
    await clock.settle()
    engine.tokens.sendFailure("token-1", "Superseded", "generation 2")
    await clock.settle()
    expect(execution).toMatchObject({ status: "FAILED", error: "Superseded", cause: "generation 2" })
  })

  it("fails when the Lambda fails, before anybody uses the token", async () => {
    const { clock, engine } = createLocalEngine({
      invokeLambda: () => Promise.reject(new LambdaFunctionError("TypeError", "broken")),
    })
    const execution = start(engine, states, input)
    await clock.settle()
    expect(execution).toMatchObject({ status: "FAILED", error: "TypeError" })
  })

  it("has a new token for each attempt", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, { A: parkTask({ Retry: [{ ErrorEquals: ["Again"] }] }) })
    await clock.settle()
    engine.tokens.sendFailure("token-1", "Again", undefined)
    await clock.advance(1 * second)
    engine.tokens.sendSuccess("token-2", "2")
    await clock.settle()
    expect(execution.output).toBe(2)
  })

  it("fails when a heartbeat is late, and States.Timeout catches that", async () => {
    const { clock, engine } = createLocalEngine()
    const Catch = [{ ErrorEquals: ["States.Timeout"], Next: "B" }]
    const execution = start(engine, {
      A: parkTask({ HeartbeatSeconds: 10, Catch }),
      B: { Type: "Succeed", Output: "{% $states.input.Error %}" },
    })
    await clock.advance(9 * second)
    engine.tokens.sendHeartbeat("token-1")
    await clock.advance(9 * second)
    expect(execution.status).toBe("RUNNING")
    await clock.advance(1 * second)
    expect(execution).toMatchObject({ output: "States.HeartbeatTimeout", endedMs: startMs + 19 * second })
  })

  it("refuses a TimeoutSeconds that is not a whole positive number", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, { A: parkTask({ TimeoutSeconds: "{% $states.input.s %}" }) }, { s: 0.5 })
    await clock.settle()
    expect(execution.error).toBe("States.QueryEvaluationError")
  })
})

async function historyOfRetries() {
  const { clock, execution } = runFailing("Busy", 2, { Retry: [{ ErrorEquals: ["Busy"] }] })
  await clock.advance(60 * second)
  return execution.history
}

describe("the engine", () => {
  it("counts transitions as AWS bills them, and Lambda calls", async () => {
    const Retry = [{ ErrorEquals: ["Busy"] }]
    const { clock, engine, execution } = runFailing(
      "Busy",
      2,
      { Retry, Next: "B" },
      { B: { Type: "Succeed" } },
    )
    await clock.advance(60 * second)
    // The start, two states, two retries.
    expect(execution.stateTransitions).toBe(5)
    expect(engine.counts()).toEqual({
      executionsStarted: 1,
      executionsRunning: 0,
      stateTransitions: 5,
      lambdaInvocations: 3,
    })
  })

  it("times an execution out after the TimeoutSeconds of the machine", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, { A: parkTask() }, {}, { TimeoutSeconds: 60 })
    await clock.advance(60 * second)
    expect(execution).toMatchObject({ status: "TIMED_OUT", error: "States.Timeout" })
    expect(() => engine.tokens.sendHeartbeat("token-1")).toThrow("does not exist anymore")
  })

  it("times an execution out after a year, which is as long as the service keeps one", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, { A: parkTask() })
    await clock.advance(365 * 24 * 3600 * second - 1)
    expect(execution.status).toBe("RUNNING")
    await clock.advance(1)
    expect(execution.status).toBe("TIMED_OUT")
  })

  it("stops an execution, its timers and its token", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, { A: parkTask({ TimeoutSeconds: 60 }) })
    await clock.settle()
    engine.stopExecution(execution.arn, "Superseded", "by hand")
    await clock.settle()
    expect(execution).toMatchObject({ status: "ABORTED", error: "Superseded", cause: "by hand" })
    expect(clock.nextTimerAt()).toBeUndefined()
    expect(() => engine.tokens.sendSuccess("token-1", "{}")).toThrow("does not exist anymore")
  })

  it("ends an execution that loops without end", async () => {
    const { clock, engine } = createLocalEngine()
    const execution = start(engine, {
      A: { Type: "Pass", Next: "B" },
      B: { Type: "Choice", Choices: [{ Condition: false, Next: "C" }], Default: "A" },
      C: { Type: "Succeed" },
    })
    await clock.settle()
    expect(execution).toMatchObject({ status: "FAILED", error: "States.Runtime" })
  })

  it("gives the same events at the same instants when it runs again", async () => {
    expect(await historyOfRetries()).toEqual(await historyOfRetries())
  })
})
