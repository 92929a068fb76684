import { describe, expect, it } from "vitest"
import { CenterId, Instant, LocalDate, StaffId } from "../../../contracts/primitives.ts"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import {
  asKept,
  formerCentersOf,
  isSuspendedOn,
  keeperOf,
} from "../../../functions/domain/directory/books-keeper.ts"
import { isInForce } from "../../../functions/domain/directory/center-record.ts"
import {
  acceptSuccession,
  cancelSuccession,
  proposeSuccession,
  type Readiness,
} from "../../../functions/domain/directory/succession.ts"

const A = CenterId.parse("210100000000001")
const B = CenterId.parse("210100000000002")
const C = CenterId.parse("210100000000003")
const day = (text: string) => LocalDate.parse(text)
const now = Instant.parse("2026-09-01T02:00:00.000Z")
let ids = 0
const context = {
  now,
  today: day("2026-09-01"),
  newId: (prefix: string) => `${prefix}_${String((ids += 1)).padStart(26, "0")}`,
}

const center = (centerId: CenterId, over: Partial<CenterRecord> = {}): CenterRecord => ({
  centerId,
  name: centerId,
  kind: "center",
  settlesOwnBooks: true,
  provinceCode: "210000",
  closingDays: [],
  standing: "active",
  standingSince: now,
  validFrom: day("2020-01-01"),
  version: 1,
  ...over,
})

const request = { successorCenterId: B, from: day("2026-10-01"), reason: "决定〔2026〕9号" }
const proposed = { ...request, proposedAt: now }
const acceptance = { from: request.from, handler: StaffId.parse("h-01"), reviewer: StaffId.parse("r-02") }
const ready: Readiness = {
  earlier: [],
  successorReceives: true,
  formerHasRules: false,
  successorHasRules: false,
}

/** The entries after a decision, by code. */
const savedBy = (decided: ReturnType<typeof acceptSuccession>): ReadonlyMap<string, CenterRecord> => {
  if (decided.outcome === "refused") throw new Error(decided.problem)
  return new Map(
    decided.changes.flatMap((change) =>
      change.kind === "saveCenter" ? [[change.center.centerId, change.center] as const] : [],
    ),
  )
}
const savedOf = (saved: ReadonlyMap<string, CenterRecord>, id: CenterId): CenterRecord => {
  const found = saved.get(id)
  if (found === undefined) throw new Error(`${id} was not saved`)
  return found
}

describe("a merger is proposed", () => {
  const pending = { ...proposed, successorCenterId: C }
  it.each([
    ["an unknown successor", center(A), undefined, {}, "unknown-center", undefined],
    ["itself", center(A), center(A), {}, "successor-not-eligible", "SCN-001"],
    [
      "a circle",
      center(A),
      center(B, { succession: { ...proposed, successorCenterId: A } }),
      {},
      "successor-not-eligible",
      "SCN-001",
    ],
    [
      "one that merges away",
      center(A),
      center(B, { succession: pending }),
      {},
      "successor-not-eligible",
      "SCN-001",
    ],
    [
      "a suspended successor",
      center(A),
      center(B, { standing: "suspended" }),
      {},
      "center-not-active",
      undefined,
    ],
    [
      "an office as successor",
      center(A),
      center(B, { kind: "office", settlesOwnBooks: false }),
      {},
      "office-keeps-no-books",
      "DIR-001",
    ],
    [
      "an office that ends",
      center(A, { kind: "office", settlesOwnBooks: false }),
      center(B),
      {},
      "office-keeps-no-books",
      "DIR-001",
    ],
    ["today", center(A), center(B), { from: day("2026-09-01") }, "invalid-request", "SCN-002"],
    ["yesterday", center(A), center(B), { from: day("2026-08-31") }, "invalid-request", "SCN-002"],
    [
      "a successor that ends before",
      center(A),
      center(B, { validTo: day("2026-09-30") }),
      {},
      "invalid-request",
      "SCN-002",
    ],
    ["a second merger", center(A, { succession: pending }), center(B), {}, "succession-exists", undefined],
    [
      "while another merges into it",
      center(A, { formerCenters: [{ centerId: C, from: day("2026-09-02") }] }),
      center(B),
      {},
      "succession-exists",
      "SCN-003",
    ],
    [
      "a successor of too many",
      center(A),
      center(B, {
        formerCenters: Array.from({ length: 30 }, () => ({ centerId: C, from: day("2026-01-01") })),
      }),
      {},
      "successor-not-eligible",
      "SCN-005",
    ],
  ] as const)("%s is refused", (_what, former, successor, over, problem, rule) => {
    const decided = proposeSuccession(former, successor, { ...request, ...over }, context)
    expect(decided).toMatchObject({ outcome: "refused", problem, ...(rule === undefined ? {} : { rule }) })
  })

  it("binds nobody: only the former entry is saved, and the successor is asked", () => {
    const decided = proposeSuccession(center(A), center(B), request, context)
    if (decided.outcome === "refused") throw new Error(decided.problem)
    expect(decided.changes.map(({ kind }) => kind)).toEqual(["saveCenter", "tell", "tell", "tell"])
    expect(decided.changes).toContainEqual(
      expect.objectContaining({ message: expect.objectContaining({ to: B, actionNeeded: true }) }),
    )
  })

  it("a proposal whose day came without acceptance makes room for another", () => {
    const lapsed = center(A, { succession: { ...proposed, from: day("2026-09-01") } })
    expect(proposeSuccession(lapsed, center(B), request, context).outcome).toBe("decided")
  })
})

