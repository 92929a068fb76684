import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { expectStatus, staff, type TestCenter } from "../fixtures/federation.ts"
import {
  loanDaysOf,
  offsitePath,
  startLoanFederation,
  type LoanFederation,
} from "../fixtures/loan-federation.ts"
import {
  actOnOffsite,
  certified,
  consentOf,
  grantBody,
  granted,
  readOffsite,
  requestBody,
  requested,
  reserve,
} from "../fixtures/offsite-story.ts"
import { clearInbox, days, readAccount, timeOf, toldOf } from "../fixtures/transfer-story.ts"

// What becomes of a case when nobody acts: escalation, expiry, lost executions.

let federation: LoanFederation
let L: TestCenter
let H: TestCenter
const time = timeOf(() => federation)
const { grantedToday, validFor30Days } = loanDaysOf(time)

beforeAll(async () => {
  federation = await startLoanFederation()
  ;({ L, H } = federation)
})
afterAll(async () => {
  await federation?.stop()
})

describe("the clock", () => {
  beforeEach(async () => {
    await clearInbox(H)
    await clearInbox(L)
  })

  it("escalates what nobody certifies, again and again, and expires it; nothing is certified by silence", async () => {
    const { offsiteLoanId, person } = await requested(L, H)
    await time.pass(days(12))
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "requested", escalations: 1 })
    await time.pass(days(60))
    const done = await readOffsite(L, offsiteLoanId)
    expect(done.status).toBe("expired")
    expect(done.escalations).toBeGreaterThan(3)
    const again = requestBody(H, person, await consentOf(H, person))
    expectStatus(await L.call("POST", "/v1/offsite-loans", again), 201)
  })

  it("ends a certificate with its last day: the account is free and another may be issued", async () => {
    const story = await certified(L, H, { validTo: time.today() })
    const { offsiteLoanId, accountNo, person } = story
    const { reservationId } = await reserve(L, person)
    const startOfNextDay = Date.parse(`${time.today()}T16:00:00.000Z`)
    await time.pass(startOfNextDay - time.now() + 2_000)
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "expired" })
    expect((await readAccount(H, accountNo)).holds).toEqual([])
    const late = grantBody(story, reservationId, grantedToday())
    expect((await L.problem("POST", offsitePath(offsiteLoanId, "grant"), late)).code).toBe("5009")
    expect(await toldOf(L, offsiteLoanId)).toEqual(["offsite-loan.certified", "offsite-loan.expired"])
    const again = requestBody(H, person, await consentOf(H, person))
    expectStatus(await L.call("POST", "/v1/offsite-loans", again), 201)
  })

  it("finds a case whose execution was lost, also one that a quiet loan had just been given", async () => {
    const { environment } = federation.hub
    const sfn = new SFNClient({
      region: "cn-north-1",
      endpoint: environment["AWS_ENDPOINT_URL_SFN"] ?? environment["AWS_ENDPOINT_URL"] ?? "",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    })
    const sweeper = federation.hub.deployment.functions.find(({ label }) => label === "sweep-cases")
    const stateMachineArn = sweeper?.environment["OFFSITE_LOAN_STATE_MACHINE_ARN"] ?? ""
    const stop = async (offsiteLoanId: string) => {
      await federation.hub.settle()
      const { executions = [] } = await sfn.send(
        new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING" }),
      )
      const own = executions.filter(({ name }) => name?.startsWith(offsiteLoanId))
      for (const { executionArn } of own) await sfn.send(new StopExecutionCommand({ executionArn }))
      return own.length
    }
    const { offsiteLoanId, contractNo } = await granted(L, H, grantedToday(), validFor30Days())
    const month = time.today().slice(0, 7)
    const feed = { month, balance: "299000.00", overduePeriods: 2, overdueAmount: "3000.00", ...staff }
    expectStatus(await L.call("POST", `/v1/loans/${contractNo}/repayments`, feed), 200)
    const asked = await actOnOffsite(L, offsiteLoanId, "collection-request", {
      overduePeriods: 2,
      overdueAmount: "3000.00",
    })
    expect(await stop(offsiteLoanId)).toBe(1)
    const due = Date.parse(asked.legs[0]?.dueAt ?? "")
    await time.pass(due - time.now() + days(1))
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "granted", escalations: 1 })
    sfn.destroy()
  })

  it("watches the monthly feed of a quiet loan without an execution", async () => {
    const { offsiteLoanId } = await granted(L, H, grantedToday(), validFor30Days())
    const { legs } = await readOffsite(L, offsiteLoanId)
    const due = Date.parse(legs[0]?.dueAt ?? "")
    await time.pass(due - time.now() + days(1))
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "granted", escalations: 1 })
    expect(await toldOf(H, offsiteLoanId)).toContain("offsite-loan.escalated")
  })
})
