import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Account, AccountState, HoldPlaced } from "../../contracts/accounts.ts"
import { Loan, LoanCheckResponse } from "../../contracts/loans.ts"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  actOn,
  I_ID,
  letterBody,
  newReference,
  O_ID,
  openAccount,
  segments,
  staff,
  startFederation,
  statementBody,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { readFinding, stateFinding, toldOfFinding } from "../fixtures/finding-story.ts"
import { certified, granted } from "../fixtures/offsite-story.ts"
import { moving, readAccount, sendLetter } from "../fixtures/transfer-story.ts"
import { outcomeOf, raceIn } from "../fixtures/race.ts"
import { supervisorOf } from "../fixtures/supervisor.ts"

let federation: Federation
let home: TestCenter
let second: TestCenter
let people = 0

beforeAll(async () => {
  // The day on which the certificates of the fixtures are issued.
  federation = await startFederation({ start: "2026-09-01T01:00:00.000Z" })
  home = await federation.onboard(O_ID)
  second = await federation.onboard(I_ID)
})
afterAll(() => federation.stop())

const somebody = (): { readonly person: Person; readonly no: string } => {
  people += 1
  return { person: makePerson(`withdrawals ${people}`), no: `W${people}` }
}

const race = raceIn(() => federation)
const { token, supervised } = supervisorOf(() => federation)

const place = (at: TestCenter, accountNo: string, body: object) =>
  at.call("POST", `/v1/accounts/${accountNo}/holds`, {
    scope: ["closing"],
    from: "2026-01-05",
    ...body,
    ...staff,
  })

const withdrawal = (over: object = {}) => ({
  reference: newReference(),
  amount: "1000.00",
  withdrawnOn: "2026-08-03",
  withdrawalReason: "01",
  ...staff,
  ...over,
})

const verdictsOf = async (at: TestCenter, person: Person) => {
  const verdicts = []
  for (const purpose of ["closing", "withdrawal", "transfer"]) {
    const answer = await at.call("POST", "/v1/loan-checks", { applicants: [person], purpose })
    verdicts.push(LoanCheckResponse.parse(expectStatus(answer, 200)).verdict)
  }
  return verdicts
}

