import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, I_ID, openAccount, segments, type TestCenter } from "../fixtures/federation.ts"
import {
  loanDaysOf,
  offsitePath,
  startLoanFederation,
  type LoanFederation,
} from "../fixtures/loan-federation.ts"
import { loanPack } from "../fixtures/loan-pack.ts"
import {
  actOnOffsite,
  certificationBody,
  certified,
  grantBody,
  readOffsite,
  requested,
  reserve,
} from "../fixtures/offsite-story.ts"
import { chinaDay, days, readAccount, timeOf } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

// What the loan center may lend by its rules and the home center's certificate.

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

describe("the quote of a case", () => {
  const wish = {
    price: "2000000.00",
    termMonths: 240,
    firstHome: true,
    monthlyIncome: "40000.00",
  }

  it("binds the grant, by the pack of the day of the application whatever is uploaded later", async () => {
    const from = time.today()
    expectStatus(await L.call("PUT", `/v1/policies/${from}`, loanPack(I_ID, from, "500000.00")), 201)
    const story = await (async () => {
      const asked = await requested(L, H, { appliedOn: from })
      const later = chinaDay(time.now() + days(1))
      expectStatus(await L.call("PUT", `/v1/policies/${later}`, loanPack(I_ID, later, "800000.00")), 201)
      await time.pass(days(1))
      const { certificateNo } = await actOnOffsite(
        H,
        asked.offsiteLoanId,
        "certification",
        certificationBody(asked.accountNo, validFor30Days()),
      )
      if (certificateNo === undefined) throw new Error("no certificate")
      return { ...asked, certificateNo }
    })()
    const { offsiteLoanId, person } = story
    const { reservationId } = await reserve(L, person)
    const plain = { ...grantBody(story, reservationId, grantedToday()), overrideReason: undefined }
    expect((await L.problem("POST", offsitePath(offsiteLoanId, "grant"), plain)).code).toBe("5010")

    const quoted = LoanQuoteResponse.parse(
      expectStatus(
        await L.call("POST", offsitePath(offsiteLoanId, "quote"), { ...wish, applicants: [{ person }] }),
        200,
      ),
    )
    // 25 x 52,198.67 = 1,304,966.75 is above the cap of the pack of the first day.
    expect(quoted).toMatchObject({ amount: "500000.00", bindingConstraint: "cap", balance: "52198.67" })
    expect(quoted.policy.effectiveFrom).toBe(from)
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({
      quote: { amount: "500000.00", bindingConstraint: "cap", eligible: true },
    })
    expect(
      await L.problem("POST", offsitePath(offsiteLoanId, "grant"), { ...plain, amount: "500000.01" }),
    ).toMatchObject({ code: "5011", rule: "QUO-003", field: "/amount" })
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({
      quote: { termMonths: 240, yearlyRate: "0.026" },
    })
    const grantOf = (over: object) =>
      L.problem("POST", offsitePath(offsiteLoanId, "grant"), { ...plain, ...over })
    expect(await grantOf({ termMonths: 360 })).toMatchObject({
      code: "5011",
      rule: "QUO-005",
      field: "/termMonths",
    })
    expect(await grantOf({ yearlyRate: "0.02" })).toMatchObject({ rule: "QUO-005", field: "/yearlyRate" })
    expect(await grantOf({ overrideReason: "  " })).toMatchObject({
      rule: "VAL-001",
      field: "/overrideReason",
    })
    const done = await actOnOffsite(L, offsiteLoanId, "grant", { ...plain, amount: "500000.00" })
    expect(done.grant).not.toHaveProperty("overrideReason")
  })

  it("is a disclosure: recorded with the case, charged once, replayed without another charge", async () => {
    const { offsiteLoanId, person } = await certified(L, H, validFor30Days())
    const table = wholeTable(federation.hub)
    const written = async () => {
      const items = await table.items()
      return {
        records: items.filter((item) => item["caseId"] === offsiteLoanId && item["purpose"] === "loan-quote"),
        spent: items
          .filter(({ pk }) => pk === `BUDGET#${I_ID}`)
          .map((item) => Number(item["spent"]))
          .reduce((sum, points) => sum + points, 0),
      }
    }
    const before = await written()
    const ask = () =>
      L.call(
        "POST",
        offsitePath(offsiteLoanId, "quote"),
        { ...wish, applicants: [{ person }] },
        { idempotencyKey: "quote-of-the-case-1" },
      )
    const first = expectStatus(await ask(), 200)
    expect(expectStatus(await ask(), 200)).toEqual(first)
    const after = await written()
    expect(after.records).toMatchObject([{ found: "quoted", personRefs: [expect.any(String)] }])
    expect(after.spent - before.spent).toBe(1)
    table.close()
  })

  it("is over what was certified, whatever the home center registers afterwards", async () => {
    const { offsiteLoanId, person, accountNo } = await certified(L, H, validFor30Days())
    const [first, second] = segments
    const more = { segments: [first, { ...second, principal: "90000.00" }] }
    const { version } = await readAccount(H, accountNo)
    expectStatus(await H.call("PUT", `/v1/accounts/${accountNo}/segments`, more, { ifMatch: version }), 200)
    const ask = { ...wish, applicants: [{ person }] }
    const quoted = expectStatus(await L.call("POST", offsitePath(offsiteLoanId, "quote"), ask), 200)
    expect(quoted).toMatchObject({ balance: "52198.67" })
  })

  it("is of the case's applicant, and L's alone", async () => {
    const { offsiteLoanId, person } = await certified(L, H, validFor30Days())
    const stranger = makePerson("offsite-stranger", 1990)
    await openAccount(L, stranger, "STR1")
    const ask = { ...wish, applicants: [{ person: stranger }] }
    expect(await L.problem("POST", offsitePath(offsiteLoanId, "quote"), ask)).toMatchObject({
      field: "/applicants",
    })
    expect(
      (await H.problem("POST", offsitePath(offsiteLoanId, "quote"), { ...wish, applicants: [{ person }] }))
        .code,
    ).toBe("4011")
  })
})
