import type {
  PublishNoticeRequest,
  RegionNotice,
  WithdrawNoticeRequest,
} from "../../../contracts/investigations.ts"
import type { ShownNotice } from "../../../contracts/shown-notice.ts"
import {
  MessageId,
  type CenterId,
  type Instant,
  type LocalDate,
  type NoticeId,
  type RegionCode,
} from "../../../contracts/primitives.ts"
import { addDays } from "../calendar/china-date.ts"
import type { Change } from "../change.ts"
import { versionsSharing, type Memberships } from "../federation/membership.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { cityOfRegion } from "../withdrawal/city-of-region.ts"
import type { NoticeLine, NoticeRecord } from "./investigation-record.ts"

export interface NoticeContext {
  readonly now: Instant
  readonly today: LocalDate
  readonly by: CenterId
  readonly newId: (prefix: string) => string
  /** Members of the federation, who are told. */
  readonly members: readonly CenterId[]
}

export type NoticeDecision =
  | { readonly outcome: "accepted"; readonly notice: NoticeRecord; readonly changes: readonly Change[] }
  | Refusal

/** A year, the first day included. */
const mostDays = 366

/** One transaction takes a hundred items; the members of a federation are at most eighty. */
const mostTold = 85

export const lineOfNotice = (notice: NoticeLine): NoticeLine => ({
  noticeId: notice.noticeId,
  centerId: notice.centerId,
  federationId: notice.federationId,
  regionCode: notice.regionCode,
  from: notice.from,
  to: notice.to,
  reason: notice.reason,
})

const tellMembers = (
  type: "notice.published" | "notice.withdrawn",
  notice: NoticeRecord,
  { now, newId, by, members }: NoticeContext,
): readonly Change[] =>
  members
    .filter((member) => member !== by)
    .slice(0, mostTold)
    .map((to): Change => ({
      kind: "tell",
      message: {
        messageId: MessageId.parse(newId("msg")),
        type,
        to,
        at: now,
        subjectId: notice.noticeId,
        centerId: by,
        actionNeeded: false,
        note: notice.regionCode,
      },
    }))

/** A center warns of purchases in its own province. Which places are its own no data of the hub tell more exactly. */
export const publishNotice = (
  noticeId: NoticeId,
  { federationId, regionCode, from, to, reason, handler, reviewer }: PublishNoticeRequest,
  provinceCode: string,
  context: NoticeContext,
): NoticeDecision => {
  const cityCode = cityOfRegion(regionCode)
  if (cityCode === undefined || regionCode.slice(0, 2) !== provinceCode.slice(0, 2))
    return refuse("notice-region-foreign", { rule: "INV-003", field: "/regionCode" })
  if (to < context.today || to >= addDays(from, mostDays))
    return refuse("notice-period-invalid", { rule: "INV-004", field: "/to" })
  const notice: NoticeRecord = {
    noticeId,
    centerId: context.by,
    federationId,
    regionCode,
    from,
    to,
    reason,
    handler,
    reviewer,
    publishedAt: context.now,
    version: 1,
  }
  const line = lineOfNotice(notice)
  return {
    outcome: "accepted",
    notice,
    changes: [
      { kind: "saveNotice", notice },
      { kind: "listNotice", notice: line },
      { kind: "showNotice", cityCode, notice: line },
      ...tellMembers("notice.published", notice, context),
    ],
  }
}

export const withdrawNotice = (
  before: NoticeRecord,
  { reason, handler, reviewer }: WithdrawNoticeRequest,
  context: NoticeContext,
): NoticeDecision => {
  if (before.withdrawn !== undefined) return refuse("action-not-allowed")
  const notice: NoticeRecord = {
    ...before,
    withdrawn: { at: context.now, reason, handler, reviewer },
    version: before.version + 1,
  }
  const cityCode = cityOfRegion(before.regionCode) ?? before.regionCode
  const line = lineOfNotice(notice)
  return {
    outcome: "accepted",
    notice,
    changes: [
      { kind: "saveNotice", notice },
      { kind: "unlistNotice", notice: line },
      { kind: "hideNotice", cityCode, notice: line },
      ...tellMembers("notice.withdrawn", notice, context),
    ],
  }
}

/** Whether a member sees a notice: one version with notices switched on binds it and who published it. */
export const seesNotice = (
  line: NoticeLine,
  viewer: CenterId,
  memberships: readonly Memberships[],
  on: LocalDate,
): boolean =>
  line.centerId === viewer ||
  versionsSharing(memberships, line.centerId, viewer, "abnormalRegionNotices", on).some(
    ({ federationId }) => federationId === line.federationId,
  )

/** A notice on a city is about its districts; a home whose city alone is named may stand in any district. */
export const coversHome = ({ regionCode }: Pick<NoticeLine, "regionCode">, home: RegionCode): boolean => {
  const city = cityOfRegion(home)
  return city === cityOfRegion(regionCode) && (regionCode === home || regionCode === city || home === city)
}

export const isCurrentNotice = ({ from, to }: NoticeLine, on: LocalDate): boolean => from <= on && on <= to

export const shownNotice = ({ centerId, ...line }: NoticeLine): ShownNotice => ({ ...line, by: centerId })

export const viewNotice = (notice: NoticeRecord): RegionNotice => ({
  ...shownNotice(lineOfNotice(notice)),
  publishedAt: notice.publishedAt,
  ...(notice.withdrawn === undefined ? {} : { withdrawnAt: notice.withdrawn.at }),
})
