import type { Instant } from "../../contracts/primitives.ts"
import { notePoll } from "../store/supervision.ts"
import { failureOf, log } from "./log.ts"
import type { Runtime } from "./runtime.ts"

/** A center may ask every two seconds; that it asked is written once a minute, by each environment that hears it. */
const onceInMs = 60_000

/** Notes that a center asked for its messages. A note that fails is logged: the center gets its messages all the same. */
export const pollNotes = (runtime: () => Runtime) => {
  const noted = new Map<string, number>()
  return async (centerId: string, now: Instant): Promise<void> => {
    const nowMs = Date.parse(now)
    if (nowMs - (noted.get(centerId) ?? 0) < onceInMs) return
    noted.set(centerId, nowMs)
    try {
      await notePoll(runtime().table, centerId, now)
    } catch (error) {
      log({ function: "read-inbox", event: "poll-not-noted", error: failureOf(error) })
    }
  }
}
