import type * as z from "zod"
import { moneyForm } from "../../contracts/primitives.ts"
import { RuleId } from "../../contracts/rules.ts"
import { parseStrictJson } from "../security/strict-json.ts"
import type { ProblemOccurrence } from "./problem-answer.ts"

export const bodyMaxBytes = 256 * 1024

export interface RefusedBody {
  readonly outcome: "refused"
  readonly problem: ProblemOccurrence
}
export type ReadBody<Body> = { readonly outcome: "read"; readonly body: Body } | RefusedBody

const refused = (problem: ProblemOccurrence): RefusedBody => ({ outcome: "refused", problem })

const moneyPattern = String(moneyForm)

/** `application/json`, no charset but utf-8. */
const isJsonMediaType = (value: string | undefined): boolean =>
  value !== undefined && /^application\/json(\s*;\s*charset\s*=\s*"?utf-8"?)?\s*$/i.test(value)

/** A member name may be shown back only when it looks like one; anything else could be somebody's name. */
const showable = /^[A-Za-z][A-Za-z0-9]{0,40}$/
const pointer = (path: readonly PropertyKey[]): string =>
  path
    .map((part) =>
      typeof part === "number" || (typeof part === "string" && showable.test(part))
        ? `/${String(part)}`
        : "/-",
    )
    .join("")

/** What zod calls a value that is not there, by what it expected: a type, one of a list, one of several forms. */
const missingCodes: ReadonlySet<string> = new Set(["invalid_type", "invalid_value", "invalid_union"])

/** Of several forms none can be chosen, for the member that chooses is not there. */
const lacksDiscriminator = (issue: z.core.$ZodIssue): boolean =>
  issue.code === "invalid_union" &&
  issue.discriminator !== undefined &&
  typeof issue.input === "object" &&
  issue.input !== null &&
  !(issue.discriminator in issue.input)

const ruleOf = (issue: z.core.$ZodIssue): RuleId => {
  if (issue.code === "custom") {
    const named = RuleId.safeParse(issue.params?.["rule"])
    return named.success ? named.data : "VAL-001"
  }
  if (issue.code === "unrecognized_keys") return "VAL-007"
  if ((issue.input === undefined && missingCodes.has(issue.code)) || lacksDiscriminator(issue))
    return "VAL-008"
  if (issue.code === "invalid_format" && issue.format === "regex" && issue.pattern === moneyPattern)
    return "VAL-006"
  return "VAL-001"
}

/** The first issue that zod found, as rule and field. The refused value itself is never shown. */
const problemOfIssues = (error: z.core.$ZodError): ProblemOccurrence => {
  const issue = deepest(error.issues[0])
  if (issue === undefined) return { problem: "invalid-request", rule: "VAL-001" }
  const extra = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : []
  const rule = ruleOf(issue)
  // A pack of the right form whose figures contradict each other is refused as a policy, not as a request.
  const problem = rule === "POL-001" || rule === "POL-002" ? "policy-invalid" : "invalid-request"
  return { problem, rule, field: pointer([...issue.path, ...extra]) }
}

/** Of a union only the branch that came nearest is of use to the caller. */
const deepest = (issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined => {
  if (issue?.code !== "invalid_union") return issue
  const nearest = issue.errors.toSorted((left, right) => left.length - right.length)[0]?.[0]
  const inner = deepest(nearest)
  return inner === undefined ? issue : { ...inner, path: [...issue.path, ...inner.path] }
}

/** Systems of one center write a staff id in capitals here and small there: it is one person all the same. */
const isOnePerson = (body: unknown): boolean =>
  typeof body === "object" &&
  body !== null &&
  "handler" in body &&
  "reviewer" in body &&
  typeof body.handler === "string" &&
  typeof body.reviewer === "string" &&
  body.handler.toLowerCase() === body.reviewer.toLowerCase()

/** Bytes to a value of the contract, or the first thing that is wrong with them. */
export const readBody = <Body>(
  bytes: Uint8Array,
  contentType: string | undefined,
  schema: z.ZodType<Body>,
): ReadBody<Body> => {
  if (!isJsonMediaType(contentType))
    return refused({ problem: "media-type-unsupported", field: "content-type" })
  if (bytes.byteLength > bodyMaxBytes) return refused({ problem: "body-too-large" })
  const json = parseStrictJson(bytes)
  if (json.outcome === "refused") {
    const field = json.field?.split("/").slice(1)
    return refused({ problem: json.problem, ...(field === undefined ? {} : { field: pointer(field) }) })
  }
  const parsed = schema.safeParse(json.value, { reportInput: true })
  if (!parsed.success) return refused(problemOfIssues(parsed.error))
  if (isOnePerson(parsed.data))
    return refused({ problem: "same-handler-and-reviewer", rule: "DUA-001", field: "/reviewer" })
  return { outcome: "read", body: parsed.data }
}
