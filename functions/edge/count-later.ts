import { FUNCTIONS, type FunctionName, type Need } from "../../contracts/environment.ts"
import type { Instant } from "../../contracts/primitives.ts"
import type { ProblemSlug } from "../../contracts/problems.ts"
import type { StatisticsMessage } from "../../contracts/statistics.ts"
import type { Change } from "../domain/change.ts"
import { countPrevention, countRejection } from "../domain/statistics/count-calls.ts"
import { commit, type CommitResult } from "../store/commit.ts"
import { failureOf, log } from "./log.ts"
import type { Runtime } from "./runtime.ts"

const tell = async (runtime: Runtime, functionName: string, message: StatisticsMessage): Promise<void> => {
  try {
    await runtime.statisticsQueue.send(message)
  } catch (error) {
    log({ function: functionName, event: "statistics-not-sent", error: failureOf(error) })
  }
}

/** Has a commit counted. A message that is lost costs a minute: the mark lies in the table, and the sweeper finds it. */
export const countLater = async (
  runtime: Runtime,
  functionName: string,
  written: CommitResult,
): Promise<void> => {
  if (written.outcome !== "committed" || written.mark === undefined) return
  const { pk, sk } = written.mark
  const spent = runtime.table.takeSpent()
  await tell(runtime, functionName, { mark: { pk, sk }, spent })
}

/** A commit that no call asked for, counted as any other. */
export const commitCounted = async (
  runtime: Runtime,
  functionName: string,
  changes: readonly Change[],
): Promise<CommitResult> => {
  const written = await commit(runtime.table, changes)
  await countLater(runtime, functionName, written)
  return written
}

interface RefusedCall {
  /** Center, or `operator`. */
  readonly caller: string
  readonly problem: ProblemSlug
  readonly now: Instant
  /** Id of the call. */
  readonly instance: string
  readonly idempotencyKey: string | undefined
}

const canTell = (functionName: FunctionName): boolean => {
  const needs: readonly Need[] = FUNCTIONS[functionName].needs
  return needs.includes("statistics-queue:send")
}

/**
 * A refused call of a center. It changed no record, so it is told once, and is gone if the queue is down at that
 * moment. Functions that only read tell nothing: what they refuse prevents nothing.
 */
export const countRefusal = async (
  runtime: Runtime,
  functionName: FunctionName,
  { caller, problem, now, instance, idempotencyKey }: RefusedCall,
): Promise<void> => {
  if (caller === "operator" || !canTell(functionName)) return
  const kept = countPrevention(caller, problem, now)
  await Promise.all([
    tell(runtime, functionName, { once: instance, facts: [...countRejection(caller, problem, now)] }),
    ...(kept.length === 0
      ? []
      : [
          tell(runtime, functionName, {
            once: `${caller}:${idempotencyKey ?? instance}`,
            facts: [...kept],
          }),
        ]),
  ])
}
