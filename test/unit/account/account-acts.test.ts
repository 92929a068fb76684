import { describe, expect, test } from "vitest"
import { Hold } from "../../../contracts/accounts.ts"
import { AccountNo, CenterId, LocalDate } from "../../../contracts/primitives.ts"
import { placeHold, releaseHold } from "../../../functions/domain/account/account-holds.ts"
import type { AccountRecord } from "../../../functions/domain/account/account-record.ts"
import { changeContributorType } from "../../../functions/domain/account/change-contributor-type.ts"
import { closeAccount } from "../../../functions/domain/account/close-account.ts"
import { mergeAccounts } from "../../../functions/domain/account/merge-accounts.ts"
import { putSegments } from "../../../functions/domain/account/put-segments.ts"
import { sealAccount } from "../../../functions/domain/account/seal-account.ts"
import { unsealAccount } from "../../../functions/domain/account/unseal-account.ts"
import { aSegment } from "./a-segment.ts"
import { contextOf, holding, personOf, someAccount, today } from "./account-ledger.ts"

const otherCenter = CenterId.parse("990201000000001")
const caseId = "trf_01HZZZZZZZZZZZZZZZZZZZZZZZ"
const all = ["closing", "transfer", "withdrawal", "typeChange"] as const
const holdOf = (ground: Hold["ground"], changes: object = {}): Hold =>
  Hold.parse({
    holdId: "hld_01HZZZZZZZZZZZZZZZZZZZZZZZ",
    ground,
    scope: [...all],
    from: "2026-10-01",
    ...changes,
  })
const held = (ground: Hold["ground"], changes: object = {}): AccountRecord =>
  someAccount({ holds: [holdOf(ground, changes)] })

describe("a hold bars closing with the rule of its ground", () => {
  test.each([
    ["incoming", "ACC-004"],
    ["transferOut", "ACC-005"],
    ["judicial", "ACC-006"],
    ["loanMark", "TRF-020"],
    ["other", undefined],
    ["certificate", "LON-009"],
  ] as const)("%s: %s", (ground, rule) => {
    const account = held(ground)
    const decided = closeAccount(account, today, contextOf(holding(account)))
    expect(decided).toMatchObject({
      outcome: "refused",
      problem: "account-held",
      ...(rule === undefined ? {} : { rule }),
    })
  })

  test("a hold that has ended, or bars something else, does not", () => {
    for (const account of [held("other", { to: "2026-11-01" }), held("other", { scope: ["withdrawal"] })])
      expect(closeAccount(account, today, contextOf(holding(account))).outcome).toBe("accepted")
  })
})

describe("sealing", () => {
  test("is barred by no hold", () => {
    const account = held("judicial")
    expect(sealAccount(account, today, contextOf(holding(account))).outcome).toBe("accepted")
  })

  test("of the last one frees the guard", () => {
    const account = someAccount()
    const decided = sealAccount(account, today, contextOf(holding(account)))
    expect(decided).toMatchObject({
      changes: [{ kind: "saveAccount" }, { kind: "recordAccountHistory" }, { kind: "releaseGuard" }],
    })
  })

  test("touches no guard for a supplementary account", () => {
    const account = someAccount({ no: "s-1", accountKind: "supplementary" })
    const decided = sealAccount(account, today, contextOf(holding(someAccount(), account)))
    expect(decided).toMatchObject({ changes: [{ kind: "saveAccount" }, { kind: "recordAccountHistory" }] })
  })
})

test("an account with a transfer under way may be unsealed: contributions go on", () => {
  const account = someAccount({ status: "02", holds: [holdOf("transferOut", { caseId })] })
  expect(unsealAccount(account, today, contextOf(personOf([account])))).toMatchObject({
    outcome: "accepted",
    account: { status: "01" },
  })
})

test("an account that left by a transfer still under way does not stand in the way at its old center", () => {
  const left = someAccount({ no: "a-1", status: "04" })
  const sealed = someAccount({ no: "a-2", status: "02" })
  const decided = unsealAccount(sealed, today, contextOf(holding(left, sealed)))
  expect(decided).toMatchObject({ outcome: "accepted", account: { status: "X2" } })
})

test("a transfer out bars a change of type and a merger into the account that leaves", () => {
  const leaving = held("transferOut", { caseId })
  const change = changeContributorType(
    leaving,
    { contributorType: "flexible", agreementNo: "x" },
    contextOf(holding(leaving)),
  )
  expect(change).toMatchObject({ problem: "account-held", rule: "ACC-005", caseId })
  const closing = someAccount({ no: "a-2", status: "02" })
  const merged = mergeAccounts(
    { closing, living: leaving, mergedOn: today, closingRecord: [], livingRecord: [] },
    contextOf(holding(leaving, closing)),
  )
  expect(merged).toMatchObject({ problem: "account-held", rule: "ACC-005", field: "/intoAccountNo" })
})