describe("withdrawals", () => {
  test("against a mark: written down, D6, and the one center's statement closes it", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    expectStatus(await place(home, no, { ground: "loanMark" }), 201)
    const answer = await home.call("POST", `/v1/accounts/${no}/withdrawals`, withdrawal())
    const { finding, version } = AccountState.parse(expectStatus(answer, 201))
    expect(finding).toMatchObject({ class: "D6" })
    expect(version).toBe(3)
    const findingId = finding?.findingId ?? ""
    expect(await toldOfFinding(home, findingId)).toMatchObject([
      { type: "finding.opened", accountNo: no, note: "D6" },
    ])
    expect(await readFinding(home, findingId)).toMatchObject({ centerIds: [O_ID], accountNos: [no] })
    const { findings } = await supervised(token())
    expect(findings.map((seen) => seen.findingId)).toContain(findingId)
    expect(await stateFinding(home, findingId, "confirmed")).toMatchObject({ status: "closed" })
  })

  test("against the mark of an off-site loan: only its repayment is none, and the lender hears of the rest", async () => {
    const { accountNo, contractNo, offsiteLoanId } = await granted(second, home)
    const path = `/v1/accounts/${accountNo}/withdrawals`
    const repays = { centerId: I_ID, contractNo }
    const paying = (over: object) =>
      home.call("POST", path, withdrawal({ withdrawnOn: "2026-09-01", ...over }))
    const repayment = { withdrawalReason: "06", repays }
    // What left before the account was marked went against no mark.
    for (const over of [repayment, { withdrawnOn: "2026-08-31" }])
      expect(expectStatus(await paying(over), 201)).not.toHaveProperty("finding")
    const elsewhere = { ...repays, contractNo: "another" }
    const { balance } = Loan.parse(expectStatus(await second.call("GET", `/v1/loans/${contractNo}`), 200))
    const more = balance.replace(/.$/, "1")
    for (const over of [
      {},
      { withdrawalReason: "06" },
      { ...repayment, repays: elsewhere },
      { ...repayment, amount: more },
    ]) {
      const answer = expectStatus(await paying(over), 201)
      const { finding } = AccountState.parse(answer)
      expect(finding).toMatchObject({ class: "D6" })
      const findingId = finding?.findingId ?? ""
      const [toLender] = await toldOfFinding(second, findingId)
      expect(toLender).toMatchObject({ type: "finding.opened", contractNo, note: "D6", centerId: O_ID })
      expect(toLender).not.toHaveProperty("accountNo")
      expect(await readFinding(second, findingId)).toMatchObject({
        accountNos: [],
        contractNos: [contractNo],
      })
      expect(await readFinding(home, findingId)).toMatchObject({ accountNos: [accountNo], contractNos: [] })
    }
    const { holds } = Account.parse(expectStatus(await home.call("GET", `/v1/accounts/${accountNo}`), 200))
    const mark = holds.find(({ ground }) => ground === "loanMark")
    expect(
      await home.problem("POST", `/v1/accounts/${accountNo}/holds/${mark?.holdId}/release`, {
        releasedOn: "2026-09-01",
        ...staff,
      }),
    ).toMatchObject({ type: "/problems/account-held", rule: "TRF-020", caseId: offsiteLoanId })
  })

  test("a loan check says what the acts do: a mark follows a transfer, and a withdrawal against it is told", async () => {
    const { person } = await granted(second, home)
    expect(await verdictsOf(home, person)).toEqual(["blocked", "review", "review"])
    const { person: marked, no } = somebody()
    await openAccount(home, marked, no)
    expectStatus(await place(home, no, { ground: "loanMark" }), 201)
    expect(await verdictsOf(home, marked)).toEqual(["blocked", "review", "blocked"])
    const letter = { ...letterBody(marked), fromAccountNo: no, toAccountNo: `${no}-NEW` }
    await openAccount(second, marked, letter.toAccountNo, { status: "02" })
    expect(await second.problem("POST", "/v1/transfers", letter)).toMatchObject({
      type: "/problems/loan-mark",
    })
  })

  test("a certificate bars every withdrawal", async () => {
    const { accountNo, offsiteLoanId, person } = await certified(second, home)
    expect(await verdictsOf(home, person)).toEqual(["blocked", "blocked", "blocked"])
    expect(await home.problem("POST", `/v1/accounts/${accountNo}/withdrawals`, withdrawal())).toMatchObject({
      type: "/problems/account-held",
      caseId: offsiteLoanId,
    })
  })

  test("a repayment from an account marked by hand, and any from an unmarked one, is no finding", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const path = `/v1/accounts/${no}/withdrawals`
    expect(expectStatus(await home.call("POST", path, withdrawal()), 201)).not.toHaveProperty("finding")
    expectStatus(await place(home, no, { ground: "loanMark" }), 201)
    const repayment = withdrawal({ withdrawalReason: "06" })
    expect(expectStatus(await home.call("POST", path, repayment), 201)).not.toHaveProperty("finding")
  })

  test("money that left is not transferred too: the statement waits for the record without it, or is less", async () => {
    const story = await moving(home, second)
    const put = async (record: readonly object[]) => {
      const { version } = await readAccount(home, story.oldNo)
      const path = `/v1/accounts/${story.oldNo}/segments`
      return home.call("PUT", path, { segments: record }, { ifMatch: version })
    }
    expectStatus(await put(segments), 200)
    const left = withdrawal({ amount: "30000.00" })
    expectStatus(await home.call("POST", `/v1/accounts/${story.oldNo}/withdrawals`, left), 201)
    const { transferId } = await sendLetter(home, second, story)
    await actOn(home, transferId, "letter-confirmation")
    const path = `/v1/transfers/${transferId}/statement`
    const refused = {
      type: "/problems/withdrawal-not-recorded",
      code: "4027",
      rule: "WDR-026",
      field: "/amount",
      caseId: transferId,
    }
    expect(await home.problem("POST", path, { ...statementBody, ...staff })).toMatchObject(refused)
    // A payment that ran ahead closes the account; the record of it can be put all the same.
    const ahead = { reference: newReference(), amount: "0.01", paidOn: "2026-09-01" }
    await actOn(home, transferId, "payment", ahead)
    expect(await home.problem("POST", path, { ...statementBody, ...staff })).toMatchObject(refused)
    const [first, flexible] = segments
    const record = [{ ...first, principal: "11398.67", contributions: "11000.00" }, flexible]
    expectStatus(await put(record), 200)
    const rest = { ...statementBody, principal: "22198.67", amount: "22714.06", segments: record }
    expect(await actOn(home, transferId, "statement", rest)).toMatchObject({ status: "statementSent" })
  })

  test("a withdrawal and a letter's confirmation at once: whoever wins, the money leaves once", async () => {
    for (let round = 0; round < 4; round += 1) {
      const story = await moving(home, second)
      const path = `/v1/accounts/${story.oldNo}`
      expectStatus(await home.call("PUT", `${path}/segments`, { segments }, { ifMatch: 1 }), 200)
      const { transferId } = await sendLetter(home, second, story)
      const confirmation = `/v1/transfers/${transferId}/letter-confirmation`
      const [left, confirmed] = (
        await race([home, `${path}/withdrawals`, withdrawal()], [home, confirmation, {}])
      ).map(outcomeOf)
      if (confirmed !== "200") await actOn(home, transferId, "letter-confirmation")
      const statement = [home, `/v1/transfers/${transferId}/statement`, statementBody] as const
      const [late, stated] = (await race([home, `${path}/withdrawals`, withdrawal()], statement)).map(
        outcomeOf,
      )
      expect([late, stated]).toEqual(["account-held", left === "201" ? "withdrawal-not-recorded" : "200"])
    }
  })

  test("what bad input gets", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const path = `/v1/accounts/${no}/withdrawals`
    const used = withdrawal()
    expectStatus(await home.call("POST", path, used), 201)
    const slugOf = async (body: object, at = home, options = {}) =>
      (await at.problem("POST", path, body, options)).type
    expect(await slugOf(used)).toBe("/problems/payment-reference-used")
    expect(await slugOf(withdrawal(), second)).toBe("/problems/account-not-found")
    expect(await slugOf(withdrawal({ withdrawnOn: "2199-01-01" }))).toBe("/problems/invalid-request")
    expect(await slugOf(withdrawal({ withdrawnOn: "2019-12-31" }))).toBe("/problems/invalid-request")
    expect(await slugOf(withdrawal({ amount: "-1.00" }))).toBe("/problems/invalid-request")
    expect(await slugOf(withdrawal({ withdrawalReason: "10" }))).toBe("/problems/invalid-request")
    expect(await slugOf(withdrawal({ reviewer: staff.handler }))).toBe("/problems/same-handler-and-reviewer")
    expect(await slugOf(withdrawal(), home, { ifMatch: 1 })).toBe("/problems/version-stale")
    const placed = await place(home, no, { ground: "other", scope: ["withdrawal"] })
    const { holdId } = HoldPlaced.parse(expectStatus(placed, 201))
    expect(await slugOf(withdrawal())).toBe("/problems/account-held")
    const released = { releasedOn: "2026-08-03", ...staff }
    expectStatus(await home.call("POST", `/v1/accounts/${no}/holds/${holdId}/release`, released), 200)
    const closure = { closedOn: "2026-08-03", withdrawalReason: "03", ...staff }
    expectStatus(await home.call("POST", `/v1/accounts/${no}/closure`, closure), 200)
    expect(await slugOf(withdrawal())).toBe("/problems/account-status-conflict")
  })
})
