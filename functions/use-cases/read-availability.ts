import type { InboxMessage } from "../../contracts/messages.ts"
import type { Instant } from "../../contracts/primitives.ts"
import type { SupervisionColumn, SupervisionRow, SupervisionTable } from "../../contracts/supervision.ts"
import { labelOf } from "../domain/supervision/metric-table.ts"
import { addSums, withoutOwn } from "../domain/supervision/metric-table.ts"
import type { MetricQuestion, ReadMetricNeeds } from "./read-metric.ts"
import { monthsIn, wholeMonths } from "./supervised-range.ts"

export interface ReadAvailabilityNeeds extends ReadMetricNeeds {
  /** When each center asked for its messages last. */
  readonly readPolls: () => Promise<ReadonlyMap<string, string>>
  readonly readInbox: (
    centerIds: readonly string[],
    limit: number,
  ) => Promise<{ readonly messages: readonly InboxMessage[] }>
}

const column = (name: string, unit: SupervisionColumn["unit"]): SupervisionColumn => ({
  name,
  unit,
  label: labelOf(name),
})

const columns: readonly SupervisionColumn[] = [
  column("refusedCalls", "count"),
  column("unreadHours", "hours"),
  column("oldestUnread", "instant"),
  column("lastPoll", "instant"),
]

const mostAtOnce = 25
const hourMs = 3_600_000

/** Of each center: when it asked last, what it has not read, and how many of its calls were refused in the range. */
export const availabilityTable = async (
  needs: ReadAvailabilityNeeds,
  question: MetricQuestion,
  now: Instant,
): Promise<SupervisionTable> => {
  const { seen, metric, by } = question
  const range = wholeMonths(question.range)
  const centers = seen.directory.filter(({ centerId }) => seen.centerIds?.includes(centerId) ?? true)
  const polls = await needs.readPolls()
  const lists = await Promise.all(monthsIn(range).map((month) => needs.readCounters(`rejections#${month}`)))
  const rejectedBy = (centerId: string): number => {
    const sums = addSums(
      lists
        .flat()
        .filter(({ first }) => first === centerId)
        .map(({ figures }) => withoutOwn(figures)),
    )
    return sums["count"] ?? 0
  }
  const rows: SupervisionRow[] = []
  for (let start = 0; start < centers.length; start += mostAtOnce)
    rows.push(
      ...(await Promise.all(
        centers.slice(start, start + mostAtOnce).map(async ({ centerId, name, nameEn }) => {
          const oldest = (await needs.readInbox([centerId], 1)).messages[0]?.at
          const lastPoll = polls.get(centerId)
          const refusedCalls = rejectedBy(centerId)
          return {
            key: centerId,
            label: { zh: name, en: nameEn ?? name },
            figures: {
              ...(lastPoll === undefined ? {} : { lastPoll }),
              ...(oldest === undefined
                ? {}
                : {
                    oldestUnread: oldest,
                    unreadHours: Math.floor((Date.parse(now) - Date.parse(oldest)) / hourMs),
                  }),
              ...(refusedCalls === 0 ? {} : { refusedCalls }),
            },
          }
        }),
      )),
    )
  return {
    metric,
    by,
    ...range,
    scope: seen.scope,
    columns: [...columns],
    rows,
    countedThrough: now,
  }
}
