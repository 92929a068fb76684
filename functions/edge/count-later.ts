import type { StatisticsMessage } from "../../contracts/statistics.ts"
import type { Change } from "../domain/change.ts"
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
  if (written.outcome === "committed" && written.mark !== undefined)
    await tell(runtime, functionName, { mark: { pk: written.mark.pk, sk: written.mark.sk } })
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

/** What changed no record, such as a refused call: told once, and gone if the queue is down at that moment. */
export const countOnce = (
  runtime: Runtime,
  functionName: string,
  message: Extract<StatisticsMessage, { readonly once: string }>,
): Promise<void> => tell(runtime, functionName, message)
