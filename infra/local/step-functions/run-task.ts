import type { Task } from "./definition.ts"
import { integrationOf } from "./definition.ts"
import { asJson } from "./evaluate-expression.ts"
import type { ExecutionRun } from "./execution-run.ts"
import type { Halt } from "./halt.ts"
import { waitUnlessHalted } from "./halt.ts"
import { queryError, StateError, stateErrorOfInvocation } from "./state-error.ts"

/** Evaluates a field of the state that is running. */
export type Evaluate = (template: unknown, field: string) => Promise<unknown>

type Call = { token: string | undefined; begin: () => Promise<unknown> }
type Limits = { timeoutSeconds: number | undefined; heartbeatSeconds: number | undefined }

/** One attempt at a Task: its result, or a StateError. `token` is given when the task waits for it. */
export async function runTask(
  task: Task,
  token: string | undefined,
  evaluate: Evaluate,
  run: ExecutionRun,
  halt: Halt,
): Promise<unknown> {
  const call = prepareCall(task, token, await evaluate(task.Arguments, "Arguments"), run)
  const limits = {
    timeoutSeconds: await evaluateSeconds(task.TimeoutSeconds, "TimeoutSeconds", evaluate),
    heartbeatSeconds: await evaluateSeconds(task.HeartbeatSeconds, "HeartbeatSeconds", evaluate),
  }
  return waitForTask(call, limits, run, halt)
}

export function waitsForToken(task: Task): boolean {
  return integrationOf(task.Resource).endsWith(".waitForTaskToken")
}

function prepareCall(task: Task, token: string | undefined, given: unknown, { ports }: ExecutionRun): Call {
  const args = typeof given === "object" && given !== null ? given : {}
  if (integrationOf(task.Resource) === "sqs:sendMessage") {
    const queueUrl = textOf("QueueUrl", args)
    const body = "MessageBody" in args ? args.MessageBody : undefined
    const text = typeof body === "string" ? body : JSON.stringify(body ?? null)
    return { token, begin: () => ports.sendMessage(queueUrl, text) }
  }
  const functionName = textOf("FunctionName", args)
  const payload = "Payload" in args ? args.Payload : {}
  return {
    token,
    begin: async () => {
      const answer = await ports.invokeLambda(functionName, asJson(payload))
      return { ExecutedVersion: "$LATEST", Payload: asJson(answer), StatusCode: 200 }
    },
  }
}

function textOf(name: string, args: object): string {
  const value: unknown = Object.entries(args).find(([key]) => key === name)?.[1]
  if (typeof value !== "string") throw queryError(`The field 'Arguments/${name}' is not a string.`)
  return value
}

export async function evaluateSeconds(
  seconds: unknown,
  field: string,
  evaluate: Evaluate,
  least = 1,
): Promise<number | undefined> {
  if (seconds === undefined) return undefined
  const value = await evaluate(seconds, field)
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > 99_999_999) {
    throw queryError(
      `The field '${field}' is ${JSON.stringify(value)}, not an integer from ${least} to 99999999.`,
    )
  }
  return value
}

function waitForTask(call: Call, limits: Limits, run: ExecutionRun, halt: Halt): Promise<unknown> {
  const { clock } = run.ports
  return waitUnlessHalted(halt, ({ resolve, reject }) => {
    const cleanUps: (() => void)[] = []
    if (limits.timeoutSeconds !== undefined) {
      const fail = () => reject(new StateError("States.Timeout", undefined))
      cleanUps.push(clock.setTimer(clock.now() + limits.timeoutSeconds * 1000, fail))
    }
    const heart = watchHeartbeat(limits.heartbeatSeconds, run, () =>
      reject(new StateError("States.HeartbeatTimeout", undefined)),
    )
    cleanUps.push(heart.stop)
    if (call.token !== undefined) {
      const waiting = { succeed: resolve, fail: reject, heartbeat: heart.beat }
      cleanUps.push(run.tokens.open(call.token, waiting))
    }
    call.begin().then(
      // With a token the answer of the call says nothing: the result comes back with the token.
      (result) => (call.token === undefined ? resolve(asJson(result)) : undefined),
      (thrown: unknown) => reject(stateErrorOfInvocation(thrown)),
    )
    return () => {
      for (const cleanUp of cleanUps) cleanUp()
    }
  })
}

function watchHeartbeat(
  seconds: number | undefined,
  { ports: { clock } }: ExecutionRun,
  stopped: () => void,
) {
  let cancel: (() => void) | undefined
  const beat = () => {
    cancel?.()
    if (seconds !== undefined) cancel = clock.setTimer(clock.now() + seconds * 1000, stopped)
  }
  beat()
  return { beat, stop: () => cancel?.() }
}