describe("a merger", () => {
  const living = someAccount({ no: "a-2", status: "02" })

  test("joins the local records and keeps each transfer's group apart", () => {
    const closing = someAccount()
    const local = { origin: "local", segments: [aSegment()] }
    const brought = {
      origin: caseId,
      segments: [
        aSegment({ origin: { kind: "transferred", fromCenterId: otherCenter, transferId: caseId } }),
      ],
    }
    const decided = mergeAccounts(
      {
        closing,
        living,
        mergedOn: today,
        closingRecord: [local, brought],
        livingRecord: [{ origin: "local", segments: [aSegment({ from: "2022-01", to: "2022-12" })] }],
      },
      contextOf(holding(closing, living)),
    )
    const saved =
      decided.outcome === "accepted"
        ? decided.changes.flatMap((change) => (change.kind === "saveSegments" ? [change] : []))
        : []
    expect(
      saved.map(({ account, origin, segments }) => [account.accountNo, origin, segments.length]),
    ).toEqual([
      ["a-2", "local", 2],
      ["a-1", "local", 0],
      ["a-2", caseId, 1],
      ["a-1", caseId, 0],
    ])
  })

  test("takes a hold without a case along, since it is about the money", () => {
    const closing = held("other", { scope: ["withdrawal"] })
    const decided = mergeAccounts(
      { closing, living, mergedOn: today, closingRecord: [], livingRecord: [] },
      contextOf(holding(closing, living)),
    )
    const merged =
      decided.outcome === "accepted"
        ? decided.changes.find(
            (change) => change.kind === "saveAccount" && change.account.accountNo === living.accountNo,
          )
        : undefined
    expect(merged).toMatchObject({ account: { holds: [{ ground: "other" }] } })
  })

  test("gives the place in the line for the guard to the account that lives on", () => {
    const elsewhere = someAccount({ no: "b-1", centerId: otherCenter })
    const closing = someAccount({ status: "X2" })
    const person = holding(elsewhere, closing, living)
    const decided = mergeAccounts(
      { closing, living, mergedOn: today, closingRecord: [], livingRecord: [] },
      contextOf(person),
    )
    expect(decided).toMatchObject({ outcome: "accepted", account: { status: "03" } })
    const changes = decided.outcome === "accepted" ? decided.changes : []
    expect(changes).toContainEqual(
      expect.objectContaining({
        kind: "saveAccount",
        account: expect.objectContaining({ accountNo: "a-2", status: "X2" }),
      }),
    )
    expect(changes).toContainEqual({
      kind: "saveGuard",
      guard: {
        ...person.guard,
        waiting: [{ centerId: living.centerId, accountNo: living.accountNo }],
        version: 2,
      },
    })
  })
})

describe("holds", () => {
  const account = someAccount({ accountNo: AccountNo.parse("h-1") })
  const requested = {
    ground: "judicial",
    scope: ["withdrawal"],
    documentNo: "(2026)演01执3号",
    from: LocalDate.parse("2026-10-01"),
  } as const

  test("a court's hold bars closing and transfer, whatever else it bars", () => {
    const { decision } = placeHold(account, requested, contextOf(holding(account)))
    expect(decision).toMatchObject({
      account: { holds: [{ scope: ["withdrawal", "closing", "transfer"] }], version: 2 },
    })
  })

  test.each(["transferOut", "incoming", "certificate"] as const)(
    "a center cannot end the hub's own hold: %s",
    (ground) => {
      const own = held(ground)
      const decided = releaseHold(own, own.holds[0]?.holdId ?? "", today, contextOf(holding(own)))
      expect(decided).toMatchObject({ outcome: "refused", problem: "account-held" })
    },
  )

  test("are not without limit", () => {
    const many = someAccount({ holds: Array.from({ length: 30 }, () => holdOf("other")) })
    expect(placeHold(many, requested, contextOf(holding(many))).decision).toMatchObject({
      problem: "account-status-conflict",
    })
  })

  test("none ends before it began", () => {
    const own = held("other")
    const decided = releaseHold(
      own,
      own.holds[0]?.holdId ?? "",
      LocalDate.parse("2026-09-30"),
      contextOf(holding(own)),
    )
    expect(decided).toMatchObject({ problem: "invalid-request", rule: "VAL-005", field: "/releasedOn" })
  })
})

test("what a transfer brought stays when the local record is replaced, and counts for months paid twice", () => {
  const account = someAccount()
  const brought = {
    origin: caseId,
    segments: [
      aSegment({
        from: "2024-12",
        to: "2025-03",
        origin: { kind: "transferred", fromCenterId: otherCenter, transferId: caseId },
      }),
    ],
  }
  const decided = putSegments(
    account,
    [aSegment()],
    { groups: [brought], beside: [] },
    contextOf(holding(account)),
  )
  expect(decided).toMatchObject({
    outcome: "accepted",
    doubled: ["2024-12", "2025-01", "2025-02"],
    count: 2,
    finding: { class: "D3" },
  })
  const saved =
    decided.outcome === "accepted" ? decided.changes.filter((change) => change.kind === "saveSegments") : []
  expect(saved).toMatchObject([{ origin: "local" }])
})
