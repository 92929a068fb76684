import { marksToCount, postponeMark } from "../store/statistics.ts"
import type { RemindStatisticsNeeds } from "../use-cases/remind-statistics.ts"
import type { Runtime } from "./runtime.ts"

/** What the sweeper needs to have counted what the queue has lost. */
export const uncountedMarks = (runtime: () => Runtime): RemindStatisticsNeeds => ({
  marksToCount: (shard, now, limit) => marksToCount(runtime().table, shard, now, limit),
  sendOn: (message) => runtime().statisticsQueue.send(message),
  postponeMark: (key, wakeBy) => postponeMark(runtime().table, key, wakeBy),
})
