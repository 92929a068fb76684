import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { I_ID, O_ID, startFederation, type Federation, type TestCenter } from "../fixtures/federation.ts"
import { actOnOffsite, certified, grantBody, readOffsite, reserve } from "../fixtures/offsite-story.ts"
import { readAccount, toldOf } from "../fixtures/transfer-story.ts"

describe("an off-site loan from end to end", () => {
  let federation: Federation
  let L: TestCenter
  let H: TestCenter

  beforeAll(async () => {
    federation = await startFederation({ start: "2026-09-01T01:00:00.000Z" })
    H = await federation.onboard(O_ID)
    L = await federation.onboard(I_ID)
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("is certified, granted and marked, in at most twelve transitions", async () => {
    const story = await certified(L, H)
    const { offsiteLoanId, person, accountNo, certificateNo } = story
    expect(certificateNo).toBe("202609010001")
    expect((await readAccount(H, accountNo)).holds).toMatchObject([
      { ground: "certificate", scope: ["withdrawal", "transfer", "closing"], caseId: offsiteLoanId },
    ])
    const { reservationId } = await reserve(L, person)
    const done = await actOnOffsite(L, offsiteLoanId, "grant", grantBody(story, reservationId))
    expect(done).toMatchObject({
      status: "granted",
      legs: [{ leg: "statusFeed", actingCenterId: I_ID, dueOn: "2026-11-15" }],
      loan: { balance: "300000.00" },
    })
    expect((await readAccount(H, accountNo)).holds).toMatchObject([
      { ground: "loanMark", scope: ["closing", "transfer"], caseId: offsiteLoanId },
    ])
    expect(await toldOf(H, offsiteLoanId)).toEqual(["offsite-loan.requested", "offsite-loan.granted"])
    expect(await toldOf(L, offsiteLoanId)).toEqual(["offsite-loan.certified"])
    expect((await readOffsite(H, offsiteLoanId)).history.map(({ event }) => event)).toEqual([
      "request",
      "certification",
      "grant",
    ])

    await federation.hub.settle()
    const counts = federation.hub.counts().stepFunctions
    expect(counts.executionsRunning).toBe(0)
    expect(counts.stateTransitions).toBeLessThanOrEqual(12)
    expect(counts.stateTransitions).toBe(5)
  })
})
