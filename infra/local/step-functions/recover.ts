import type { CatchRule, RetryRule } from "./definition.ts"
import type { ExecutionRun } from "./execution-run.ts"
import type { Halt } from "./halt.ts"
import { Halted, waitUnlessHalted } from "./halt.ts"
import { matchesError, StateError } from "./state-error.ts"

export type Recovered<T> =
  | { outcome: "done"; value: T }
  | { outcome: "caught"; rule: CatchRule; ruleIndex: number; error: StateError }

type Rules = { Retry?: RetryRule[] | undefined; Catch?: CatchRule[] | undefined }

/** Tries a state as often as its Retry says, then looks for a Catch. Throws an error that neither names. */
export async function recover<T>(
  rules: Rules,
  attempt: (retryCount: number) => Promise<T>,
  onFailure: (error: StateError) => void,
  run: ExecutionRun,
  halt: Halt,
): Promise<Recovered<T>> {
  const retriesByRule = new Map<RetryRule, number>()
  for (let retryCount = 0; ; retryCount++) {
    try {
      return { outcome: "done", value: await attempt(retryCount) }
    } catch (thrown) {
      const error = stateErrorOrThrow(thrown)
      onFailure(error)
      const retry = (rules.Retry ?? []).find(({ ErrorEquals }) => matchesError(ErrorEquals, error))
      const retries = retry === undefined ? 0 : (retriesByRule.get(retry) ?? 0)
      if (retry === undefined || retries >= retry.MaxAttempts) return catchError(rules, error)
      retriesByRule.set(retry, retries + 1)
      await pause(delaySeconds(retry, retries), run, halt)
      run.countTransition()
    }
  }
}

function stateErrorOrThrow(thrown: unknown): StateError {
  if (thrown instanceof Halted) throw thrown
  if (thrown instanceof StateError) return thrown
  return new StateError("States.Runtime", thrown instanceof Error ? thrown.message : String(thrown))
}

function catchError(rules: Rules, error: StateError): Recovered<never> {
  const ruleIndex = (rules.Catch ?? []).findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, error))
  const rule = rules.Catch?.[ruleIndex]
  if (rule === undefined) throw error
  return { outcome: "caught", rule, ruleIndex, error }
}

function delaySeconds(rule: RetryRule, retries: number): number {
  const seconds = rule.IntervalSeconds * rule.BackoffRate ** retries
  return Math.min(seconds, rule.MaxDelaySeconds ?? Number.POSITIVE_INFINITY, 31_622_400)
}

export function pause(seconds: number, run: ExecutionRun, halt: Halt): Promise<void> {
  return pauseUntil(run.ports.clock.now() + seconds * 1000, run, halt)
}

export function pauseUntil(atMs: number, { ports: { clock } }: ExecutionRun, halt: Halt): Promise<void> {
  return waitUnlessHalted(halt, ({ resolve }) => clock.setTimer(atMs, () => resolve()))
}
