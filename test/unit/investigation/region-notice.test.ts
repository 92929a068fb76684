import { describe, expect, test } from "vitest"
import { CenterId, FederationId, LocalDate, NoticeId, StaffId } from "../../../contracts/primitives.ts"
import { Instant } from "../../../contracts/primitives.ts"
import {
  coversHome,
  publishNotice,
  withdrawNotice,
} from "../../../functions/domain/investigation/region-notice.ts"

const by = CenterId.parse("320500000000000")
const members = ["320500000000000", "330100000000000", "310000000000000"].map((id) => CenterId.parse(id))
const staff = { handler: StaffId.parse("h-01"), reviewer: StaffId.parse("r-02") }
let ids = 0
const context = {
  now: Instant.parse("2026-11-20T02:00:00.000Z"),
  today: LocalDate.parse("2026-11-20"),
  by,
  newId: (prefix: string) => `${prefix}_01JD${String((ids += 1)).padStart(22, "0")}`,
  members,
}
const publish = (over: Partial<{ regionCode: string; from: string; to: string }> = {}) =>
  publishNotice(
    NoticeId.parse("ntc_01JD0000000000000000000000"),
    {
      federationId: FederationId.parse("fed_01JD0000000000000000000000"),
      regionCode: over.regionCode ?? "320508",
      from: LocalDate.parse(over.from ?? "2026-11-20"),
      to: LocalDate.parse(over.to ?? "2027-11-19"),
      reason: "一房多转",
      ...staff,
    },
    "320000",
    context,
  )

describe("which homes a notice is about", () => {
  test.each([
    ["320500", "320508", true],
    ["320500", "320500", true],
    ["320508", "320508", true],
    ["320508", "320505", false],
    // Only the city of the home is known: it may stand in that district.
    ["320508", "320500", true],
    ["320500", "320100", false],
    ["310000", "310115", true],
    ["310115", "310101", false],
  ])("a notice on %s and a home in %s: %s", (regionCode, home, covers) => {
    expect(coversHome({ regionCode }, home)).toBe(covers)
  })
})

describe("a notice", () => {
  test.each([
    [{ regionCode: "330100" }, "notice-region-foreign", "INV-003"],
    [{ regionCode: "320000" }, "notice-region-foreign", "INV-003"],
    [{ to: "2027-11-21" }, "notice-period-invalid", "INV-004"],
    [{ from: "2026-01-01", to: "2026-11-19" }, "notice-period-invalid", "INV-004"],
  ])("%j is refused", (over, problem, rule) => {
    expect(publish(over)).toMatchObject({ problem, rule })
  })

  test("is told to the other members, stands beside its city, and is withdrawn once", () => {
    const published = publish()
    if (published.outcome === "refused") throw new Error(published.problem)
    const told = published.changes.flatMap((change) => (change.kind === "tell" ? [change.message.to] : []))
    expect(told).toEqual([members[1], members[2]])
    expect(published.changes).toContainEqual(
      expect.objectContaining({ kind: "showNotice", cityCode: "320500" }),
    )
    const withdrawn = withdrawNotice(published.notice, { reason: "已消除", ...staff }, context)
    if (withdrawn.outcome === "refused") throw new Error(withdrawn.problem)
    expect(withdrawn.changes.map(({ kind }) => kind).slice(0, 3)).toEqual([
      "saveNotice",
      "unlistNotice",
      "hideNotice",
    ])
    expect(withdrawNotice(withdrawn.notice, { reason: "再次", ...staff }, context)).toMatchObject({
      problem: "action-not-allowed",
    })
  })
})
