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
}

/** Of one shard in one run; the next minute goes on. */
const mostPerShard = 100
const againMs = 5 * 60_000
const plus = (instant: string, ms: number): Instant =>
  Instant.parse(new Date(Date.parse(instant) + ms).toISOString())

/** The sweeper comes each minute; what a queue loses now and then may wait for five. */
const everyMinutes = 5
const minuteOf = (instant: string): number => Number(instant.slice(14, 16))

/** Finds the commits whose message was lost, and has them counted. */
export const remindStatistics =
  (needs: RemindStatisticsNeeds) =>
  async (now: Instant): Promise<number> => {
    if (minuteOf(now) % everyMinutes !== 0) return 0
    let reminded = 0
    for (const shard of COUNT_SHARDS)
      for (const { key } of await needs.marksToCount(shard, now, mostPerShard)) {
        await needs.sendOn({ mark: { pk: key.pk, sk: key.sk } })
        await needs.postponeMark(key, plus(now, againMs))
        reminded += 1
      }
    return reminded
  }
