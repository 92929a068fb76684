import { checkDefinition } from "./check-definition.ts"
import type { Definition } from "./definition.ts"
import { asJson } from "./evaluate-expression.ts"
import type { ExecutionRun, HistoryEvent, Ports } from "./execution-run.ts"
import type { Halt } from "./halt.ts"
import { createHalt, Halted } from "./halt.ts"
import { interpret } from "./interpret.ts"
import { RequestRefused } from "./request-refused.ts"
import { StateError } from "./state-error.ts"
import type { TaskTokens } from "./task-tokens.ts"
import { createTaskTokens } from "./task-tokens.ts"

export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED"

export type Execution = {
  arn: string
  name: string
  stateMachineArn: string
  status: ExecutionStatus
  startedMs: number
  endedMs: number | undefined
  /** JSON text, as it was given: the same name with the same text is the same start. */
  input: string
  output: unknown
  error: string | undefined
  cause: string | undefined
  stateTransitions: number
  history: HistoryEvent[]
}

export type StateMachine = { arn: string; name: string; definition: Definition; createdMs: number }

export type EngineCounts = {
  executionsStarted: number
  executionsRunning: number
  /** As AWS bills a Standard workflow: one for a start, one for each entered state and each retry. */
  stateTransitions: number
  lambdaInvocations: number
}

export type EngineSettings = Ports & { partition: string; region: string; account: string }

export type Engine = {
  /** Answers the ARN; throws when any of the definition does not run locally. */
  addStateMachine(name: string, definition: unknown): string
  stateMachines(): readonly StateMachine[]
  stateMachine(arn: string): StateMachine
  startExecution(stateMachineArn: string, name: string | undefined, input: string): Execution
  execution(arn: string): Execution
  /** Newest first. */
  executions(stateMachineArn: string): Execution[]
  stopExecution(arn: string, error: string | undefined, cause: string | undefined): Execution
  tokens: TaskTokens
  counts(): EngineCounts
  /** Waits for the calls under way; answers whether there were any. Made for a virtual clock. */
  settle(): Promise<boolean>
  /** Ends every execution and its timers. */
  stop(): void
}

const nameUniqueMs = 90 * 24 * 60 * 60 * 1000
const endedExecutionsMaximum = 10_000
const keptHistoriesMaximum = 500
const historyEventsMaximum = 25_000
// A Standard execution lives for one year at most.
const executionMaximumSeconds = 365 * 24 * 60 * 60

