import type { Clock } from "../clock.ts"
import type { TaskTokens } from "./task-tokens.ts"

/** Everything outside an execution that it can see or do; it has no other source of time or chance. */
export type Ports = {
  clock: Clock
  /** Rejects with a LambdaFunctionError when the function answers with an error. */
  invokeLambda(functionArnOrName: string, payload: unknown): Promise<unknown>
  sendMessage(queueUrl: string, body: string): Promise<unknown>
  newToken(): string
}

export type HistoryEvent = {
  atMs: number
  type: string
  state?: string
  input?: unknown
  output?: unknown
  error?: string | undefined
  cause?: string | undefined
}

/** One execution, as the states that run in it see it. */
export type ExecutionRun = {
  ports: Ports
  tokens: TaskTokens
  /** The parts of `$states.context` that stay the same for the whole execution. */
  context: Readonly<Record<string, unknown>>
  /** Throws when the history is full, so that no loop runs for ever. */
  record(event: Omit<HistoryEvent, "atMs">): void
  /** Counts what AWS would bill: an entered state or a retry. */
  countTransition(): void
}
