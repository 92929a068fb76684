import { describe, expect, it } from "vitest"
import { DeskCode } from "../../../contracts/desk.ts"
import { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import { deskLinkEnd, isLiveLink, type DeskStanding } from "../../../functions/domain/desk/desk-link.ts"
import { hashOfDeskCode, makeDeskCode } from "../../../functions/security/desk-code.ts"

const at = (time: string): Instant => Instant.parse(`2026-09-01T${time}.000Z`)
const link = { endsAt: deskLinkEnd(at("01:00:00")) }
const centerId = CenterId.parse("210100000000000")
const successor = CenterId.parse("320500000000000")
const key = { centerId }
const center = { centerId, standing: "active" } as const
const good: DeskStanding = { key, center }
const day = (text: string) => LocalDate.parse(text)
const merged = (from: string, standing: "active" | "suspended" = "active") => ({
  ...center,
  keepers: [{ centerId: successor, from: day(from), standing }],
})

describe("the life of a link", () => {
  it("is fifteen minutes, to the millisecond", () => {
    expect(isLiveLink(link, good, Instant.parse("2026-09-01T01:14:59.999Z"))).toBe(true)
    expect(isLiveLink(link, good, at("01:15:00"))).toBe(false)
  })

  it.each<[string, DeskStanding]>([
    ["the key is revoked", { ...good, key: { ...key, revokedAt: at("01:05:00") } }],
    ["the key has run out", { ...good, key: { ...key, validTo: at("01:05:00") } }],
    ["the key is gone", { ...good, key: undefined }],
    ["the center is suspended", { ...good, center: { ...center, standing: "suspended" } }],
    ["another keeps the books by now", { ...good, center: merged("2026-09-01") }],
    [
      "who keeps the books is suspended",
      { key: { centerId: successor }, center: merged("2026-09-01", "suspended") },
    ],
    ["the center is gone", { ...good, center: undefined }],
  ])("ends when %s", (_, standing) => {
    expect(isLiveLink(link, standing, at("01:05:00"))).toBe(false)
  })

  it("is the successor's from the day of a merger on, and not before", () => {
    const asked = { key: { centerId: successor }, center: merged("2026-09-01") }
    expect(isLiveLink(link, asked, at("01:05:00"))).toBe(true)
    expect(isLiveLink(link, { key, center: merged("2026-09-02") }, at("01:05:00"))).toBe(true)
    expect(isLiveLink(link, { ...asked, center: merged("2026-09-02") }, at("01:05:00"))).toBe(false)
  })

  it("ends when the clerk leaves, and a revocation that lies ahead ends nothing yet", () => {
    expect(isLiveLink({ ...link, revokedAt: at("01:05:00") }, good, at("01:05:00"))).toBe(false)
    expect(isLiveLink(link, { ...good, key: { ...key, validTo: at("01:06:00") } }, at("01:05:00"))).toBe(true)
  })
})

describe("a code", () => {
  it("has 256 bits, no two alike, and the hub keeps its hash alone", () => {
    const codes = Array.from({ length: 64 }, makeDeskCode)
    for (const { code, codeHash } of codes) {
      expect(DeskCode.safeParse(code).success).toBe(true)
      expect(codeHash).toBe(hashOfDeskCode(code))
      expect(codeHash).not.toContain(code)
    }
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length)
  })
})
