import type { CancelTimer, Clock } from "./clock.ts"
import type { LocalQueue } from "./queue-engine.ts"

/**
 * The queue judges delays and visibility by the machine's clock. Under a virtual clock its deadlines are moved by what that clock
 * has passed beyond the machine's, and the clock is told when the next one is due.
 */
export const createQueueTime = (queue: LocalQueue, clock: Clock): { follow(): void; close(): void } => {
  let clockMs = clock.now()
  let machineMs = Date.now()
  let cancel: CancelTimer | undefined

  const shiftDeadlines = (): number => {
    const machineNowMs = Date.now()
    const aheadMs = clock.now() - clockMs - (machineNowMs - machineMs)
    clockMs = clock.now()
    machineMs = machineNowMs
    let nextMs = Number.POSITIVE_INFINITY
    for (const entry of queue.inflightMessages.values()) {
      entry.visibilityDeadline -= aheadMs
      nextMs = Math.min(nextMs, entry.visibilityDeadline)
    }
    for (const message of queue.delayedMessages) {
      message.delayUntil = (message.delayUntil ?? machineNowMs) - aheadMs
      nextMs = Math.min(nextMs, message.delayUntil)
    }
    return nextMs - machineNowMs
  }

  const follow = (): void => {
    cancel?.()
    const leftMs = shiftDeadlines()
    queue.processTimers()
    // The timer needs to do nothing: when it fires the clock asks for what is under way, and that brings us here.
    if (leftMs > 0 && Number.isFinite(leftMs)) cancel = clock.setTimer(clock.now() + leftMs, () => undefined)
  }
  return { follow, close: () => cancel?.() }
}
