import type { Change } from "../domain/change.ts"
import { standingOf } from "../domain/transfer/standing.ts"
import { readWait } from "../store/transfers.ts"
import { readWebhook } from "../store/directory.ts"
import { SIGNALS, type TransferStanding } from "../../contracts/workflows.ts"
import type { Ticked } from "../use-cases/tick-transfer.ts"
import { failureOf, log } from "./log.ts"
import type { Runtime } from "./runtime.ts"

const startOrWake = async (runtime: Runtime, change: Change): Promise<void> => {
  if (change.kind === "openCase") {
    const { transferId, generation, timerAt } = change.case
    await runtime.workflow.start({ caseId: transferId, generation, dueAt: timerAt ?? null })
  }
  if (change.kind === "saveCase") {
    const wait = await readWait(runtime.table, change.case.transferId)
    if (wait !== undefined)
      await runtime.workflow.wake(wait.token, standingOf({ ...change.case, generation: wait.generation }))
  }
}

const push = async (runtime: Runtime, change: Change): Promise<void> => {
  if (change.kind !== "tell") return
  const { message } = change
  const webhook = await readWebhook(runtime.table, message.to)
  if (webhook !== undefined)
    await runtime.webhookQueue.send({ centerId: message.to, url: webhook.url, message })
}

/**
 * What follows a commit. It is a courtesy, never part of the promise: a lost start or wake is found by the sweeper
 * within two minutes, and a message that is not pushed lies in the inbox. So a failure here is logged, not answered.
 */
export const followUp = async (
  runtime: Runtime,
  functionName: string,
  changes: readonly Change[],
): Promise<void> => {
  const steps = changes.flatMap((change) => [startOrWake(runtime, change), push(runtime, change)])
  for (const result of await Promise.allSettled(steps))
    if (result.status === "rejected")
      log({ function: functionName, event: "follow-up-failed", error: failureOf(result.reason) })
}

/** After a tick: the workflow that asked has its answer, so only messages are pushed; a breach is counted. */
export const tellOfTick = async (runtime: Runtime, ticked: Ticked): Promise<TransferStanding> => {
  if (ticked.event === "escalation" || ticked.event === "expiry")
    log({ function: "tick-transfer", event: SIGNALS.clockBreached })
  await followUp(
    runtime,
    "tick-transfer",
    ticked.changes.filter((change) => change.kind === "tell"),
  )
  return ticked.standing
}
