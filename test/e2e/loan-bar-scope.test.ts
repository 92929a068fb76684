import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { LoanCheckResponse } from "../../contracts/loans.ts"
import { CenterId } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import { readStarterPolicy } from "../../tools/demo/starter-centers.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  openAccount,
  staff,
  startFederation,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"

// Whose loans lock an account is said by the pack that its center brings: the real ones of three cities.

const changjiId = "652300000000000"
const today = "2026-11-02"

let federation: Federation
const centers = new Map<string, TestCenter>()

beforeAll(async () => {
  federation = await startFederation({ start: `${today}T01:00:00.000Z` })
  for (const centerId of [I_ID, O_ID, changjiId]) {
    const center = await federation.onboard(centerId)
    const pack = readStarterPolicy(CenterId.parse(centerId))
    expectStatus(await center.call("PUT", `/v1/policies/${pack.effectiveFrom}`, pack), 201)
    centers.set(centerId, center)
  }
}, 120_000)
afterAll(async () => {
  await federation?.stop()
})

const loanOf = {
  "own loan": (holder: object, other: object) => ({ kind: "hpf", borrower: holder, spouse: other }),
  "loan as a co-borrower": (holder: object, other: object) => ({
    kind: "combined",
    borrower: other,
    coBorrowers: [{ person: holder, relation: "parent" }],
  }),
  "spouse's loan": (holder: object, other: object) => ({ kind: "hpf", borrower: other, spouse: holder }),
  "subsidised own loan": (holder: object) => ({ kind: "interestSubsidised", borrower: holder }),
  guarantee: (holder: object, other: object) => ({ kind: "hpf", borrower: other, guarantors: [holder] }),
} as const
type Standing = keyof typeof loanOf

const allowed = "200"
const refused = "unsettled-loan-bars LON-012"

describe.each([
  [
    "Jincheng, by 晋城 五: who borrowed",
    I_ID,
    {
      "own loan": refused,
      "loan as a co-borrower": refused,
      "spouse's loan": allowed,
      "subsidised own loan": allowed,
      guarantee: allowed,
    },
  ],
  [
    "Changji, by 昌吉 二(二)7: the couple, subsidised loans too",
    changjiId,
    {
      "own loan": refused,
      "loan as a co-borrower": refused,
      "spouse's loan": refused,
      "subsidised own loan": refused,
      guarantee: allowed,
    },
  ],
  [
    "Shenyang, by 辽宁 二(七): who borrowed or stands surety",
    O_ID,
    {
      "own loan": refused,
      "loan as a co-borrower": refused,
      "spouse's loan": allowed,
      "subsidised own loan": allowed,
      guarantee: refused,
    },
  ],
] as const)("closing an account at %s", (_, centerId, expected) => {
  const standings = Object.keys(expected).filter((name): name is Standing => name in loanOf)

  it.each(standings)("%s", async (standing) => {
    const center = centers.get(centerId)
    if (center === undefined) throw new Error("no center")
    const about = `${centerId.slice(0, 6)} ${standing}`
    const [holder, other] = [makePerson(`${about} holder`), makePerson(`${about} other`)]
    const accountNo = `BAR-${standings.indexOf(standing)}`
    await openAccount(center, holder, accountNo)
    const loan = {
      contractNo: `SCOPE-${standings.indexOf(standing)}`,
      amount: "600000.00",
      termMonths: 360,
      yearlyRate: "0.026",
      grantedOn: "2026-09-01",
      ...loanOf[standing](holder, other),
      ...staff,
    }
    expectStatus(await center.call("POST", "/v1/loans", loan), 201)
    const asked = { applicants: [holder], purpose: "closing" }
    const { verdict } = LoanCheckResponse.parse(
      expectStatus(await center.call("POST", "/v1/loan-checks", asked), 200),
    )
    const closing = { closedOn: today, withdrawalReason: "01", ...staff }
    const { status, body } = await center.call("POST", `/v1/accounts/${accountNo}/closure`, closing)
    const { type, rule } = Object(body)
    const outcome = status === 200 ? allowed : `${String(type).replace("/problems/", "")} ${String(rule)}`
    expect([outcome, verdict]).toEqual([
      expected[standing],
      expected[standing] === allowed ? "clear" : "blocked",
    ])
  })
})
