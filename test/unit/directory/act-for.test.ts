import { generateKeyPairSync } from "node:crypto"
import { describe, expect, it, vi } from "vitest"
import { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import { ROUTES, routeNames } from "../../../contracts/routes.ts"
import { isNamedByHub, takesActingFor } from "../../../contracts/acting-for.ts"
import { actsFor, answerInName, successorOf } from "../../../functions/edge/act-for.ts"
import type { CenterKey } from "../../../functions/security/verify-request.ts"
import { answer } from "../../../functions/use-cases/use-case.ts"
import { refuse } from "../../../functions/domain/refusal.ts"

const A = CenterId.parse("210100000000001")
const B = CenterId.parse("210100000000002")
const from = LocalDate.parse("2026-10-01")
const lastMoment = Instant.parse("2026-09-30T15:59:59.999Z")
const midnight = Instant.parse("2026-09-30T16:00:00.000Z")

const keyOf = (centerId: CenterId, books: NonNullable<CenterKey["books"]>): CenterKey => ({
  kid: "k",
  centerId,
  alg: "Ed25519",
  publicKey: generateKeyPairSync("ed25519").publicKey,
  validFrom: lastMoment,
  centerStatus: "active",
  books,
})
const former = keyOf(A, { keepers: [{ centerId: B, from }] })
const successor = keyOf(B, { formerCenters: [{ centerId: A, from }] })

describe("in whose name a call is answered", () => {
  it("the former key stops, and the successor's begins, at 00:00 China time", () => {
    expect([lastMoment, midnight].map((now) => successorOf(former, now))).toEqual([undefined, B])
    expect(
      [lastMoment, midnight].map((now) => actsFor(ROUTES.readTransfer, successor, undefined, now)),
    ).toMatchObject([
      { codes: [B], formerIds: [] },
      { codes: [B, A], formerIds: [A] },
    ])
  })

  it("what bears a number of a center's own is the caller's unless it names the books", () => {
    expect(actsFor(ROUTES.readAccount, successor, undefined, midnight)).toMatchObject({ codes: [B] })
    expect(actsFor(ROUTES.readAccount, successor, A, midnight)).toMatchObject({ codes: [A] })
  })

  it.each([
    ["before the day", successor, lastMoment],
    ["by one that took over nobody", keyOf(B, {}), midnight],
  ])("the books of another are refused %s", (_when, key, now) => {
    expect(actsFor(ROUTES.readAccount, key, A, now)).toMatchObject({
      outcome: "refused",
      problem: { problem: "not-successor", field: "actingFor" },
    })
  })

  it("every route about a thing with an id of the hub finds it in all books", () => {
    const found = routeNames.filter((name) => ROUTES[name].caller === "center" && isNamedByHub(ROUTES[name]))
    expect(found).toEqual(
      expect.arrayContaining([
        "readTransfer",
        "readOffsiteLoan",
        "readServiceCase",
        "readFinding",
        "readBatch",
        "confirmWarning",
        "answerObjection",
        "removeWarning",
        "objectToWarning",
        "answerInvestigation",
        "withdrawInvestigation",
        "openInvestigatedPerson",
        "withdrawNotice",
        "acceptFederation",
        "leaveFederation",
      ]),
    )
    expect(found.filter((name) => /accountNo|contractNo|agreementNo/.test(ROUTES[name].path))).toEqual([])
  })

  it("new accounts, keys, rules and the entry itself are in one's own name only", () => {
    const own = [
      "openAccount",
      "putReceivingAccount",
      "putClosingDays",
      "putPolicy",
      "putWebhook",
      "putKey",
    ] as const
    expect(own.filter((name) => takesActingFor(ROUTES[name]))).toEqual([])
  })
})

describe("an answer in the first name that fits", () => {
  const codes = [B, A] as const
  const notFound = refuse("transfer-not-found")

  it("asks once when the caller's own fits", async () => {
    const ask = vi.fn(async () => answer("mine"))
    expect(await answerInName(codes, ask)).toMatchObject({ answer: "mine" })
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it.each([
    ["is in the former books", notFound],
    ["is the act of the other side", refuse("wrong-party")],
    ["is an agreement that the former center is named in", refuse("federation-not-member")],
  ])("goes on when the thing %s", async (_what, first) => {
    const answered = await answerInName(codes, async (code) => (code === A ? answer("former") : first))
    expect(answered).toMatchObject({ answer: "former" })
  })

  it.each([
    ["a refusal of the business", refuse("action-not-allowed"), notFound, "action-not-allowed"],
    ["what lacks inside the case", notFound, refuse("reservation-not-found"), "reservation-not-found"],
    ["that there is no such thing", notFound, notFound, "transfer-not-found"],
    ["whose act it is", refuse("wrong-party"), notFound, "wrong-party"],
    ["that it is bound no more", refuse("federation-not-bound"), notFound, "federation-not-bound"],
  ])("says %s", async (_what, own, other, problem) => {
    expect(await answerInName(codes, async (code) => (code === B ? own : other))).toMatchObject({ problem })
  })
})
