import type { Choice, Flow, Leaving, MapOver, Parallel, State, Task, Wait } from "./definition.ts"
import { asJson, evaluateTemplate } from "./evaluate-expression.ts"
import type { ExecutionRun } from "./execution-run.ts"
import type { Halt } from "./halt.ts"
import { Halted } from "./halt.ts"
import { pause, pauseUntil, recover } from "./recover.ts"
import type { Evaluate } from "./run-task.ts"
import { evaluateSeconds, runTask, waitsForToken } from "./run-task.ts"
import { queryError, StateError } from "./state-error.ts"

type Variables = Readonly<Record<string, unknown>>

/** Where a flow runs: the item of a Map is part of the context of all states inside. */
type Place = { run: ExecutionRun; halt: Halt; mapItem: { Index: number; Value: unknown } | undefined }

/** A state on entry. Its expressions all see the variables as they were at this moment. */
type Entered = { name: string; input: unknown; enteredMs: number; variables: Variables; place: Place }

/** How a state is left: to `next`, or out of the flow when there is none. */
type Left = { output: unknown; assigned: Variables; next: string | undefined }

/** What `$states` holds for one evaluation, besides the input and the context of the execution. */
type Extras = { result?: unknown; errorOutput?: unknown; token?: string | undefined; retryCount?: number }

/**
 * Runs a flow from its first state to an end and answers its output. Variables assigned inside are gone afterwards;
 * those given are seen by all states inside.
 */
export async function interpret(
  flow: Flow,
  input: unknown,
  variables: Variables,
  place: Place,
): Promise<unknown> {
  const { run, halt } = place
  let seen = variables
  let current = input
  for (let name: string | undefined = flow.StartAt; name !== undefined;) {
    if (halt.halted) throw new Halted()
    const state: State | undefined = flow.States[name]
    if (state === undefined) throw new StateError("States.Runtime", `There is no state '${name}'.`)
    run.countTransition()
    run.record({ type: `${state.Type}StateEntered`, state: name, input: current })
    const left: Left = await runState(state, {
      name,
      input: current,
      enteredMs: run.ports.clock.now(),
      variables: seen,
      place,
    })
    run.record({ type: `${state.Type}StateExited`, state: name, output: left.output })
    seen = { ...seen, ...left.assigned }
    current = left.output
    name = left.next
  }
  return current
}

async function runState(state: State, entered: Entered): Promise<Left> {
  switch (state.Type) {
    case "Task":
      return runRecovering(state, entered, (retryCount) => attemptTask(state, entered, retryCount))
    case "Parallel":
      return runRecovering(state, entered, () => runBranches(state, entered))
    case "Map":
      return runRecovering(state, entered, () => runItems(state, entered))
    case "Choice":
      return choose(state, entered)
    case "Wait":
      await waitAsTold(state, entered)
      return leave(state, entered, state.Next, entered.input, {})
    case "Pass":
      return leave(state, entered, state.Next, entered.input, {})
    case "Succeed":
      return leave({ Output: state.Output }, entered, undefined, entered.input, {})
    case "Fail":
      throw await failure(state, entered)
  }
}

function evaluatorOf(entered: Entered, extras: Extras): Evaluate {
  const { name, input, enteredMs, variables, place } = entered
  const { run, mapItem } = place
  const context = {
    ...run.context,
    State: {
      Name: name,
      EnteredTime: new Date(enteredMs).toISOString(),
      RetryCount: extras.retryCount ?? 0,
    },
    ...(extras.token === undefined ? {} : { Task: { Token: extras.token } }),
    ...(mapItem === undefined ? {} : { Map: { Item: mapItem } }),
  }
  const states = {
    input,
    context,
    ...("result" in extras ? { result: extras.result } : {}),
    ...("errorOutput" in extras ? { errorOutput: extras.errorOutput } : {}),
  }
  return (template, field) =>
    evaluateTemplate(template, field, { states, variables, nowMs: run.ports.clock.now() })
}

/** Output and Assign do not see each other: both look at the variables from before the state. */
async function leave(
  leaving: Leaving,
  entered: Entered,
  next: string | undefined,
  output: unknown,
  extras: Extras,
  field = "",
): Promise<Left> {
  const evaluate = evaluatorOf(entered, extras)
  const assigned: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(leaving.Assign ?? {})) {
    assigned[name] = await evaluate(value, `${field}Assign/${name}`)
  }
  const given = leaving.Output === undefined ? output : await evaluate(leaving.Output, `${field}Output`)
  return { output: asJson(given), assigned, next }
}

type Recovering = Task | Parallel | MapOver
type Result = { result: unknown; extras: Extras }

async function runRecovering(
  state: Recovering,
  entered: Entered,
  attempt: (retryCount: number) => Promise<Result>,
): Promise<Left> {
  const { run, halt } = entered.place
  const recovered = await recover(
    state,
    async (retryCount) => {
      const { result, extras } = await attempt(retryCount)
      return leave(state, entered, state.Next, result, { ...extras, result })
    },
    ({ errorName, errorCause }) =>
      run.record({
        type: failedEvent(state, errorName),
        state: entered.name,
        error: errorName,
        cause: errorCause,
      }),
    run,
    halt,
  )
  if (recovered.outcome === "done") return recovered.value
  const { rule, ruleIndex, error } = recovered
  const errorOutput = { Error: error.errorName ?? "", Cause: error.errorCause ?? "" }
  return leave(rule, entered, rule.Next, errorOutput, { errorOutput }, `Catch[${ruleIndex}]/`)
}