describe("a merger is accepted", () => {
  const former = center(A, { succession: proposed })
  it.each([
    ["nothing proposed", center(A), center(B), {}, {}, "succession-not-found", undefined],
    ["proposed to another", former, center(C), {}, {}, "succession-not-found", undefined],
    [
      "accepted before",
      center(A, { succession: { ...proposed, accepted: { at: now, handler: "h", reviewer: "r" } } }),
      center(B),
      {},
      {},
      "succession-not-found",
      undefined,
    ],
    ["another day", former, center(B), { from: day("2026-10-02") }, {}, "invalid-request", "SCN-006"],
    [
      "merging away itself",
      former,
      center(B, { succession: { ...proposed, successorCenterId: C } }),
      {},
      {},
      "successor-not-eligible",
      "SCN-001",
    ],
    [
      "no receiving account",
      former,
      center(B),
      {},
      { successorReceives: false },
      "receiving-account-missing",
      undefined,
    ],
    [
      "no rules for the day",
      former,
      center(B),
      {},
      { formerHasRules: true },
      "successor-not-eligible",
      "SCN-004",
    ],
  ] as const)("%s is refused", (_what, ended, successor, over, notReady, problem, rule) => {
    const decided = acceptSuccession(
      ended,
      successor,
      { ...acceptance, ...over },
      { ...ready, ...notReady },
      context,
    )
    expect(decided).toMatchObject({ outcome: "refused", problem, ...(rule === undefined ? {} : { rule }) })
  })

  it("from 00:00 of the day the successor answers for the books, and not a moment before", () => {
    const saved = savedBy(acceptSuccession(former, center(B), acceptance, ready, context))
    const [a, b] = [savedOf(saved, A), savedOf(saved, B)]
    const days = [day("2026-09-30"), day("2026-10-01")] as const
    expect(days.map((on) => keeperOf(a, on))).toEqual([A, B])
    expect(days.map((on) => formerCentersOf(b, on))).toEqual([[], [A]])
  })

  it("the books outlive the entry that began them", () => {
    const saved = savedBy(
      acceptSuccession({ ...former, validTo: day("2026-09-30") }, center(B), acceptance, ready, context),
    )
    expect(isInForce(savedOf(saved, A), day("2030-01-01"))).toBe(true)
  })

  it("of a chain the last one answers, for the books of both", () => {
    const a = center(A, { keepers: [{ centerId: B, from: day("2026-01-01") }] })
    const b = center(B, {
      formerCenters: [{ centerId: A, from: day("2026-01-01") }],
      succession: { ...proposed, successorCenterId: C },
    })
    const chain = acceptSuccession(b, center(C), acceptance, { ...ready, earlier: [a] }, context)
    const saved = savedBy(chain)
    const on = [day("2025-12-31"), day("2026-09-30"), day("2026-10-01")]
    expect(on.map((one) => keeperOf(savedOf(saved, A), one))).toEqual([A, B, C])
    expect(on.map((one) => keeperOf(savedOf(saved, B), one))).toEqual([B, B, C])
    expect(formerCentersOf(savedOf(saved, C), day("2026-10-01"))).toEqual([B, A])
  })

  it("touches entries and rules only, whatever the number of accounts", () => {
    const decided = acceptSuccession(former, center(B), acceptance, ready, context)
    if (decided.outcome === "refused") throw new Error(decided.problem)
    expect(new Set(decided.changes.map(({ kind }) => kind))).toEqual(
      new Set(["saveCenter", "followPolicies", "tell"]),
    )
  })
})

describe("a merger is cancelled", () => {
  it("before its day everything is as it was", () => {
    const accepted = savedBy(
      acceptSuccession(center(A, { succession: proposed }), center(B), acceptance, ready, context),
    )
    const [a, b] = [savedOf(accepted, A), savedOf(accepted, B)]
    const saved = savedBy(cancelSuccession(a, b, [], "推迟", context))
    const later = day("2030-01-01")
    expect(savedOf(saved, A)).not.toHaveProperty("succession")
    expect(keeperOf(savedOf(saved, A), later)).toBe(A)
    expect(formerCentersOf(savedOf(saved, B), later)).toEqual([])
  })

  it("on its day it cannot be taken back", () => {
    const a = center(A, {
      succession: {
        ...proposed,
        from: day("2026-09-01"),
        accepted: { at: now, handler: "h-01", reviewer: "r-02" },
      },
    })
    expect(cancelSuccession(a, center(B), [], "推迟", context)).toMatchObject({
      problem: "succession-not-found",
    })
  })
})

describe("who deals with the books of a center that has merged away", () => {
  const a = center(A, {
    closingDays: [day("2026-09-29"), day("2026-10-09")],
    standing: "suspended",
    keepers: [{ centerId: B, from: day("2026-10-01") }],
  })
  const b = center(B, { closingDays: [day("2026-09-28"), day("2026-10-10")] })
  const seen = asKept(a, new Map([[B, b]]))

  it("meets the closing days of each keeper in its time", () => {
    expect(seen.closingDays).toEqual(["2026-09-29", "2026-10-10"])
  })

  it("meets the standing of each keeper in its time", () => {
    expect([day("2026-09-30"), day("2026-10-01")].map((on) => isSuspendedOn(seen, on))).toEqual([true, false])
  })

  it("a center that nobody has taken over is as it is", () => {
    expect(asKept(b, new Map())).toBe(b)
  })
})
