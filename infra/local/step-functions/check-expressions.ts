import type { Flow, State } from "./definition.ts"
import { innerFlows } from "./definition.ts"
import { compileExpression, expressionText, isExpression } from "./evaluate-expression.ts"

/** What `$states` holds in a field, besides `input` and `context`. */
type Extra = "result" | "errorOutput"

/** Problems of the expressions and the variables of a machine. Names assigned outside may not be assigned inside. */
export function checkExpressions(flow: Flow, outerNames: ReadonlySet<string> = new Set()): string[] {
  const names = new Set(outerNames)
  for (const state of Object.values(flow.States)) {
    for (const assigned of assignmentsOf(state)) for (const name of Object.keys(assigned)) names.add(name)
  }
  return Object.entries(flow.States).flatMap(([stateName, state]) => [
    ...[...checkFields(state), ...checkAssignedNames(state, outerNames)].map(
      (problem) => `state "${stateName}": ${problem}`,
    ),
    ...innerFlows(state).flatMap((inner) => checkExpressions(inner, names)),
  ])
}

function assignmentsOf(state: State): Record<string, unknown>[] {
  const holders: { Assign?: Record<string, unknown> | undefined }[] = []
  if ("Assign" in state) holders.push(state)
  if ("Catch" in state) holders.push(...(state.Catch ?? []))
  if (state.Type === "Choice") holders.push(...state.Choices)
  return holders.flatMap(({ Assign }) => (Assign === undefined ? [] : [Assign]))
}

function checkAssignedNames(state: State, outerNames: ReadonlySet<string>): string[] {
  return assignmentsOf(state)
    .flatMap((assigned) => Object.keys(assigned))
    .flatMap((name) => {
      if (name === "states" || !/^[\p{ID_Start}_]\w{0,79}$/u.test(name)) {
        return [`field "Assign.${name}": is not a name for a variable`]
      }
      return outerNames.has(name)
        ? [`field "Assign.${name}": is a variable of the outer scope, which an inner state cannot assign`]
        : []
    })
}

const neverEvaluated = new Set(["Type", "Comment", "QueryLanguage", "Next", "Default", "Resource", "Retry"])

function checkFields(state: State): string[] {
  const hasResult = state.Type === "Task" || state.Type === "Parallel" || state.Type === "Map"
  return Object.entries(state).flatMap(([field, value]) => {
    if (neverEvaluated.has(field) || field === "Branches" || field === "ItemProcessor") return []
    if (field === "Catch") return checkTemplate(value, field, ["errorOutput"])
    const leaving = field === "Output" || field === "Assign"
    return checkTemplate(value, field, leaving && hasResult ? ["result"] : [])
  })
}

function checkTemplate(template: unknown, field: string, extras: readonly Extra[]): string[] {
  if (typeof template === "string") {
    if (isExpression(template)) {
      return checkExpression(template, extras).map((problem) => `field "${field}": ${problem}`)
    }
    const halfWrapped = template.trimStart().startsWith("{%") || template.trimEnd().endsWith("%}")
    return halfWrapped ? [`field "${field}": an expression is wrapped in {% and %} as a whole`] : []
  }
  if (typeof template !== "object" || template === null) return []
  return Object.entries(template).flatMap(([key, item]) => checkTemplate(item, `${field}.${key}`, extras))
}

const forbiddenFunctions: Record<string, string> = {
  random: "draws by chance",
  uuid: "draws by chance",
  eval: "is not available in Step Functions",
  shuffle: "draws by chance",
}

function checkExpression(wrapped: string, extras: readonly Extra[]): string[] {
  let syntax: unknown
  try {
    syntax = compileExpression(expressionText(wrapped)).ast()
  } catch (thrown) {
    const reason =
      typeof thrown === "object" && thrown !== null && "message" in thrown ? thrown.message : thrown
    return [`is not JSONata: ${String(reason)}`]
  }
  const problems: string[] = []
  for (const node of nodesOf(syntax)) {
    if (node["type"] === "variable" && typeof node["value"] === "string") {
      const why = forbiddenFunctions[node["value"]]
      if (why !== undefined) problems.push(`$${node["value"]} ${why}`)
    }
    const procedure = node["procedure"]
    if (isRecord(procedure) && procedure["value"] === "toMillis" && listOf(node["arguments"]).length > 1) {
      problems.push("$toMillis with a picture takes missing parts from the clock of the machine")
    }
  }
  for (const [, part] of wrapped.matchAll(/\$states\.(\w+)/g)) {
    const known = part === "input" || part === "context" || extras.some((extra) => extra === part)
    if (!known) problems.push(`$states.${part} is not available here`)
  }
  return problems
}

function* nodesOf(syntax: unknown): Generator<Record<string, unknown>> {
  const seen = new Set<unknown>()
  const open: unknown[] = [syntax]
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== "object" || next === null || seen.has(next)) continue
    seen.add(next)
    if (isRecord(next)) yield next
    open.push(...Object.values(next))
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
