import { beforeEach, describe, expect, it } from "vitest"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import { Instant } from "../../../contracts/primitives.ts"
import { RegisterLoanRequest, ReserveLoanRequest } from "../../../contracts/loans.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"
import { registerLoan } from "../../../functions/use-cases/register-loan.ts"
import { reserveLoan } from "../../../functions/use-cases/reserve-loan.ts"
import { createMemoryTable, type Memory } from "../../integration/accounts/memory-table.ts"
import { staff } from "../../fixtures/federation.ts"
import { termsOf } from "./loan-races.ts"
import { card, emptyHub, hubOver, I, O, open, register, reserve, spouse } from "./loan-races.ts"

let memory: Memory
const table = () => createMemoryTable(memory, () => Promise.resolve(), "accounts first")
beforeEach(async () => {
  memory = await emptyHub()
  await open(O, card, "o-1")(table())
})

const nowMs = Date.parse("2026-11-02T01:00:00.000Z")
const callOf = <Body>(callerId: string, body: Body) => ({
  callerId,
  body,
  now: Instant.parse("2026-11-02T01:00:00.000Z"),
  nowMs,
  params: {},
  query: {},
  newId: newIdAt(nowMs),
  keyRestricted: false,
})

const reserving = (by: string, over: object = {}) =>
  reserveLoan({ ...hubOver(table()), nationalRules })(
    callOf(by, ReserveLoanRequest.parse({ borrower: card, ...over, ...staff })),
  )
const granting = (by: string, over: object = {}) =>
  registerLoan({ ...hubOver(table()), nationalRules })(
    callOf(by, RegisterLoanRequest.parse({ ...termsOf("NEW"), borrower: card, ...over, ...staff })),
  )

describe("a reservation tells whether a family owes", () => {
  it("and is recorded and charged as a loan check is, whether it is held or refused", async () => {
    const disclosure = { purpose: "loan-reservation", points: 1 + 5, found: "clear" }
    expect(await reserving(I, { spouse })).toMatchObject({ outcome: "accepted", disclosure })
    await register(O, "OLD", card)(table())
    expect(await reserving(I, { spouse })).toMatchObject({
      outcome: "refused",
      disclosure: { ...disclosure, found: "unsettled-loan-exists" },
    })
  })
})

const kindsOf = (result: Awaited<ReturnType<typeof granting>>) =>
  result.outcome === "accepted" ? result.changes.map(({ kind }) => kind) : [result.outcome]

describe("a grant that names no reservation", () => {
  it("uses up the center's own of exactly these people", async () => {
    await reserve(O, card, { spouse })(table())
    expect(kindsOf(await granting(O, { spouse }))).toContain("saveReservation")
    expect(kindsOf(await granting(O))).not.toContain("saveReservation")
    expect(kindsOf(await granting(I, { spouse }))).not.toContain("saveReservation")
  })
})
