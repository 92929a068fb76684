import type { Change } from "../domain/change.ts"
import { caseIdOf, mayHaveNoWorkflow, standingOf, type HubCase } from "../domain/case/hub-case.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { raiseGeneration, readWait } from "../store/cases.ts"
import { readPushAddress } from "../store/directory.ts"
import type { FunctionName } from "../../contracts/environment.ts"
import { SIGNALS, type CaseStanding } from "../../contracts/workflows.ts"
import { wakeAfterCommitMs } from "../store/item-of-case.ts"
import type { Ticked } from "../use-cases/ticked.ts"
import { failureOf, log } from "./log.ts"
import type { Runtime } from "./runtime.ts"

const start = (runtime: Runtime, hubCase: HubCase, generation: number): Promise<void> =>
  runtime.workflow.start({
    caseId: caseIdOf(hubCase),
    generation,
    dueAt: standingOf(hubCase).dueAt,
  })

/** A case that had no workflow, and has something to do again, gets its next one. */
const resume = async (runtime: Runtime, saved: HubCase): Promise<void> => {
  if (!mayHaveNoWorkflow(saved)) return
  const { generation } = saved
  const again = new Date(Date.parse(saved.changedAt) + wakeAfterCommitMs).toISOString()
  if (await raiseGeneration(runtime.table, caseIdOf(saved), generation, again))
    await start(runtime, saved, generation + 1)
}

const startOrWake = async (runtime: Runtime, change: Change): Promise<void> => {
  if (change.kind === "openCase") await start(runtime, change.case, change.case.generation)
  if (change.kind === "saveCase") {
    const wait = await readWait(runtime.table, caseIdOf(change.case))
    const heard =
      wait === undefined
        ? "gone"
        : await runtime.workflow.wake(wait.token, standingOf({ ...change.case, generation: wait.generation }))
    if (heard === "gone") await resume(runtime, change.case)
  }
}

const push = async (runtime: Runtime, change: Change): Promise<void> => {
  if (change.kind !== "tell") return
  const { message } = change
  const webhook = await readPushAddress(runtime.table, message.to, chinaDateOf(message.at))
  if (webhook !== undefined)
    await runtime.webhookQueue.send({ centerId: message.to, url: webhook.url, message })
}

/** The first message of a batch; the later ones are sent by whoever carries it. */
const setOut = async (runtime: Runtime, change: Change): Promise<void> => {
  if (change.kind === "saveBatch" && change.batch.version === 1)
    await runtime.batchQueue.send({ batchNo: change.batch.batchNo })
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
  const steps = changes.flatMap((change) => [
    startOrWake(runtime, change),
    push(runtime, change),
    setOut(runtime, change),
  ])
  for (const result of await Promise.allSettled(steps))
    if (result.status === "rejected")
      log({ function: functionName, event: "follow-up-failed", error: failureOf(result.reason) })
}

/** After a tick: the workflow that asked has its answer, so only messages are pushed; a breach is counted. */
export const tellOfTick = async (
  runtime: Runtime,
  functionName: FunctionName,
  ticked: Ticked,
): Promise<CaseStanding> => {
  if (ticked.event === "escalation" || ticked.event === "expiry")
    log({ function: functionName, event: SIGNALS.clockBreached })
  await followUp(
    runtime,
    functionName,
    ticked.changes.filter((change) => change.kind === "tell"),
  )
  return ticked.standing
}
