import * as z from "zod"
import type { Engine, Execution } from "./engine.ts"
import { answerHistoryEvent } from "./answer-history-event.ts"
import { RequestRefused } from "./request-refused.ts"

const Arn = z.string().min(1)
const Page = { maxResults: z.int().min(0).max(1000).optional(), nextToken: z.string().optional() }
const Status = z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"])
const Reason = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() }

type Action = (engine: Engine, body: unknown) => unknown

const actions: Record<string, Action> = {
  StartExecution: action(
    z.object({ stateMachineArn: Arn, name: z.string().optional(), input: z.string().default("{}") }),
    (engine, { stateMachineArn, name, input }) => {
      const execution = engine.startExecution(stateMachineArn, name, input)
      return { executionArn: execution.arn, startDate: seconds(execution.startedMs) }
    },
  ),
  StopExecution: action(
    z.object({ executionArn: Arn, ...Reason }),
    (engine, { executionArn, error, cause }) => {
      const execution = engine.stopExecution(executionArn, error, cause)
      return { stopDate: seconds(execution.endedMs ?? execution.startedMs) }
    },
  ),
  DescribeExecution: action(z.object({ executionArn: Arn }), (engine, { executionArn }) => {
    const execution = engine.execution(executionArn)
    return {
      ...answerExecution(execution),
      input: execution.input,
      inputDetails: { included: true },
      ...(execution.status === "SUCCEEDED"
        ? { output: JSON.stringify(execution.output), outputDetails: { included: true } }
        : { error: execution.error, cause: execution.cause }),
    }
  }),
  ListExecutions: action(
    z.object({ stateMachineArn: Arn, statusFilter: Status.optional(), ...Page }),
    (engine, { stateMachineArn, statusFilter, ...page }) => {
      const all = engine.executions(stateMachineArn)
      const wanted = all.filter(({ status }) => statusFilter === undefined || status === statusFilter)
      const { items, nextToken } = cutPage(wanted, page)
      return { executions: items.map(answerExecution), nextToken }
    },
  ),
  GetExecutionHistory: action(
    z.object({ executionArn: Arn, reverseOrder: z.boolean().default(false), ...Page }),
    (engine, { executionArn, reverseOrder, ...page }) => {
      const events = engine.execution(executionArn).history.map(answerHistoryEvent)
      const { items, nextToken } = cutPage(reverseOrder ? events.toReversed() : events, page)
      return { events: items, nextToken }
    },
  ),
  SendTaskSuccess: action(z.object({ taskToken: z.string(), output: z.string() }), (engine, body) => {
    engine.tokens.sendSuccess(body.taskToken, body.output)
    return {}
  }),
  SendTaskFailure: action(z.object({ taskToken: z.string(), ...Reason }), (engine, body) => {
    engine.tokens.sendFailure(body.taskToken, body.error, body.cause)
    return {}
  }),
  SendTaskHeartbeat: action(z.object({ taskToken: z.string() }), (engine, { taskToken }) => {
    engine.tokens.sendHeartbeat(taskToken)
    return {}
  }),
  DescribeStateMachine: action(z.object({ stateMachineArn: Arn }), (engine, { stateMachineArn }) => {
    const machine = engine.stateMachine(stateMachineArn)
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      status: "ACTIVE",
      type: "STANDARD",
      definition: JSON.stringify(machine.definition),
      roleArn: "",
      creationDate: seconds(machine.createdMs),
    }
  }),
  ListStateMachines: action(z.object(Page), (engine, page) => {
    const { items, nextToken } = cutPage(engine.stateMachines(), page)
    const stateMachines = items.map(({ arn, name, createdMs }) => ({
      stateMachineArn: arn,
      name,
      type: "STANDARD",
      creationDate: seconds(createdMs),
    }))
    return { stateMachines, nextToken }
  }),
}

/** The answer to one action; throws RequestRefused as the service would refuse it. */
export function answerRequest(engine: Engine, name: string, body: unknown): unknown {
  const known = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (known === undefined) throw new RequestRefused("UnknownOperationException", `Unknown action '${name}'`)
  return known(engine, body)
}

function action<Body>(schema: z.ZodType<Body>, perform: (engine: Engine, body: Body) => unknown): Action {
  return (engine, body) => {
    const parsed = schema.safeParse(body)
    if (!parsed.success) throw new RequestRefused("ValidationException", z.prettifyError(parsed.error))
    return perform(engine, parsed.data)
  }
}

function answerExecution(execution: Execution) {
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startedMs),
    stopDate: execution.endedMs === undefined ? undefined : seconds(execution.endedMs),
    redriveCount: 0,
  }
}

type PageRequest = { maxResults?: number | undefined; nextToken?: string | undefined }

function cutPage<T>(all: readonly T[], { maxResults, nextToken }: PageRequest) {
  const from = nextToken === undefined ? 0 : Number(nextToken)
  if (!Number.isInteger(from) || from < 0)
    throw new RequestRefused("InvalidToken", "Invalid Token: nextToken")
  const to = from + (maxResults === undefined || maxResults === 0 ? 100 : maxResults)
  return { items: all.slice(from, to), nextToken: to < all.length ? String(to) : undefined }
}

function seconds(ms: number): number {
  return ms / 1000
}