function failedEvent(state: Recovering, errorName: string | undefined): string {
  const timedOut = errorName === "States.Timeout" || errorName === "States.HeartbeatTimeout"
  return state.Type === "Task" && timedOut
    ? "TaskTimedOut"
    : `${state.Type}${state.Type === "Task" ? "" : "State"}Failed`
}

async function attemptTask(state: Task, entered: Entered, retryCount: number): Promise<Result> {
  const { run, halt } = entered.place
  const token = waitsForToken(state) ? run.ports.newToken() : undefined
  const extras = { token, retryCount }
  const result = await runTask(state, token, evaluatorOf(entered, extras), run, halt)
  return { result, extras }
}

async function runBranches(state: Parallel, entered: Entered): Promise<Result> {
  const { place, variables } = entered
  const input =
    state.Arguments === undefined
      ? entered.input
      : await evaluatorOf(entered, {})(state.Arguments, "Arguments")
  const halt = place.halt.child()
  const branches = state.Branches.map((branch) => interpret(branch, input, variables, { ...place, halt }))
  return { result: await allOrHalt(branches, halt), extras: {} }
}

/** The first branch that fails stops the others. */
async function allOrHalt(flows: readonly Promise<unknown>[], halt: Halt): Promise<unknown[]> {
  try {
    return await Promise.all(flows)
  } finally {
    halt.halt()
  }
}

// Step Functions runs at most 40 iterations of an inline Map at once.
const mapConcurrencyMaximum = 40

async function runItems(state: MapOver, entered: Entered): Promise<Result> {
  const evaluate = evaluatorOf(entered, {})
  const items = state.Items === undefined ? entered.input : await evaluate(state.Items, "Items")
  if (!Array.isArray(items)) throw queryError("The field 'Items' is not an array.")
  const limit = await evaluate(state.MaxConcurrency ?? 0, "MaxConcurrency")
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 0) {
    throw queryError(`The field 'MaxConcurrency' is ${JSON.stringify(limit)}, not a count.`)
  }
  const lanes = Math.min(limit === 0 ? mapConcurrencyMaximum : limit, mapConcurrencyMaximum, items.length)
  const halt = entered.place.halt.child()
  const results: unknown[] = []
  const open = items.entries()
  const lane = async () => {
    for (const [index, item] of open) results[index] = await runItem(state, entered, index, item, halt)
  }
  await allOrHalt(Array.from({ length: lanes }, lane), halt)
  return { result: results, extras: {} }
}

async function runItem(state: MapOver, entered: Entered, index: number, item: unknown, halt: Halt) {
  const place = { ...entered.place, halt, mapItem: { Index: index, Value: item } }
  const input =
    state.ItemSelector === undefined
      ? item
      : await evaluatorOf({ ...entered, place }, {})(state.ItemSelector, "ItemSelector")
  return interpret(state.ItemProcessor, input, entered.variables, place)
}

async function choose(state: Choice, entered: Entered): Promise<Left> {
  const evaluate = evaluatorOf(entered, {})
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/`
    const holds = await evaluate(rule.Condition, `${field}Condition`)
    if (typeof holds !== "boolean") {
      throw queryError(`The field '${field}Condition' is ${JSON.stringify(holds)}, not true or false.`)
    }
    if (holds) return leave(rule, entered, rule.Next, entered.input, {}, field)
  }
  if (state.Default === undefined) {
    throw new StateError("States.NoChoiceMatched", `No choice of '${entered.name}' holds.`)
  }
  return leave(state, entered, state.Default, entered.input, {})
}

async function waitAsTold(state: Wait, entered: Entered): Promise<void> {
  const { run, halt } = entered.place
  const evaluate = evaluatorOf(entered, {})
  const seconds = await evaluateSeconds(state.Seconds, "Seconds", evaluate, 0)
  if (seconds !== undefined) return pause(seconds, run, halt)
  const timestamp = await evaluate(state.Timestamp, "Timestamp")
  const atMs = typeof timestamp === "string" && rfc3339.test(timestamp) ? Date.parse(timestamp) : Number.NaN
  if (Number.isNaN(atMs)) {
    throw queryError(`The field 'Timestamp' is ${JSON.stringify(timestamp)}, not an RFC 3339 instant.`)
  }
  return pauseUntil(atMs, run, halt)
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

async function failure(
  state: { Error?: string | undefined; Cause?: string | undefined },
  entered: Entered,
): Promise<StateError> {
  const evaluate = evaluatorOf(entered, {})
  const error = state.Error === undefined ? undefined : await evaluate(state.Error, "Error")
  const cause = state.Cause === undefined ? undefined : await evaluate(state.Cause, "Cause")
  return new StateError(textOrUndefined(error, "Error"), textOrUndefined(cause, "Cause"))
}

function textOrUndefined(value: unknown, field: string): string | undefined {
  if (value === undefined || typeof value === "string") return value
  throw queryError(`The field '${field}' is ${JSON.stringify(value)}, not a string.`)
}
