import { asJson } from "./evaluate-expression.ts"
import { RequestRefused } from "./request-refused.ts"
import { StateError } from "./state-error.ts"

type WaitingTask = {
  succeed(output: unknown): void
  fail(error: StateError): void
  heartbeat(): void
}

/** The tasks that wait for somebody to come back with their token. */
export type TaskTokens = {
  /** Answers how to close the token; afterwards it is known as over. */
  open(token: string, task: WaitingTask): () => void
  sendSuccess(token: string, output: string): void
  sendFailure(token: string, error: string | undefined, cause: string | undefined): void
  sendHeartbeat(token: string): void
}

// Older tokens are then not "timed out" but unknown, which callers treat alike.
const closedTokensMaximum = 100_000

export function createTaskTokens(): TaskTokens {
  const waiting = new Map<string, WaitingTask>()
  const closed = new Set<string>()

  function find(token: string): WaitingTask {
    if (token.length < 1 || token.length > 2048) {
      throw new RequestRefused("InvalidToken", `Invalid Token: '${token.slice(0, 64)}'`)
    }
    const task = waiting.get(token)
    if (task !== undefined) return task
    if (closed.has(token)) {
      throw new RequestRefused("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
    }
    throw new RequestRefused("TaskDoesNotExist", "Task does not exist.")
  }

  return {
    open(token, task) {
      waiting.set(token, task)
      return () => {
        if (!waiting.delete(token)) return
        closed.add(token)
        for (const oldest of closed) {
          if (closed.size <= closedTokensMaximum) break
          closed.delete(oldest)
        }
      }
    },
    sendSuccess: (token, output) => find(token).succeed(parseOutput(output)),
    sendFailure: (token, error, cause) => find(token).fail(new StateError(error, cause)),
    sendHeartbeat: (token) => find(token).heartbeat(),
  }
}

function parseOutput(output: string): unknown {
  try {
    const parsed: unknown = JSON.parse(output)
    return asJson(parsed)
  } catch {
    throw new RequestRefused("InvalidOutput", "Invalid Output: the output is not JSON of at most 256 KiB")
  }
}
