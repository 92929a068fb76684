import type { InboxMessage } from "../../contracts/messages.ts"
import { LocalDate, type Month } from "../../contracts/primitives.ts"
import { reportParameters } from "../../contracts/starter/report-card.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { formerCentersOf } from "../domain/directory/books-keeper.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { addMonths, monthOf } from "../domain/months/month.ts"
import { joinFigures, monthsOfCard, reportedFigures } from "../domain/report/center-figures.ts"
import {
  measuredFigures,
  type CenterCounter,
  type MeasuredLists,
  type StandingLists,
} from "../domain/report/measured-figures.ts"
import type { CenterFigures } from "../domain/report/report-card.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"

export interface CenterFiguresNeeds {
  readonly listReports: (month: string) => Promise<readonly ReportRecord[]>
  readonly readDirectory: () => Promise<readonly CenterRecord[]>
  readonly readCounters: (partition: string) => Promise<readonly CenterCounter[]>
  readonly readInbox: (
    centerIds: readonly string[],
    limit: number,
  ) => Promise<{ readonly messages: readonly Pick<InboxMessage, "at">[] }>
}

/** Centers that are asked about side by side. */
const mostAtOnce = 25

/** Of each center the oldest day that is found, where one is. */
const oldestOf = async (
  centers: readonly CenterRecord[],
  read: (center: CenterRecord) => Promise<LocalDate | undefined>,
): Promise<ReadonlyMap<string, LocalDate>> => {
  const found = new Map<string, LocalDate>()
  for (let start = 0; start < centers.length; start += mostAtOnce)
    await Promise.all(
      centers.slice(start, start + mostAtOnce).map(async (center) => {
        const since = await read(center)
        if (since !== undefined) found.set(center.centerId, since)
      }),
    )
  return found
}

const hasReceived = ({ figures }: CenterCounter): boolean => (figures["payee.count"] ?? 0) > 0

/** What stands now, of each center with the books that it has taken over. */
const readStanding = async (
  { readCounters, readInbox }: Pick<CenterFiguresNeeds, "readCounters" | "readInbox">,
  centers: readonly CenterRecord[],
  today: LocalDate,
): Promise<StandingLists> => {
  const booksOf = (center: CenterRecord): readonly string[] => [
    center.centerId,
    ...formerCentersOf(center, today),
  ]
  const [openFindings, unmatched] = await Promise.all([
    readCounters("openFindings#now"),
    readCounters("unmatched#now"),
  ])
  const withMoney = new Set(unmatched.filter(hasReceived).map(({ first }) => first))
  const receivedOn = async (center: CenterRecord): Promise<LocalDate | undefined> => {
    const days = await Promise.all(
      booksOf(center)
        .filter((code) => withMoney.has(code))
        .map((code) => readCounters(`unmatched#${code}`)),
    )
    const [oldest] = days
      .flat()
      .filter(hasReceived)
      .map(({ first }) => first)
      .toSorted()
    return oldest === undefined ? undefined : LocalDate.parse(oldest)
  }
  const unreadSince = async (center: CenterRecord): Promise<LocalDate | undefined> => {
    const at = (await readInbox(booksOf(center), 1)).messages[0]?.at
    return at === undefined ? undefined : chinaDateOf(at)
  }
  return {
    today,
    openFindings,
    unmatchedSince: await oldestOf(centers, receivedOn),
    unreadSince: await oldestOf(centers, unreadSince),
  }
}

/** What stands now is that of the month that ended last; an earlier card would show another month's. */
const readLists = async (
  needs: Pick<CenterFiguresNeeds, "readCounters" | "readInbox">,
  centers: readonly CenterRecord[],
  month: Month,
  today: LocalDate,
): Promise<MeasuredLists> => {
  const isLast = addMonths(month, 1) === monthOf(today)
  const [legs, serviceDays, transfers, now] = await Promise.all([
    needs.readCounters(`legs#${month}`),
    needs.readCounters(`serviceDays#${month}`),
    needs.readCounters(`transfers#${month}`),
    isLast ? readStanding(needs, centers, today) : undefined,
  ])
  return { legs, serviceDays, transfers, ...(now === undefined ? {} : { now }) }
}

/** A center that ended before the month, began after it or has merged into another has no place in its card. */
const stoodIn = (center: CenterRecord, month: Month): boolean => {
  const { settlesOwnBooks, validFrom, validTo } = center
  const ended = validTo !== undefined && monthOf(validTo) < month
  const merged = (center.keepers ?? []).some(({ from }) => monthOf(from) <= month)
  return settlesOwnBooks && monthOf(validFrom) <= month && !ended && !merged
}

/** All centers that keep books, with what they reported of the year so far and what was counted of them in the month. */
export const readCenterFigures =
  (needs: CenterFiguresNeeds) =>
  async (month: Month, today: LocalDate): Promise<readonly CenterFigures[]> => {
    const months = monthsOfCard(month)
    const centers = (await needs.readDirectory()).filter((center) => stoodIn(center, month))
    const [reports, lists] = await Promise.all([
      Promise.all(months.map((one) => needs.listReports(one))),
      readLists(needs, centers, month, today),
    ])
    const { reportDueDay: dueDay } = reportParameters()
    return joinFigures([
      reportedFigures(centers, reports.flat(), months, { today, dueDay }),
      measuredFigures(
        centers.map(({ centerId }) => centerId),
        lists,
      ),
    ])
  }
