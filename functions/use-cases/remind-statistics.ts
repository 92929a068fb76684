import { Instant } from "../../contracts/primitives.ts"
import type { StatisticsMessage } from "../../contracts/statistics.ts"
import { COUNT_SHARDS, type CountShard, type Key } from "../../contracts/table.ts"

export interface RemindStatisticsNeeds {
  readonly marksToCount: (
    shard: CountShard,
    now: string,
    limit: number,
  ) => Promise<readonly { readonly key: Key; readonly wakeBy: string }[]>
  readonly sendOn: (message: StatisticsMessage) => Promise<void>
  readonly postponeMark: (key: Key, wakeBy: string) => Promise<void>
  readonly saveCountedThrough: (through: string) => Promise<void>
}

/** Of one shard in one run; the next minute goes on. */
const mostPerShard = 100
const againMs = 5 * 60_000
/** A mark asks to be looked at this long after its commit. */
const markAgeMs = 60_000

const plus = (instant: string, ms: number): Instant =>
  Instant.parse(new Date(Date.parse(instant) + ms).toISOString())

/**
 * Finds the commits whose message was lost, and has them counted; says until when all are counted. The oldest mark that
 * waits tells how far the figures have come.
 */
export const remindStatistics =
  (needs: RemindStatisticsNeeds) =>
  async (now: Instant): Promise<number> => {
    let [reminded, oldest] = [0, now]
    for (const shard of COUNT_SHARDS)
      for (const { key, wakeBy } of await needs.marksToCount(shard, now, mostPerShard)) {
        if (wakeBy >= "1" && wakeBy < oldest) oldest = Instant.parse(wakeBy)
        await needs.sendOn({ mark: { pk: key.pk, sk: key.sk } })
        await needs.postponeMark(key, plus(now, againMs))
        reminded += 1
      }
    await needs.saveCountedThrough(plus(oldest, -markAgeMs))
    return reminded
  }
