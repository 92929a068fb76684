import { createHash } from "node:crypto"
import jsonata from "jsonata"
import { queryError, StateError } from "./state-error.ts"

export type Bindings = {
  /** What expressions see as `$states`. */
  states: Readonly<Record<string, unknown>>
  /** Workflow variables, seen as `$name`. */
  variables: Readonly<Record<string, unknown>>
  nowMs: number
}

/** A string is an expression only when the whole of it is wrapped. */
export function isExpression(text: string): boolean {
  return text.length >= 4 && text.startsWith("{%") && text.endsWith("%}")
}

export function expressionText(wrapped: string): string {
  return wrapped.slice(2, -2).trim()
}

const compiled = new Map<string, jsonata.Expression>()

export function compileExpression(text: string): jsonata.Expression {
  const known = compiled.get(text)
  if (known !== undefined) return known
  const expression = jsonata(text)
  compiled.set(text, expression)
  return expression
}

/** Evaluates every expression inside a JSON value, in the order written. `field` names the place in an error. */
export async function evaluateTemplate(
  template: unknown,
  field: string,
  bindings: Bindings,
): Promise<unknown> {
  if (typeof template === "string") {
    return isExpression(template) ? evaluateExpression(template, field, bindings) : template
  }
  if (Array.isArray(template)) {
    const values: unknown[] = []
    for (const [index, item] of template.entries()) {
      values.push(await evaluateTemplate(item, `${field}[${index}]`, bindings))
    }
    return values
  }
  if (typeof template === "object" && template !== null) {
    const values: Record<string, unknown> = {}
    for (const [key, item] of Object.entries(template)) {
      values[key] = await evaluateTemplate(item, `${field}/${key}`, bindings)
    }
    return values
  }
  return template
}

async function evaluateExpression(wrapped: string, field: string, bindings: Bindings): Promise<unknown> {
  const value: unknown = await run(wrapped, bindings).catch((thrown: unknown) => {
    throw queryError(`The JSONata expression '${wrapped}' of the field '${field}' threw: ${reasonOf(thrown)}`)
  })
  if (value === undefined || typeof value === "function") {
    throw queryError(
      `The JSONata expression '${wrapped}' of the field '${field}' returned nothing (undefined).`,
    )
  }
  return asJson(value)
}

async function run(wrapped: string, { states, variables, nowMs }: Bindings): Promise<unknown> {
  return compileExpression(expressionText(wrapped)).evaluate(undefined, {
    ...variables,
    states,
    ...ownFunctions,
    now: (picture?: string, timezone?: string) => formatInstant(nowMs, picture, timezone),
    millis: () => nowMs,
  })
}

const formatWithPicture = jsonata("$fromMillis($atMs, $picture, $timezone)")

function formatInstant(atMs: number, picture?: string, timezone?: string): string | Promise<string> {
  if (picture === undefined) return new Date(atMs).toISOString()
  return formatWithPicture.evaluate(undefined, { atMs, picture, timezone })
}

/** The functions that Step Functions adds to JSONata, but for those that draw by chance. */
const ownFunctions = {
  parse: (text: string): unknown => JSON.parse(text),
  hash: (text: string, algorithm: string) =>
    createHash(algorithm.replace("-", "")).update(text).digest("hex"),
  partition: (items: readonly unknown[], size: number) =>
    Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
      items.slice(part * size, (part + 1) * size),
    ),
  range: (first: number, last: number, step: number) =>
    Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step),
}

function reasonOf(thrown: unknown): string {
  if (typeof thrown === "object" && thrown !== null && "message" in thrown) return String(thrown.message)
  return String(thrown)
}

/** A value as plain JSON: a JSONata sequence becomes an array, and nothing is shared with the one who gave it. */
export function asJson(value: unknown): unknown {
  const text = JSON.stringify(value ?? null)
  if (text.length > sizeMaximumBytes / 4 && Buffer.byteLength(text) > sizeMaximumBytes) {
    throw new StateError("States.DataLimitExceeded", `A value is longer than ${sizeMaximumBytes} bytes.`)
  }
  const parsed: unknown = JSON.parse(text)
  return parsed
}

const sizeMaximumBytes = 262_144
