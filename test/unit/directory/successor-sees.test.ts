import { describe, expect, it } from "vitest"
import {
  CenterId,
  FederationId,
  Instant,
  LocalDate,
  NoticeId,
  WarningId,
} from "../../../contracts/primitives.ts"
import type { FederationService } from "../../../contracts/federations.ts"
import { noMemberships, type Memberships } from "../../../functions/domain/federation/membership.ts"
import type { NoticeLine } from "../../../functions/domain/investigation/investigation-record.ts"
import type { WarningLine } from "../../../functions/domain/warning/warning-record.ts"
import { listNotices } from "../../../functions/use-cases/keep-notices.ts"
import { viewerOf, warningsAbout } from "../../../functions/use-cases/seen-warnings.ts"
import { personRef } from "../warning/warning-base.ts"

const former = CenterId.parse("210100000000000")
const successor = CenterId.parse("140500000000000")
const member = CenterId.parse("320500000000000")
const federationId = FederationId.parse("fed_01JD0000000000000000000000")
const day = LocalDate.parse("2026-11-20")
const now = Instant.parse("2026-11-20T02:00:00.000Z")

const boundBy = (centerId: CenterId, services: readonly FederationService[]): Memberships => ({
  centerId,
  version: 1,
  bound: [
    {
      federationId,
      version: 1,
      contentHash: "ab".repeat(32),
      boundFrom: LocalDate.parse("2026-01-01"),
      services,
      overrides: {},
      sources: [],
    },
  ],
})
const never = () => Promise.reject(new Error("not asked for"))
const needs = {
  readMemberships: async (id: CenterId) =>
    id === successor ? noMemberships(id) : boundBy(id, ["sharedWarnings", "abnormalRegionNotices"]),
}

const line = (centerId: CenterId): WarningLine => ({
  warningId: WarningId.parse("wrn_01JD0000000000000000000000"),
  ground: "falseLoan",
  decisionNo: "某金惩〔2026〕3号",
  federationId,
  centerId,
  from: LocalDate.parse("2026-08-20"),
  to: LocalDate.parse("2031-08-19"),
  effect: "inForce",
})
const personWith = (warning: WarningLine) => ({
  personRef,
  accounts: [],
  openTransfers: [],
  offsiteLoans: [],
  openServices: [],
  findings: [],
  loans: [],
  warnings: [warning],
})

describe("what bound a former center binds who keeps its books", () => {
  it.each([
    ["a member's warning", member],
    ["a warning of the former center itself", former],
  ])("in its own checks it is told of %s, and was not before the merger", async (_, registrar) => {
    const told = (formerIds: readonly string[]) =>
      warningsAbout(needs, [personWith(line(registrar))], viewerOf(successor, day, formerIds))
    expect(await told([former])).toHaveLength(1)
    expect(await told([])).toEqual([])
  })

  it.each([
    [[former], 1],
    [undefined, 0],
  ])("it reads the notices of the former center's federations: %j", async (formerIds, count) => {
    const notice: NoticeLine = {
      noticeId: NoticeId.parse("ntc_01JD0000000000000000000000"),
      centerId: member,
      federationId,
      regionCode: "320508",
      from: LocalDate.parse("2026-09-01"),
      to: LocalDate.parse("2027-08-31"),
      reason: "同一房屋短期多次转让",
    }
    const listed = await listNotices({
      ...needs,
      readFederation: never,
      readCenter: never,
      readNotice: never,
      listNotices: async () => [notice],
    })({
      callerId: successor,
      ...(formerIds === undefined ? {} : { formerIds }),
      now,
      nowMs: Date.parse(now),
      body: undefined,
      params: {},
      query: {},
      newId: (prefix) => prefix,
      keyRestricted: false,
    })
    if (listed.outcome !== "answered") throw new Error(listed.outcome)
    expect(listed.answer.notices).toHaveLength(count)
  })
})
