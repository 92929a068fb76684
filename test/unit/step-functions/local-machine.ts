import { createVirtualClock } from "../../../infra/local/clock.ts"
import type { Engine, Execution } from "../../../infra/local/step-functions/engine.ts"
import { createEngine } from "../../../infra/local/step-functions/engine.ts"

export const startMs = Date.parse("2026-03-02T01:00:00.000Z")
export const second = 1000

type Calls = {
  invokeLambda?: (functionArnOrName: string, payload: unknown) => Promise<unknown>
  sendMessage?: (queueUrl: string, body: string) => Promise<unknown>
}

/** An engine on a virtual clock, with tokens that count up. */
export function createLocalEngine(calls: Calls = {}) {
  const clock = createVirtualClock(startMs)
  let tokens = 0
  const engine = createEngine({
    partition: "aws-cn",
    region: "cn-north-1",
    account: "000000000000",
    clock,
    invokeLambda: calls.invokeLambda ?? ((_, payload) => Promise.resolve(payload)),
    sendMessage: calls.sendMessage ?? (() => Promise.resolve({})),
    newToken: () => `token-${++tokens}`,
  })
  clock.waitFor(() => engine.settle())
  return { clock, engine }
}

type States = Record<string, unknown>

export function machineOf(states: States, fields: Record<string, unknown> = {}) {
  return { QueryLanguage: "JSONata", StartAt: Object.keys(states)[0], States: states, ...fields }
}

/** Adds a machine of these states and starts one execution of it. */
export function start(engine: Engine, states: States, input: unknown = {}, fields = {}): Execution {
  const arn = engine.addStateMachine("machine", machineOf(states, fields))
  return engine.startExecution(arn, "one", JSON.stringify(input))
}

/** Runs states that take no time and answers how the execution ended. */
export async function outcomeOf(states: States, input: unknown = {}, calls: Calls = {}) {
  const { engine, clock } = createLocalEngine(calls)
  const execution = start(engine, states, input)
  await clock.settle()
  const { status, output, error, cause } = execution
  return status === "SUCCEEDED" ? { status, output } : { status, error, cause }
}

export const invoke = "arn:aws-cn:states:::lambda:invoke"

/** A Task that calls the function `work` with the input of the state. */
export function workTask(fields: Record<string, unknown> = {}) {
  return {
    Type: "Task",
    Resource: invoke,
    Arguments: { FunctionName: "work", Payload: "{% $states.input %}" },
    Output: "{% $states.result.Payload %}",
    ...("Next" in fields ? {} : { End: true }),
    ...fields,
  }
}

/** A Task that hands its token to the function `park` and waits. */
export function parkTask(fields: Record<string, unknown> = {}) {
  return {
    Type: "Task",
    Resource: `${invoke}.waitForTaskToken`,
    Arguments: { FunctionName: "park", Payload: { token: "{% $states.context.Task.Token %}" } },
    ...("Next" in fields ? {} : { End: true }),
    ...fields,
  }
}
