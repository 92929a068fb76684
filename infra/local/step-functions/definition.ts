import * as z from "zod"

/** The part of the Amazon States Language (JSONata) that runs locally. What it does not name is refused. */

const longestSeconds = 99_999_999

const Expression = z.string().regex(/^\{%[\s\S]*%\}$/, "must be a number or a {% JSONata %} expression")
const Seconds = z.union([z.int().min(1).max(longestSeconds), Expression])
const Assignments = z.record(z.string(), z.unknown())
const ErrorNames = z.array(z.string().min(1)).min(1)

const Retrier = z.strictObject({
  ErrorEquals: ErrorNames,
  IntervalSeconds: z.int().min(1).max(longestSeconds).default(1),
  MaxAttempts: z.int().min(0).max(longestSeconds).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  // FULL draws by chance, and an execution has to be repeatable.
  JitterStrategy: z.literal("NONE").optional(),
  Comment: z.string().optional(),
})

const Catcher = z.strictObject({
  ErrorEquals: ErrorNames,
  Next: z.string(),
  Assign: Assignments.optional(),
  Output: z.unknown().optional(),
  Comment: z.string().optional(),
})

const everyState = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal("JSONata").optional(),
}
const going = { Next: z.string().optional(), End: z.literal(true).optional() }
const leaving = { Output: z.unknown().optional(), Assign: Assignments.optional() }
const recovering = { Retry: z.array(Retrier).optional(), Catch: z.array(Catcher).optional() }

const TaskState = z.strictObject({
  Type: z.literal("Task"),
  ...everyState,
  ...going,
  ...leaving,
  ...recovering,
  Resource: z
    .string()
    .regex(
      /^arn:[\w-]+:states:::(lambda:invoke|lambda:invoke\.waitForTaskToken|sqs:sendMessage)$/,
      "is not a supported resource",
    ),
  Arguments: z.union([z.record(z.string(), z.unknown()), Expression]),
  TimeoutSeconds: Seconds.optional(),
  HeartbeatSeconds: Seconds.optional(),
})

const PassState = z.strictObject({ Type: z.literal("Pass"), ...everyState, ...going, ...leaving })

const WaitState = z.strictObject({
  Type: z.literal("Wait"),
  ...everyState,
  ...going,
  ...leaving,
  Seconds: z.union([z.int().min(0).max(longestSeconds), Expression]).optional(),
  Timestamp: z.string().optional(),
})

const ChoiceRule = z.strictObject({
  Condition: z.union([z.boolean(), Expression]),
  Next: z.string(),
  ...leaving,
  Comment: z.string().optional(),
})

const ChoiceState = z.strictObject({
  Type: z.literal("Choice"),
  ...everyState,
  ...leaving,
  Choices: z.array(ChoiceRule).min(1),
  Default: z.string().optional(),
})

const SucceedState = z.strictObject({
  Type: z.literal("Succeed"),
  ...everyState,
  Output: z.unknown().optional(),
})

const FailState = z.strictObject({
  Type: z.literal("Fail"),
  ...everyState,
  Error: z.string().optional(),
  Cause: z.string().optional(),
})

const Inner: z.ZodType<Flow> = z.lazy(() =>
  z.strictObject({
    StartAt: z.string(),
    States: z.record(z.string(), StateSchema),
    Comment: z.string().optional(),
    QueryLanguage: z.literal("JSONata").optional(),
    ProcessorConfig: z.strictObject({ Mode: z.literal("INLINE") }).optional(),
  }),
)

const ParallelState = z.strictObject({
  Type: z.literal("Parallel"),
  ...everyState,
  ...going,
  ...leaving,
  ...recovering,
  Arguments: z.unknown().optional(),
  Branches: z.array(Inner).min(1),
})

const MapState = z.strictObject({
  Type: z.literal("Map"),
  ...everyState,
  ...going,
  ...leaving,
  ...recovering,
  Items: z.union([z.array(z.unknown()), Expression]).optional(),
  ItemSelector: z.unknown().optional(),
  MaxConcurrency: z.union([z.int().min(0), Expression]).optional(),
  ItemProcessor: Inner,
})

const StateSchema = z.discriminatedUnion("Type", [
  TaskState,
  PassState,
  WaitState,
  ChoiceState,
  SucceedState,
  FailState,
  ParallelState,
  MapState,
])

export const DefinitionSchema = z.strictObject({
  QueryLanguage: z.literal("JSONata"),
  StartAt: z.string(),
  States: z.record(z.string(), StateSchema),
  Comment: z.string().optional(),
  Version: z.literal("1.0").optional(),
  TimeoutSeconds: z.int().min(1).max(longestSeconds).optional(),
})

export type State = z.output<typeof StateSchema>
export type Task = z.output<typeof TaskState>
export type Choice = z.output<typeof ChoiceState>
export type Wait = z.output<typeof WaitState>
export type Parallel = z.output<typeof ParallelState>
export type MapOver = z.output<typeof MapState>
export type RetryRule = z.output<typeof Retrier>
export type CatchRule = z.output<typeof Catcher>
export type Definition = z.output<typeof DefinitionSchema>

/** States that run from `StartAt` to an end: the machine itself, a branch, or what a Map runs for each item. */
export interface Flow {
  StartAt: string
  States: Record<string, State>
}

/** What a state may say about the way it is left. */
export type Leaving = { Output?: unknown; Assign?: Record<string, unknown> | undefined }

export function innerFlows(state: State): readonly Flow[] {
  if (state.Type === "Parallel") return state.Branches
  if (state.Type === "Map") return [state.ItemProcessor]
  return []
}

/** `arn:aws-cn:states:::lambda:invoke` -> `lambda:invoke` */
export function integrationOf(resource: string): string {
  return resource.slice(resource.indexOf(":::") + 3)
}
