import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { AccountImportReport } from "../../contracts/account-imports.ts"
import { Account } from "../../contracts/accounts.ts"
import { Agreement, AgreementList, Arrears } from "../../contracts/agreements.ts"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
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
import { clearInbox } from "../fixtures/transfer-story.ts"

// Agreements of flexible contributors on one hub: signed, in arrears, ended by the center, joined again.

let federation: Federation
let home: TestCenter
let other: TestCenter
let people = 0

const source = "test-source"
/** Changji's rules: base and rate, more than three unpaid months, the spouse's loans for closing only. */
const pack = {
  centerId: O_ID,
  effectiveFrom: "2026-01-01",
  version: 1,
  sources: [{ id: source, title: "测试来源 / invented source", on: "2026-01-01" }],
  contribution: {
    monthlyBase: { least: "2000.00", most: "20000.00", source },
    flexibleRate: { least: "0.10", most: "0.24", source },
  },
  loanBar: { own: true, spouse: true, interestSubsidised: true, guarantee: false, source },
  flexible: {
    arrears: {
      unpaidMonths: 3,
      more: true,
      zeroBalance: false,
      effect: "endsAgreement",
      source,
      clause: "二(二)5",
    },
  },
}

const dayMs = 86_400_000

/** A sweep a minute would make a year long: each step ends with one, and the hub is as far as its last. */
const passTo = async (day: string): Promise<void> => {
  await federation.hub.clock.advance(Date.parse(`${day}T02:00:00.000Z`) - federation.hub.clock.now())
  await federation.hub.settle()
}

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-09-01T01:00:00.000Z",
    schedulePeriodFloorMs: dayMs / 4,
  })
  home = await federation.onboard(O_ID)
  other = await federation.onboard(I_ID)
  expectStatus(await home.call("PUT", `/v1/policies/${pack.effectiveFrom}`, pack), 201)
})
afterAll(() => federation.stop())

const somebody = (): { readonly person: Person; readonly no: string } => {
  people += 1
  return { person: makePerson(`agreements ${people}`), no: `F${people}` }
}

const flexible = { contributorType: "flexible", unitCreditCode: undefined } as const

const terms = (agreementNo: string, over: object = {}) => ({
  agreementNo,
  signedOn: "2026-09-01",
  formOfWork: "newForm",
  rhythm: "month",
  monthlyContribution: "900.00",
  ...staff,
  ...over,
})

const agreementOf = (no: string) => `/v1/accounts/${no}/agreement`
const sign = async (no: string, body: object) =>
  Agreement.parse(expectStatus(await home.call("PUT", agreementOf(no), body), 200))
const end = async (no: string, body: object) =>
  Agreement.parse(
    expectStatus(await home.call("POST", `${agreementOf(no)}/termination`, { ...body, ...staff }), 200),
  )
const listed = async (list: string, at = home) =>
  AgreementList.parse(expectStatus(await at.call("GET", `/v1/agreements?list=${list}`), 200)).accounts
const arrears = async (no: string, query = "") =>
  Arrears.parse(expectStatus(await home.call("GET", `/v1/accounts/${no}/arrears${query}`), 200))
const told = async (no: string) =>
  (await home.inbox()).filter(({ type, accountNo }) => type === "agreement.arrears-due" && accountNo === no)

const segment = (from: string, to: string, over: object = {}) => ({
  contributorType: "flexible",
  accountKind: "basic",
  origin: { kind: "local" },
  from,
  to,
  principal: "900.00",
  interest: "0.00",
  contributions: "900.00",
  subsidy: "0.00",
  monthlyContribution: "900.00",
  ...over,
})

const put = async (no: string, ...segments: readonly object[]) => {
  const { version } = Account.parse(expectStatus(await home.call("GET", `/v1/accounts/${no}`), 200))
  return home.call("PUT", `/v1/accounts/${no}/segments`, { segments }, { ifMatch: version })
}

