import { describe, expect, it } from "vitest"
import type { Segment } from "../../../contracts/accounts.ts"
import { CenterId, TransferId } from "../../../contracts/primitives.ts"
import { aSegment } from "../account/a-segment.ts"
import { act, certification, opened } from "./stage.ts"

const certify = (over: object, registered: readonly Segment[] = []): string =>
  act(opened(), { action: "certification", body: certification(over) }, { registered })

const inconsistent = "certificate-inconsistent LON-008"

describe("the months of a certificate", () => {
  it("begin with the account that was opened when the registry says so", () => {
    expect(certify({ openedMonth: "2019-12" })).toBe(inconsistent)
    expect(certify({ openedMonth: "2020-02" })).toBe(inconsistent)
    expect(certify({ openedMonth: "2020-01" })).toBe("certification")
  })

  it("without a gap are months of the segments", () => {
    expect(certify({ continuousFrom: "2024-02" })).toBe(inconsistent)
    expect(certify({ continuousTo: "2025-03" })).toBe(inconsistent)
    expect(certify({ segments: [aSegment({ prepaidThrough: "2025-03" })], continuousTo: "2025-03" })).toBe(
      "certification",
    )
  })

  it("are not still to come", () => {
    const prepaid = { segments: [aSegment({ to: "2026-09", prepaidThrough: "2026-12" })] }
    expect(certify({ ...prepaid, continuousTo: "2026-10" })).toBe(inconsistent)
    expect(certify({ ...prepaid, continuousTo: "2026-09" })).toBe("certification")
  })

  it("may be earlier than the account when a transfer brought them", () => {
    const origin = {
      kind: "transferred",
      fromCenterId: CenterId.parse("110000000000000"),
      transferId: TransferId.parse("trf_01KAZZZZZZZZZZZZZZZZZZZZZZ"),
    }
    const segments = [aSegment({ from: "2018-01", to: "2025-02", origin })]
    expect(certify({ segments, continuousFrom: "2018-01" })).toBe("certification")
  })
})

describe("a certificate of a registered record", () => {
  const registered = [
    aSegment({ principal: "20000.00", to: "2024-12" }),
    aSegment({ principal: "4000.00", from: "2025-01", contributorType: "flexible" }),
  ]
  it("says the same of each segment, in whatever order", () => {
    expect(certify({ segments: registered.toReversed() }, registered)).toBe("certification")
    // All months are the unit's: a base that lends more on those would lend more.
    expect(certify({ segments: [aSegment()] }, registered)).toBe(inconsistent)
    const [first, second] = registered
    expect(certify({ segments: [first, { ...second, contributorType: "employee" }] }, registered)).toBe(
      inconsistent,
    )
    expect(certify({ segments: [{ ...first, from: "2024-01" }, second] }, registered)).toBe(inconsistent)
    expect(
      certify(
        {
          segments: [aSegment({ principal: "4000.00", to: "2024-12" }), { ...second, principal: "20000.00" }],
        },
        registered,
      ),
    ).toBe(inconsistent)
  })

  it("needs none where the center registered nothing", () => {
    expect(certify({ segments: registered })).toBe("certification")
  })
})
