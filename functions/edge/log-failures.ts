import type middy from "@middy/core"
import type { FunctionName } from "../../contracts/environment.ts"
import { failureOf, log } from "./log.ts"

/** A failure of a task is logged by kind and thrown on: the workflow, schedule or queue retries it. */
export const logFailures = (functionName: FunctionName): middy.MiddlewareObj => ({
  onError: (request) => {
    log({ function: functionName, event: "failed", error: failureOf(request.error) })
  },
})