describe("agreements", () => {
  test("an account from before the local plan is listed until its agreement is signed (晋城 三(四))", async () => {
    const { person, no } = somebody()
    const line = {
      person,
      accountNo: no,
      accountKind: "basic",
      contributorType: "flexible",
      status: "01",
      statusSince: "2020-01-02",
      openedOn: "2020-01-02",
    }
    const numbered = { ...line, person: makePerson("numbered"), accountNo: "F-NO", agreementNo: "OLD-1" }
    const imported = await home.call("POST", "/v1/account-imports", { accounts: [line, numbered] })
    expect(AccountImportReport.parse(expectStatus(imported, 200)).registered).toBe(2)
    expect(await listed("missing")).toEqual([{ accountNo: no, since: "2026-09-01" }])
    expect(await listed("missing", other)).toEqual([])
    expect((await home.problem("GET", agreementOf(no))).code).toBe("3070")
    // A number is enough to have been opened under, and no agreement yet.
    expect((await home.problem("GET", agreementOf("F-NO"))).code).toBe("3070")

    const agreement = await sign(no, terms("LH-1"))
    expect(agreement).toMatchObject({ accountNo: no, status: "running", signedOn: "2026-09-01", version: 2 })
    expect(await listed("missing")).toEqual([])
    expect(Agreement.parse(expectStatus(await home.call("GET", agreementOf(no)), 200))).toEqual(agreement)
    expect(Account.parse((await home.call("GET", `/v1/accounts/${no}`)).body).agreementNo).toBe("LH-1")
  })

  test("what is refused", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no, { ...flexible, agreementNo: "LH-20" })
    const problem = async (body: object, at = no) => {
      const { type, rule, code } = await home.problem("PUT", agreementOf(at), body)
      return [type.replace("/problems/", ""), rule, code]
    }
    expect(await problem(terms("LH-20", { signedOn: "2026-09-02" }))).toEqual([
      "invalid-request",
      "VAL-010",
      "3006",
    ])
    const base = { contributionBase: "1999.99", contributionRate: "0.20", monthlyContribution: "400.00" }
    expect(await problem(terms("LH-20", base))).toEqual(["contribution-out-of-limits", "FLX-025", "3072"])
    expect(await problem(terms("LH-20", { monthlyContribution: "4800.01" }))).toEqual([
      "contribution-out-of-limits",
      "FLX-025",
      "3072",
    ])
    expect(await problem(terms("LH-20"), "NONE")).toEqual(["account-not-found", undefined, "3014"])
    await sign(no, terms("LH-20"))
    expect(await problem(terms("LH-21"))).toEqual(["agreement-running", "FLX-004", "3073"])
    const second = somebody()
    await openAccount(home, second.person, second.no, { ...flexible, agreementNo: "LH-20" })
    expect(await problem(terms("LH-20"), second.no)).toEqual(["agreement-exists", undefined, "3075"])
    expect((await home.problem("GET", agreementOf(second.no))).code).toBe("3070")

    const employee = somebody()
    await openAccount(home, employee.person, employee.no)
    expect(await problem(terms("LH-22"), employee.no)).toEqual([
      "agreement-not-for-employee",
      "FLX-002",
      "3071",
    ])
    const moved = somebody()
    await openAccount(home, moved.person, moved.no, { ...flexible, agreementNo: "LH-23", status: "02" })
    await openAccount(other, moved.person, moved.no)
    expect(await problem(terms("LH-23"), moved.no)).toEqual(["normal-account-exists", "ACC-001", "3017"])
    expect((await home.problem("GET", "/v1/agreements?list=all")).rule).toBe("VAL-009")
    expect((await home.problem("GET", "/v1/agreements?list=missing&cursor=x")).code).toBe("3034")
  })

  test("nobody stops while a loan of their own runs (昌吉 二(二)5)", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no, { ...flexible, agreementNo: "LH-30" })
    await sign(no, terms("LH-30"))
    const loan = {
      contractNo: "HT-30",
      kind: "hpf",
      amount: "100000.00",
      termMonths: 120,
      yearlyRate: "0.026",
      grantedOn: "2026-08-20",
      borrower: person,
      ...staff,
    }
    expectStatus(await other.call("POST", "/v1/loans", loan), 201)
    const ending = { endedOn: "2026-09-01", reason: "voluntary", ...staff }
    const met = await home.problem("POST", `${agreementOf(no)}/termination`, ending)
    expect([met.code, met.rule]).toEqual(["3053", "FLX-028"])
    // It is due one day all the same: that is told, with what bars it.
    expect(await arrears(no, "?on=2026-12-31")).not.toHaveProperty("loanBars")
    expect(await arrears(no, "?on=2027-01-01")).toMatchObject({ state: "due", loanBars: true })
    expectStatus(
      await other.call("POST", "/v1/loans/HT-30/repayments", {
        month: "2026-09",
        balance: "0.00",
        overduePeriods: 0,
      }),
      200,
    )
    expectStatus(
      await other.call("POST", "/v1/loans/HT-30/payoff", { paidOffOn: "2026-09-01", ...staff }),
      200,
    )
    expect(await end(no, { endedOn: "2026-09-01", reason: "voluntary" })).toMatchObject({ status: "ended" })
    expect((await home.problem("POST", `${agreementOf(no)}/termination`, ending)).code).toBe("3074")
  })

  test("arrears are told once, ended by the center, and joined again without back payment", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no, { ...flexible, agreementNo: "LH-40" })
    await sign(no, terms("LH-40"))
    expectStatus(await put(no, segment("2026-09", "2026-10")), 200)
    await clearInbox(home)
    expect(await arrears(no)).toMatchObject({
      state: "inOrder",
      paidThrough: "2026-10",
      dueOn: "2027-03-01",
      effect: "endsAgreement",
      clause: "二(二)5",
    })

    await passTo("2027-02-28")
    expect(await arrears(no)).toMatchObject({ state: "arrears", unpaidMonths: 3 })
    expect(await told(no)).toEqual([])
    await passTo("2027-03-02")
    expect(await arrears(no)).toMatchObject({ state: "due", unpaidMonths: 4, loanBars: false })
    expect(await told(no)).toMatchObject([{ actionNeeded: true }])
    expect(await listed("arrears")).toContainEqual({ accountNo: no, since: "2027-03-01" })
    await passTo("2027-03-20")
    expect(await told(no)).toHaveLength(1)
    expect(Agreement.parse((await home.call("GET", agreementOf(no))).body).status).toBe("running")

    const ended = await end(no, { endedOn: "2027-03-20", reason: "arrears" })
    expect(ended).toMatchObject({ status: "ended", endReason: "arrears", lastMonth: "2026-10" })
    expect(await listed("arrears")).not.toContainEqual(expect.objectContaining({ accountNo: no }))
    expect(await arrears(no)).toMatchObject({ state: "inOrder" })

    const again = await sign(no, terms("LH-41", { signedOn: "2027-03-20" }))
    expect(again).toMatchObject({ formerAgreementNo: "LH-40", status: "running" })
    const back = await put(no, segment("2026-09", "2027-03"))
    expect(back.body).toMatchObject({ code: "3021", rule: "FLX-005" })
    expectStatus(await put(no, segment("2026-09", "2026-10"), segment("2027-03", "2027-03")), 200)
    expect(await arrears(no)).toMatchObject({ state: "inOrder", dueOn: "2027-08-01" })
  }, 240_000)

  test("what is paid takes an account off the list within the next sweep", async () => {
    const today = new Date(federation.hub.clock.now()).toISOString().slice(0, 10)
    const { person, no } = somebody()
    await openAccount(home, person, no, { ...flexible, agreementNo: "LH-50" })
    // Registered late: the hub finds at once what is due.
    await sign(no, terms("LH-50"))
    await federation.hub.clock.advance(dayMs)
    await federation.hub.settle()
    expect(await listed("arrears")).toContainEqual({ accountNo: no, since: "2027-01-01" })
    expect(await told(no)).toHaveLength(1)
    expectStatus(await put(no, segment("2026-09", today.slice(0, 7))), 200)
    await federation.hub.clock.advance(dayMs / 2)
    await federation.hub.settle()
    expect(await listed("arrears")).not.toContainEqual(expect.objectContaining({ accountNo: no }))
  })
})
