import * as z from "zod"
import { CenterId, FederationId, LocalDate, Note, NoticeId, RegionCode } from "./primitives.ts"

/** 购房提取异常地区警示公告, as the members of a federation read it. */
export const ShownNotice = z
  .strictObject({
    noticeId: NoticeId.describe("names it"),
    by: CenterId.describe("the center that published it, of its own region"),
    federationId: FederationId.describe("the federation whose members it is for"),
    regionCode: RegionCode.describe("GB/T 2260 code of the city or district"),
    from: LocalDate.describe("first day"),
    to: LocalDate.describe("last day"),
    reason: Note.describe("for people; nothing personal"),
  })
  .meta({ id: "ShownNotice" })
export type ShownNotice = z.infer<typeof ShownNotice>

export const shownNotices = z
  .array(ShownNotice)
  .describe(
    "警示公告 on the place of a home that is bought, in force on the day; information, never a refusal",
  )
