import type * as z from "zod"
import { checkExpressions } from "./check-expressions.ts"
import type { Definition, Flow, State } from "./definition.ts"
import { DefinitionSchema, innerFlows, integrationOf } from "./definition.ts"

/** Answers the definition when all of it runs locally; throws, naming state and field, when any of it does not. */
export function checkDefinition(definition: unknown): Definition {
  const parsed = DefinitionSchema.safeParse(definition)
  if (!parsed.success) throw refusal(parsed.error.issues.map(describeIssue))
  const problems = [...checkFlow(parsed.data, new Set()), ...checkExpressions(parsed.data)]
  if (problems.length > 0) throw refusal(problems)
  return parsed.data
}

function refusal(problems: readonly string[]): Error {
  return new Error(`The state machine definition is refused: ${problems.join("; ")}`)
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const lastStates = issue.path.lastIndexOf("States")
  const state = lastStates >= 0 ? issue.path[lastStates + 1] : undefined
  const field = state === undefined ? issue.path : issue.path.slice(lastStates + 2)
  const owner = state === undefined ? "state machine" : `state "${String(state)}"`
  if (issue.code === "unrecognized_keys") {
    const at = field.length > 0 ? ` in ${field.map(String).join(".")}` : ""
    return `${owner}: field ${issue.keys.map((key) => `"${key}"`).join(", ")}${at} is not supported`
  }
  const message =
    issue.code === "invalid_union" && issue.discriminator !== undefined
      ? "is not a supported state type"
      : issue.message
  return `${owner}: field "${field.map(String).join(".")}": ${message}`
}

const taskArguments: Record<string, { required: readonly string[]; optional: readonly string[] }> = {
  "lambda:invoke": { required: ["FunctionName"], optional: ["Payload"] },
  "lambda:invoke.waitForTaskToken": { required: ["FunctionName"], optional: ["Payload"] },
  "sqs:sendMessage": { required: ["QueueUrl", "MessageBody"], optional: [] },
}

function checkFlow(flow: Flow, namesSoFar: Set<string>): string[] {
  const problems: string[] = []
  if (!Object.hasOwn(flow.States, flow.StartAt)) {
    problems.push(`field "StartAt": there is no state "${flow.StartAt}"`)
  }
  for (const [name, state] of Object.entries(flow.States)) {
    if (name.length === 0 || name.length > 80) problems.push(`state "${name}": a name has 1 to 80 characters`)
    if (namesSoFar.has(name)) problems.push(`state "${name}": the name is used more than once in the machine`)
    namesSoFar.add(name)
    for (const [field, target] of targetsOf(state)) {
      if (!Object.hasOwn(flow.States, target)) {
        problems.push(`state "${name}": field "${field}": there is no state "${target}"`)
      }
    }
    problems.push(...checkState(state).map((problem) => `state "${name}": ${problem}`))
    for (const inner of innerFlows(state)) problems.push(...checkFlow(inner, namesSoFar))
  }
  const reached = reachableFrom(flow)
  for (const name of Object.keys(flow.States)) {
    if (!reached.has(name)) problems.push(`state "${name}": no state leads to it`)
  }
  return problems
}

function checkState(state: State): string[] {
  switch (state.Type) {
    case "Task":
      return [...checkGoing(state), ...checkTaskArguments(state), ...checkRecovery(state)]
    case "Parallel":
    case "Map":
      return [...checkGoing(state), ...checkRecovery(state)]
    case "Wait":
      return [...checkGoing(state), ...checkWait(state)]
    case "Pass":
      return checkGoing(state)
    case "Choice":
    case "Succeed":
    case "Fail":
      return []
  }
}

function checkGoing(state: { Next?: string | undefined; End?: true | undefined }): string[] {
  return (state.Next === undefined) === (state.End === undefined) ? ['needs either "Next" or "End"'] : []
}

function checkWait(state: { Seconds?: unknown; Timestamp?: unknown }): string[] {
  const given = [state.Seconds, state.Timestamp].filter((field) => field !== undefined)
  return given.length === 1 ? [] : ['needs either "Seconds" or "Timestamp"']
}

function checkTaskArguments(task: {
  Resource: string
  Arguments: string | Record<string, unknown>
}): string[] {
  const known = taskArguments[integrationOf(task.Resource)]
  if (known === undefined || typeof task.Arguments === "string") return []
  const given = Object.keys(task.Arguments)
  return [
    ...given
      .filter((key) => !known.required.includes(key) && !known.optional.includes(key))
      .map((key) => `field "Arguments.${key}" is not supported`),
    ...known.required
      .filter((key) => !given.includes(key))
      .map((key) => `field "Arguments.${key}" is missing`),
  ]
}

type Recovering = {
  Retry?: { ErrorEquals: string[] }[] | undefined
  Catch?: { ErrorEquals: string[] }[] | undefined
}

function checkRecovery(state: Recovering): string[] {
  return [...checkErrorNames("Retry", state.Retry ?? []), ...checkErrorNames("Catch", state.Catch ?? [])]
}

const reservedErrorNames = new Set([
  "States.ALL",
  "States.BranchFailed",
  "States.DataLimitExceeded",
  "States.HeartbeatTimeout",
  "States.NoChoiceMatched",
  "States.Permissions",
  "States.QueryEvaluationError",
  "States.Runtime",
  "States.TaskFailed",
  "States.Timeout",
])

function checkErrorNames(field: string, rules: readonly { ErrorEquals: string[] }[]): string[] {
  return rules.flatMap(({ ErrorEquals }, index) => {
    const place = `field "${field}.${index}.ErrorEquals"`
    const unknown = ErrorEquals.filter(
      (name) => name.startsWith("States.") && !reservedErrorNames.has(name),
    ).map((name) => `${place}: there is no error "${name}"`)
    const lastAndAlone = ErrorEquals.length === 1 && index === rules.length - 1
    return ErrorEquals.includes("States.ALL") && !lastAndAlone
      ? [...unknown, `${place}: States.ALL stands alone and last`]
      : unknown
  })
}

/** Where a state leads to, each with the field that says so. */
function targetsOf(state: State): [field: string, target: string][] {
  const targets: [string, string][] = []
  if ("Next" in state && state.Next !== undefined) targets.push(["Next", state.Next])
  if (state.Type === "Choice") {
    for (const [index, rule] of state.Choices.entries()) targets.push([`Choices.${index}.Next`, rule.Next])
    if (state.Default !== undefined) targets.push(["Default", state.Default])
  }
  if ("Catch" in state) {
    for (const [index, rule] of (state.Catch ?? []).entries())
      targets.push([`Catch.${index}.Next`, rule.Next])
  }
  return targets
}

function reachableFrom(flow: Flow): Set<string> {
  const reached = new Set<string>()
  const open = [flow.StartAt]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = flow.States[name]
    if (reached.has(name) || state === undefined) continue
    reached.add(name)
    open.push(...targetsOf(state).map(([, target]) => target))
  }
  return reached
}
