import middy from "@middy/core"
import * as z from "zod"
import type { FunctionName } from "../../contracts/environment.ts"
import { Instant } from "../../contracts/primitives.ts"
import { SIGNALS } from "../../contracts/workflows.ts"
import type { Swept } from "../use-cases/sweep-cases.ts"
import { hubOf, type Hub } from "./hub.ts"
import { log } from "./log.ts"
import { logFailures } from "./log-failures.ts"
import { lazyRuntime, type Runtime } from "./runtime.ts"

interface Surroundings {
  readonly hub: Hub
  readonly runtime: () => Runtime
}

/** The handler of a function that a state machine calls. */
export const serveTask = <Payload, Answer>(
  functionName: FunctionName,
  schema: z.ZodType<Payload>,
  taskOf: (surroundings: Surroundings) => (payload: Payload) => Promise<Answer>,
) => {
  const runtime = lazyRuntime()
  const task = taskOf({ hub: hubOf(runtime), runtime })
  return middy<unknown, Answer>()
    .use(logFailures(functionName))
    .handler((event) => task(schema.parse(event)))
}

const ScheduledEvent = z.object({ time: z.string() })

/** The time of the event with milliseconds, whether the scheduler writes them or not. */
const timeOf = (event: unknown): Instant =>
  Instant.parse(new Date(ScheduledEvent.parse(event).time).toISOString())

/** The handler of the sweeper. What it repaired is logged under a word that a metric filter counts. */
export const serveSchedule = (
  functionName: FunctionName,
  sweepOf: (surroundings: Surroundings) => (now: Instant) => Promise<Swept>,
) => {
  const runtime = lazyRuntime()
  const sweep = sweepOf({ hub: hubOf(runtime), runtime })
  return middy<unknown, Swept>()
    .use(logFailures(functionName))
    .handler(async (event) => {
      const swept = await sweep(timeOf(event))
      const repaired = swept.woken + swept.restarted
      if (repaired > 0) log({ function: functionName, event: SIGNALS.sweeperRepaired, count: repaired })
      return swept
    })
}