export function createEngine(settings: EngineSettings): Engine {
  const { clock, partition, region, account } = settings
  const machines = new Map<string, StateMachine>()
  const executions = new Map<string, Execution>()
  const halts = new Map<string, Halt>()
  const ended: Execution[] = []
  const tokens = createTaskTokens()
  const totals = { executionsStarted: 0, stateTransitions: 0, lambdaInvocations: 0 }
  const callsUnderWay = new Set<Promise<unknown>>()

  const ports: Ports = {
    clock,
    newToken: () => settings.newToken(),
    sendMessage: (queueUrl, body) => track(settings.sendMessage(queueUrl, body)),
    invokeLambda(functionArnOrName, payload) {
      totals.lambdaInvocations++
      return track(settings.invokeLambda(functionArnOrName, payload))
    },
  }

  function track<T>(call: Promise<T>): Promise<T> {
    callsUnderWay.add(call)
    const forget = () => void callsUnderWay.delete(call)
    call.then(forget, forget)
    return call
  }

  function machineOf(arn: string): StateMachine {
    const machine = machines.get(arn)
    if (machine !== undefined) return machine
    throw new RequestRefused("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`)
  }

  function executionOf(arn: string): Execution {
    const execution = executions.get(arn)
    if (execution !== undefined) return execution
    throw new RequestRefused("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`)
  }

  function begin(machine: StateMachine, name: string, arn: string, input: string): Execution {
    const execution: Execution = {
      arn,
      name,
      stateMachineArn: machine.arn,
      status: "RUNNING",
      startedMs: clock.now(),
      endedMs: undefined,
      input,
      output: undefined,
      error: undefined,
      cause: undefined,
      stateTransitions: 1,
      history: [],
    }
    const halt = createHalt()
    // A name that is free again after 90 days takes the newest place.
    executions.delete(arn)
    executions.set(arn, execution)
    halts.set(arn, halt)
    totals.executionsStarted++
    totals.stateTransitions++
    void runToEnd(machine, execution, halt)
    return execution
  }

  async function runToEnd(machine: StateMachine, execution: Execution, halt: Halt): Promise<void> {
    const input: unknown = JSON.parse(execution.input)
    const run = runOf(machine, execution, input)
    const cancelTimeout = limitDuration(machine, execution, halt)
    run.record({ type: "ExecutionStarted", input })
    try {
      const output = await interpret(machine.definition, input, {}, { run, halt, mapItem: undefined })
      if (execution.status === "RUNNING") end(execution, "SUCCEEDED", { output })
    } catch (thrown) {
      if (execution.status === "RUNNING") end(execution, "FAILED", failureOf(thrown))
    } finally {
      cancelTimeout()
    }
  }

  function limitDuration(machine: StateMachine, execution: Execution, halt: Halt): () => void {
    const seconds = Math.min(machine.definition.TimeoutSeconds ?? Infinity, executionMaximumSeconds)
    return clock.setTimer(execution.startedMs + seconds * 1000, () => {
      end(execution, "TIMED_OUT", { error: "States.Timeout", cause: undefined })
      halt.halt()
    })
  }

  function runOf(machine: StateMachine, execution: Execution, input: unknown): ExecutionRun {
    return {
      ports,
      tokens,
      context: {
        Execution: {
          Id: execution.arn,
          Input: input,
          Name: execution.name,
          RoleArn: `arn:${partition}:iam::${account}:role/local`,
          StartTime: new Date(execution.startedMs).toISOString(),
          RedriveCount: 0,
        },
        StateMachine: { Id: machine.arn, Name: machine.name },
      },
      record(event) {
        if (execution.history.length >= historyEventsMaximum) {
          throw new StateError("States.Runtime", `The history has more than ${historyEventsMaximum} events.`)
        }
        execution.history.push({ ...event, atMs: clock.now() })
      },
      countTransition() {
        execution.stateTransitions++
        totals.stateTransitions++
      },
    }
  }

  function end(
    execution: Execution,
    status: Exclude<ExecutionStatus, "RUNNING">,
    outcome: { output: unknown } | { error: string | undefined; cause: string | undefined },
  ) {
    Object.assign(execution, { status, endedMs: clock.now() }, outcome)
    execution.history.push({ type: endEvents[status], atMs: clock.now(), ...outcome })
    halts.delete(execution.arn)
    ended.push(execution)
    const withoutHistory = ended.at(-1 - keptHistoriesMaximum)
    if (withoutHistory !== undefined) withoutHistory.history = []
    const forgotten = ended.length > endedExecutionsMaximum ? ended.shift() : undefined
    if (forgotten !== undefined && executions.get(forgotten.arn) === forgotten)
      executions.delete(forgotten.arn)
  }

  return {
    addStateMachine(name, definition) {
      const arn = `arn:${partition}:states:${region}:${account}:stateMachine:${name}`
      if (machines.has(arn)) throw new Error(`There are two state machines named ${name}`)
      machines.set(arn, { arn, name, definition: checkDefinition(definition), createdMs: clock.now() })
      return arn
    },
    stateMachines: () => [...machines.values()],
    stateMachine: machineOf,
    startExecution(stateMachineArn, givenName, input) {
      const machine = machineOf(stateMachineArn)
      const name =
        givenName ??
        settings
          .newToken()
          .replaceAll(/[^\w-]/g, "")
          .slice(0, 80)
      checkName(name)
      checkInput(input)
      const arn = `arn:${partition}:states:${region}:${account}:execution:${machine.name}:${name}`
      const known = executions.get(arn)
      if (known === undefined || nameIsFree(known, clock.now())) return begin(machine, name, arn, input)
      if (known.status === "RUNNING" && known.input === input) return known
      throw new RequestRefused("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`)
    },
    execution: executionOf,
    executions: (stateMachineArn) => {
      const { arn } = machineOf(stateMachineArn)
      return [...executions.values()].filter((execution) => execution.stateMachineArn === arn).toReversed()
    },
    stopExecution(arn, error, cause) {
      const execution = executionOf(arn)
      const halt = halts.get(arn)
      if (execution.status === "RUNNING") end(execution, "ABORTED", { error, cause })
      halt?.halt()
      return execution
    },
    tokens,
    counts: () => ({ ...totals, executionsRunning: halts.size }),
    async settle() {
      if (callsUnderWay.size === 0) return false
      await Promise.allSettled(callsUnderWay)
      return true
    },
    stop() {
      for (const execution of executions.values()) {
        const halt = halts.get(execution.arn)
        if (execution.status !== "RUNNING") continue
        end(execution, "ABORTED", { error: undefined, cause: "The engine was stopped." })
        halt?.halt()
      }
    },
  }
}

const endEvents = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  TIMED_OUT: "ExecutionTimedOut",
  ABORTED: "ExecutionAborted",
} as const

function failureOf(thrown: unknown): { error: string | undefined; cause: string | undefined } {
  if (thrown instanceof StateError) return { error: thrown.errorName, cause: thrown.errorCause }
  if (thrown instanceof Halted) return { error: "States.Runtime", cause: "halted" }
  return { error: "States.Runtime", cause: thrown instanceof Error ? thrown.message : String(thrown) }
}

function nameIsFree(execution: Execution, nowMs: number): boolean {
  return execution.endedMs !== undefined && nowMs - execution.endedMs >= nameUniqueMs
}

function checkName(name: string) {
  // eslint-disable-next-line no-control-regex -- the service refuses control characters in a name
  if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]{1,80}$/u.test(name)) {
    throw new RequestRefused("InvalidName", `Invalid Name: '${name}'`)
  }
}

function checkInput(input: string) {
  try {
    const parsed: unknown = JSON.parse(input)
    asJson(parsed)
  } catch {
    throw new RequestRefused(
      "InvalidExecutionInput",
      "Invalid State Machine Execution Input: not JSON of at most 256 KiB",
    )
  }
}
