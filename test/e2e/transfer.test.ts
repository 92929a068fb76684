import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Account } from "../../contracts/accounts.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  requestTransfer,
  startFederation,
  statementBody,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"

describe("a transfer from end to end", () => {
  let federation: Federation
  let O: TestCenter
  let I: TestCenter

  beforeAll(async () => {
    federation = await startFederation({ start: "2026-09-01T01:00:00.000Z" })
    O = await federation.onboard(O_ID)
    I = await federation.onboard(I_ID)
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("books both accounts exactly once and tells both centers", async () => {
    const person = makePerson("transfer-1")
    await openAccount(O, person, "OLD1", { status: "02" })
    await openAccount(I, person, "NEW1")
    const letter = await requestTransfer(I, person)
    expect(letter).toMatchObject({
      status: "letterSent",
      statusCode: "01",
      letterNo: "1405002609010001",
      dueOn: "2026-09-08",
      actingCenterId: O_ID,
    })

    const confirmed = await actOn(O, letter.transferId, "letter-confirmation")
    expect(confirmed.statusCode).toBe("02")
    const reference = newReference()
    const stated = await actOn(O, letter.transferId, "statement", {
      ...statementBody,
      payment: { reference, amount: "52714.06", paidOn: "2026-09-01" },
    })
    expect(stated).toMatchObject({
      statusCode: "08",
      ledger: { bookedAtTransferOut: "0.00", inTransit: "52714.06", bookedAtTransferIn: "0.00" },
      dueOn: "2026-09-04",
    })
    const done = await actOn(I, letter.transferId, "completion", {
      payments: [{ reference, amount: "52714.06", receivedOn: "2026-09-01", bankSerial: "B1" }],
    })
    expect(done).toMatchObject({
      statusCode: "00",
      ledger: { bookedAtTransferOut: "0.00", inTransit: "0.00", bookedAtTransferIn: "52714.06" },
    })

    const account = Account.parse(expectStatus(await I.call("GET", "/v1/accounts/NEW1"), 200))
    expect(
      account.segments.map((segment) => [segment.contributorType, segment.origin.kind, segment.principal]),
    ).toEqual([
      ["employee", "transferred", "41398.67"],
      ["flexible", "transferred", "10800.00"],
    ])
    expect(account.holds).toEqual([])
    expect(Account.parse(expectStatus(await O.call("GET", "/v1/accounts/OLD1"), 200))).toMatchObject({
      status: "04",
      holds: [],
    })
    expect((await O.inbox()).map((message) => message.type)).toEqual([
      "transfer.letter-sent",
      "transfer.completed",
    ])
    expect((await I.inbox()).map((message) => message.type)).toEqual([
      "transfer.letter-confirmed",
      "transfer.statement-sent",
      "transfer.completed",
    ])

    await federation.hub.settle()
    const counts = federation.hub.counts().stepFunctions
    expect(counts.executionsRunning).toBe(0)
    expect(counts.stateTransitions).toBeLessThanOrEqual(10)
  })
})
