import type {
  NoticeList,
  PublishNoticeRequest,
  RegionNotice,
  WithdrawNoticeRequest,
} from "../../contracts/investigations.ts"
import { CenterId, NoticeId, type FederationId } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { membersOf, type FederationRecord } from "../domain/federation/federation-record.ts"
import { federationsWith } from "../domain/federation/membership.ts"
import type { NoticeLine, NoticeRecord } from "../domain/investigation/investigation-record.ts"
import {
  publishNotice as decidePublication,
  viewNotice,
  withdrawNotice as decideWithdrawal,
  type NoticeContext,
} from "../domain/investigation/region-notice.ts"
import { refuse } from "../domain/refusal.ts"
import { codesOf } from "../domain/warning/seen-warnings.ts"
import { seenNotices } from "./seen-notices.ts"
import { viewerOf, type ReadMemberships } from "./seen-warnings.ts"
import { accept, answer, type Call, type UseCase } from "./use-case.ts"

export interface KeepNoticesNeeds extends ReadMemberships {
  readonly readFederation: (id: string) => Promise<FederationRecord | undefined>
  readonly readCenter: (id: string) => Promise<CenterRecord | undefined>
  readonly readNotice: (id: string) => Promise<NoticeRecord | undefined>
  readonly listNotices: (federationId: string) => Promise<readonly NoticeLine[]>
}

const contextOf = async (
  needs: KeepNoticesNeeds,
  federationId: FederationId,
  { callerId, now, newId }: Call<unknown>,
): Promise<NoticeContext> => {
  const today = chinaDateOf(now)
  const federation = await needs.readFederation(federationId)
  return {
    now,
    today,
    newId,
    by: CenterId.parse(callerId),
    members: federation === undefined ? [] : membersOf(federation, today),
  }
}

/** A center tells the members of a federation that purchases in a place of its own are abnormal. */
export const publishNotice =
  (needs: KeepNoticesNeeds): UseCase<PublishNoticeRequest, RegionNotice> =>
  async (call) => {
    const { federationId } = call.body
    const context = await contextOf(needs, federationId, call)
    const [memberships, center] = await Promise.all([
      needs.readMemberships(context.by),
      needs.readCenter(context.by),
    ])
    if (!federationsWith(memberships, "abnormalRegionNotices", context.today).includes(federationId))
      return refuse("notice-not-shared", { rule: "INV-002", field: "/federationId" })
    const noticeId = NoticeId.parse(call.newId("ntc"))
    const decided = decidePublication(noticeId, call.body, center?.provinceCode ?? "", context)
    return decided.outcome === "refused" ? decided : accept(viewNotice(decided.notice), decided.changes)
  }

/** The publishing center takes it back; to any other it does not exist. */
export const withdrawNotice =
  (needs: KeepNoticesNeeds): UseCase<WithdrawNoticeRequest, RegionNotice> =>
  async (call) => {
    const noticeId = NoticeId.safeParse(call.params["noticeId"])
    const notice = noticeId.success ? await needs.readNotice(noticeId.data) : undefined
    if (notice === undefined || notice.centerId !== call.callerId) return refuse("notice-not-found")
    const context = await contextOf(needs, notice.federationId, call)
    const decided = decideWithdrawal(notice, call.body, context)
    return decided.outcome === "refused" ? decided : accept(viewNotice(decided.notice), decided.changes)
  }

/** Notices that are not over, of the federations that bind the center, or a former one whose books it keeps. */
export const listNotices =
  (needs: KeepNoticesNeeds): UseCase<undefined, NoticeList> =>
  async (call) => {
    const today = chinaDateOf(call.now)
    const viewer = viewerOf(CenterId.parse(call.callerId), today, call.formerIds)
    const memberships = await Promise.all(codesOf(viewer).map((code) => needs.readMemberships(code)))
    const federations = memberships.flatMap((one) => federationsWith(one, "abnormalRegionNotices", today))
    const lists = await Promise.all([...new Set(federations)].map((id) => needs.listNotices(id)))
    const lines = lists.flat().filter(({ to }) => to >= today)
    return answer({ notices: await seenNotices(needs, lines, viewer) })
  }
