import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { InterestQuoteResponse, TaxStatement } from "../../contracts/interest.ts"
import { ParticipationCheckResponse } from "../../contracts/participation.ts"
import { Person, type Month } from "../../contracts/primitives.ts"
import { SubsidyPaid, SubsidyQuoteResponse } from "../../contracts/subsidies.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { changjiBody } from "../fixtures/flexible-packs.ts"
import { outcomesOf, raceIn } from "../fixtures/race.ts"
import { readAccount, timeOf } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

// Who may join, what is due, and what was paid: over one hub, two centers with the plan of 昌吉 and one without any.

let federation: Federation
let home: TestCenter
let other: TestCenter
let without: TestCenter
const time = timeOf(() => federation)
const racing = raceIn(() => federation)

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-09-01T01:00:00.000Z",
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  ;[home, other, without] = await Promise.all([
    federation.onboard(O_ID),
    federation.onboard(I_ID),
    federation.onboard(THIRD_ID),
  ])
  for (const center of [home, other])
    expectStatus(await center.call("PUT", "/v1/policies/2020-01-01", changjiBody(center.centerId)), 201)
}, 120_000)
afterAll(async () => {
  await federation?.stop()
})

const FOURTH_ID = "460010000000000"

const segmentOf = (over: object = {}) => ({
  contributorType: "flexible",
  accountKind: "basic",
  origin: { kind: "local" },
  from: "2025-09",
  to: "2026-08",
  principal: "12009.00",
  interest: "0.00",
  contributions: "12009.00",
  subsidy: "0.00",
  monthlyContribution: "1000.75",
  ...over,
})

/** A flexible contributor with the twelve months of golden case 6. */
const contributes = async (
  center: TestCenter,
  person: Person,
  accountNo: string,
  over: { readonly account?: object; readonly segments?: readonly object[] } = {},
): Promise<void> => {
  const { version } = await openAccount(center, person, accountNo, {
    contributorType: "flexible",
    agreementNo: `AG-${accountNo}`,
    unitCreditCode: undefined,
    ...over.account,
  })
  const path = `/v1/accounts/${accountNo}/segments`
  const segments = over.segments ?? [segmentOf()]
  expectStatus(await center.call("PUT", path, { segments }, { ifMatch: version }), 200)
}

const join = (person: Person, over: object = {}) => ({
  act: "join",
  person,
  residence: "mainland",
  livesOrWorksHere: true,
  creditGood: true,
  contribution: { base: "5000.00", rate: "0.20" },
  ...over,
})
const check = async (center: TestCenter, body: object) =>
  ParticipationCheckResponse.parse(
    expectStatus(await center.call("POST", "/v1/participation-checks", body), 200),
  )

const checkProblem = async (body: object, center = home) => {
  const { code, rule, field } = await center.problem("POST", "/v1/participation-checks", body)
  return [code, rule, field]
}

describe("who may join", () => {
  it("passes a stranger, and records that it was asked; nothing of the document is kept", async () => {
    const person = makePerson("flexible-stranger", 1990)
    const answered = await check(home, join(person))
    expect(answered).toMatchObject({ verdict: "allowed", policy: { centerId: O_ID } })
    const table = wholeTable(federation.hub)
    const items = await table.items()
    table.close()
    expect(items.find(({ purpose }) => purpose === "participation-join")).toMatchObject({ found: "allowed" })
    expect(JSON.stringify(items)).not.toContain(person.documentNumber)
  })

  it("refuses a second normal account, and names its center", async () => {
    const person = makePerson("flexible-second", 1990)
    await contributes(other, person, "SECOND")
    expect(await check(home, join(person))).toMatchObject({ verdict: "notAllowed", centerId: I_ID })
    expect(await check(other, join(person))).toMatchObject({ verdict: "notAllowed" })
  })

  it("refuses a man on the day of his retirement (1965-01: a month later)", async () => {
    const answered = await check(home, join(makePerson("flexible-old", 1963)))
    expect(answered.steps.filter(({ verdict }) => verdict === "notAllowed").map(({ rule }) => rule)).toEqual([
      "FLX-022",
    ])
  })

  it("leaves everything that is the city's to a center without a pack", async () => {
    const answered = await check(without, join(makePerson("flexible-unruled", 1990)))
    expect(answered.verdict).toBe("homeDecides")
    expect(answered.policy).toBeUndefined()
    expect(answered.steps.filter(({ verdict }) => verdict === "notAllowed")).toEqual([])
  })

  it("asks no less of an account that exists", async () => {
    await contributes(home, makePerson("flexible-acts", 1990), "ACTS")
    const asked = (body: object) => check(home, { accountNo: "ACTS", ...body })
    expect(await asked({ act: "changeBase", on: "2026-09-01", newBase: "6000.00" })).toMatchObject({
      verdict: "notAllowed",
    })
    expect(await asked({ act: "changeBase", on: "2027-07-01", newBase: "6000.00" })).toMatchObject({
      verdict: "allowed",
    })
    expect(await asked({ act: "backPay", months: ["2026-07"] })).toMatchObject({ verdict: "notAllowed" })
    expect(await asked({ act: "stop" })).toMatchObject({ verdict: "allowed" })
    expect(await asked({ act: "contribute", months: ["2026-09"], amount: "500.00" })).toMatchObject({
      verdict: "allowed",
    })
  })

  it("does not let go while a loan runs, wherever it runs (昌吉 二(二)5)", async () => {
    const person = makePerson("flexible-borrower", 1985)
    await contributes(home, person, "BORROWER")
    const loan = {
      contractNo: "FLEX-1",
      kind: "hpf",
      amount: "100000.00",
      termMonths: 120,
      yearlyRate: "0.026",
      grantedOn: "2020-05-01",
      borrower: person,
      status: "unsettled",
      balance: "60000.00",
    }
    expectStatus(await other.call("POST", "/v1/loan-imports", { loans: [loan], ...staff }), 200)
    expect(await check(home, { act: "stop", accountNo: "BORROWER" })).toMatchObject({ verdict: "notAllowed" })
  })

  it("meets bad input by name", async () => {
    const person = makePerson("flexible-bad", 1990)
    expect(await checkProblem(join(person, { act: "leave" }))).toEqual(["3006", "VAL-001", "/act"])
    expect(await checkProblem(join(person, { bornOn: "1950-01-01" }))).toEqual(["3006", "FLX-032", "/bornOn"])
    expect(await checkProblem(join(person, { accountNo: "A1" }))).toEqual(["3006", "VAL-007", "/accountNo"])
    expect(await checkProblem({ act: "stop", accountNo: "NOBODY" })).toEqual([
      "3014",
      undefined,
      "/accountNo",
    ])
    expect(await checkProblem({ act: "stop", accountNo: "ACTS" }, other)).toMatchObject([
      "3014",
      undefined,
      "/accountNo",
    ])
    expect(await checkProblem({ act: "backPay", accountNo: "ACTS", months: ["2026-07", "2026-07"] })).toEqual(
      ["3006", "FLX-033", "/months"],
    )
  })
})

const quote = async (center: TestCenter, body: object) =>
  SubsidyQuoteResponse.parse(expectStatus(await center.call("POST", "/v1/subsidy-quotes", body), 200))
const report = (over: object = {}) => ({
  kind: "contribution",
  amount: "60.05",
  paidOn: "2026-09-01",
  ...staff,
  ...over,
})
const grant = report({ kind: "startingGrant", amount: "100.00", categories: ["veteran"] })
const pathOf = (accountNo: string) => `/v1/accounts/${accountNo}/subsidies`

const monthsOf = (amounts: readonly string[]) =>
  amounts.map((amount, index) => ({
    month: `${index < 4 ? 2025 : 2026}-${String(((index + 8) % 12) + 1).padStart(2, "0")}`,
    amount,
  }))

/** Sealed at home and normal at the other center, with months in both. */
const inTwoCenters = async (name: string): Promise<Person> => {
  const person = makePerson(name, 1990)
  await contributes(home, person, name.toUpperCase(), { account: { status: "02" } })
  await contributes(other, person, name.toUpperCase())
  return person
}

describe("subsidies of 昌吉", () => {
  it("are quoted together, paid once, and not more than is due (golden case 6)", async () => {
    await contributes(home, makePerson("flexible-golden", 1990), "GOLDEN")
    const asked = { accountNo: "GOLDEN", on: "2026-09-01", categories: ["veteran"] }
    expect(await quote(home, asked)).toMatchObject({ stacking: "all", total: "160.05" })

    const tooMuch = await home.problem("POST", pathOf("GOLDEN"), report({ amount: "60.06" }))
    expect(tooMuch).toMatchObject({ code: "3083", rule: "FLX-045", field: "/amount" })
    const paid = SubsidyPaid.parse(expectStatus(await home.call("POST", pathOf("GOLDEN"), report()), 201))
    expect(paid).toMatchObject({ kind: "contribution", year: "2026", amount: "60.05" })
    expect((await readAccount(home, "GOLDEN")).version).toBe(paid.version)
    const again = await home.problem("POST", pathOf("GOLDEN"), report())
    expect(again).toMatchObject({ code: "3081", rule: "FLX-044" })
    expect(again.centerId).toBeUndefined()
    expect(await quote(home, asked)).toMatchObject({ total: "100.00" })
  })

  it("are lost by a withdrawal", async () => {
    await contributes(home, makePerson("flexible-withdrawn", 1990), "WITHDRAWN")
    const withdrawal = {
      reference: newReference(),
      amount: "1.00",
      withdrawnOn: "2026-09-01",
      withdrawalReason: "07",
      ...staff,
    }
    expectStatus(await home.call("POST", "/v1/accounts/WITHDRAWN/withdrawals", withdrawal), 201)
    expect(await home.problem("POST", pathOf("WITHDRAWN"), report())).toMatchObject({
      code: "3082",
      rule: "FLX-041",
    })
    expect(await home.problem("POST", pathOf("WITHDRAWN"), grant)).toMatchObject({ rule: "FLX-041" })
  })

  it("go by the record by month, which the home center supplies", async () => {
    const uneven = { contributions: "13200.00", principal: "13200.00", monthlyContribution: "1200.00" }
    const person = makePerson("flexible-uneven", 1990)
    await contributes(home, person, "UNEVEN", { segments: [segmentOf(uneven)] })
    const asked = { accountNo: "UNEVEN", on: "2026-09-01", kind: "contribution" }
    expect(await home.problem("POST", "/v1/subsidy-quotes", asked)).toMatchObject({ code: "3080" })
    const told = monthsOf([...Array<string>(6).fill("1000.00"), ...Array<string>(6).fill("1200.00")])
    const put = async (contributionsByMonth: readonly { month: string; amount: string }[]) =>
      home.call(
        "PUT",
        "/v1/accounts/UNEVEN/segments",
        { segments: [segmentOf({ ...uneven, contributionsByMonth })] },
        { ifMatch: (await readAccount(home, "UNEVEN")).version },
      )
    expect((await put(told.slice(1).concat({ month: "2026-08", amount: "1.00" }))).body).toMatchObject({
      rule: "FLX-033",
    })
    expectStatus(await put(told), 200)
    expect(await quote(home, asked)).toMatchObject({ total: "66.00" })
    expect((await readAccount(home, "UNEVEN")).segments[0]?.contributionsByMonth).toHaveLength(12)
  })

  it("are paid once nationwide: the second center hears who was first, and that it was told is recorded", async () => {
    await inTwoCenters("flex-twice")
    expectStatus(await home.call("POST", pathOf("FLEX-TWICE"), grant), 201)
    const refused = await other.problem("POST", pathOf("FLEX-TWICE"), grant)
    expect(refused).toMatchObject({ code: "3081", rule: "FLX-044", centerId: O_ID })
    const table = wholeTable(federation.hub)
    const items = await table.items()
    table.close()
    expect(items.filter(({ purpose }) => purpose === "subsidy-report")).toHaveLength(1)
    expect(items.filter(({ sk }) => sk === "SUBSIDY#startingGrant")).toHaveLength(1)
    const asked = { accountNo: "FLEX-TWICE", on: "2026-09-01", categories: ["veteran"] }
    expect(await quote(other, { ...asked, kind: "startingGrant" })).toMatchObject({ total: "0.00" })
  })

  it("have one winner when two centers report at once", async () => {
    for (const name of ["flex-race-1", "flex-race-2", "flex-race-3"]) {
      await inTwoCenters(name)
      const path = pathOf(name.toUpperCase())
      const answers = await racing([home, path, grant], [other, path, grant])
      expect(outcomesOf(answers)).toEqual(["201", "subsidy-already-paid"])
    }
  })

  it("stay paid under a new document", async () => {
    const former = await inTwoCenters("flex-renamed")
    expectStatus(await home.call("POST", pathOf("FLEX-RENAMED"), grant), 201)
    const current = Person.parse({ documentType: "03", documentNumber: "E7654321", name: former.name })
    const link = { current, former, evidence: "换发证件", ...staff }
    expectStatus(await home.call("POST", "/v1/persons/links", link), 201)
    expect(await other.problem("POST", pathOf("FLEX-RENAMED"), grant)).toMatchObject({ centerId: O_ID })
    expectStatus(await other.call("POST", pathOf("FLEX-RENAMED"), report()), 201)
  })

  it("of which only the highest is given, of interest that the money can have earned", async () => {
    const { subsidy, ...pack } = changjiBody(O_ID, "2026-08-01")
    const stacking = { answer: "highest", source: "plan" }
    const ruled = { ...subsidy, interest: { rate: "0.30", source: "plan" }, stacking }
    const highest = await federation.onboard(FOURTH_ID)
    const body = { ...pack, centerId: FOURTH_ID, subsidy: ruled }
    expectStatus(await highest.call("PUT", "/v1/policies/2026-08-01", body), 201)
    await contributes(highest, makePerson("flexible-highest", 1990), "HIGHEST")
    const interest = { kind: "interest", year: "2026", amount: "20.33", yearInterest: "67.77" }
    const invented = report({ ...interest, yearInterest: "9999999.00", amount: "2999999.70" })
    expect(await highest.problem("POST", pathOf("HIGHEST"), invented)).toMatchObject({
      code: "3083",
      rule: "FLX-047",
      field: "/yearInterest",
    })
    const asked = { accountNo: "HIGHEST", on: "2026-09-01", categories: ["veteran"], yearInterest: "67.77" }
    expect(await quote(highest, asked)).toMatchObject({ stacking: "highest", total: "100.00" })
    expectStatus(await highest.call("POST", pathOf("HIGHEST"), report()), 201)
    expect(await quote(highest, asked)).toMatchObject({ total: "39.95" })
    const overQuote = { code: "3083", rule: "FLX-045", field: "/amount" }
    expect(await highest.problem("POST", pathOf("HIGHEST"), grant)).toMatchObject(overQuote)
    const rest = { ...grant, amount: "39.95" }
    expectStatus(await highest.call("POST", pathOf("HIGHEST"), rest), 201)
    expect(await highest.problem("POST", pathOf("HIGHEST"), report(interest))).toMatchObject(overQuote)
  })

  it("are not paid twice for the same months, in whatever year the record puts them", async () => {
    await contributes(home, makePerson("flexible-moved", 1990), "MOVED", {
      segments: [segmentOf({ from: "2025-01", to: "2025-12" })],
    })
    expectStatus(await home.call("POST", pathOf("MOVED"), report({ year: "2025" })), 201)
    const { version } = await readAccount(home, "MOVED")
    const segments = [segmentOf({ from: "2025-07", to: "2026-06" })]
    const path = "/v1/accounts/MOVED/segments"
    expectStatus(await home.call("PUT", path, { segments }, { ifMatch: version }), 200)
    const asked = { accountNo: "MOVED", on: "2026-09-01", kind: "contribution" }
    expect(await quote(home, asked)).toMatchObject({ total: "0.00" })
    const again = await home.problem("POST", pathOf("MOVED"), report({ year: "2026" }))
    expect(again).toMatchObject({ code: "3081", rule: "FLX-044" })
  })

  it("meet bad input by name", async () => {
    const problem = async (body: object, center = home, accountNo = "GOLDEN") => {
      const { code, rule, field } = await center.problem("POST", pathOf(accountNo), body)
      return [code, rule, field]
    }
    expect(await problem(report({ kind: "interest", amount: "1.00" }))).toEqual(["3082", "FLX-046", "/kind"])
    expect(await problem(report({ paidOn: "2026-09-02" }))).toMatchObject(["3006", "VAL-010", "/paidOn"])
    expect(await problem(report({ paidOn: "2019-12-31" }))).toMatchObject(["3006", "VAL-005", "/paidOn"])
    for (const year of ["1999", "2027"])
      expect(await problem(report({ year }))).toEqual(["3006", "VAL-005", "/year"])
    expect(await problem(report({ reviewer: staff.handler }))).toEqual(["3007", "DUA-001", "/reviewer"])
    expect(await problem(report({ amount: "0.00" }))).toMatchObject(["3006", "FLX-045", "/amount"])
    expect(await problem({ ...grant, categories: ["graduate"] })).toEqual(["3006", "VAL-008", "/graduatedOn"])
    expect(await problem(report(), other)).toMatchObject(["3014", undefined, undefined])
    const on = { accountNo: "GOLDEN", on: "2019-12-31" }
    expect(await home.problem("POST", "/v1/subsidy-quotes", on)).toMatchObject({ code: "3023", field: "/on" })
    await contributes(without, makePerson("flexible-no-pack", 1990), "NO-PACK")
    const unruled = { accountNo: "NO-PACK", on: "2026-09-01" }
    expect(await without.problem("POST", "/v1/subsidy-quotes", unruled)).toMatchObject({ code: "3022" })
  })
})

describe("interest", () => {
  it("is exact to the fen, and kept apart by kind of money (golden case 5)", async () => {
    const body = {
      openingBalance: "100000.00",
      openedOn: "2025-07-01",
      movements: [],
      closedOn: "2026-07-02",
      part: "flexible",
    }
    const answered = InterestQuoteResponse.parse(
      expectStatus(await home.call("POST", "/v1/interest-quotes", body), 200),
    )
    expect(answered).toMatchObject({
      principal: "101520.83",
      interest: "4.23",
      parts: { employee: { principal: "0.00" }, flexible: { principal: "101520.83" } },
    })
    const early = { ...body, openedOn: "2016-02-20" }
    expect(await home.problem("POST", "/v1/interest-quotes", early)).toMatchObject({ code: "3084" })
    const movements = [{ on: "2025-08-01", kind: "withdrawal", amount: "100000.01" }]
    expect(await home.problem("POST", "/v1/interest-quotes", { ...body, movements })).toMatchObject({
      code: "3085",
      rule: "FLX-050",
    })
  })
})

const readTax = async (year: string, center = home) =>
  center.call("GET", `/v1/accounts/TAXED/tax-statements/${year}`)

describe("the tax statement", () => {
  it("adds up the year's own contributions of one's own account", async () => {
    await contributes(home, makePerson("flexible-taxed", 1990), "TAXED")
    const { months, ...sums } = TaxStatement.parse(expectStatus(await readTax("2025"), 200))
    expect(months.map(({ month }): Month => month)).toEqual(["2025-09", "2025-10", "2025-11", "2025-12"])
    expect(sums).toMatchObject({
      flexible: "4003.00",
      employee: "0.00",
      total: "4003.00",
      ceiling: "notJudged",
    })
    expect(time.today()).toBe("2026-09-01")
  })

  it("is of no year to come, and of no year that is none", async () => {
    expect((await readTax("2027")).body).toMatchObject({ code: "3006", rule: "VAL-010", field: "year" })
    for (const year of ["26", "1899", "year"])
      expect((await readTax(year)).body).toMatchObject({ code: "3006" })
  })

  it("is nobody else's to read", async () => {
    expect((await readTax("2025", other)).body).toMatchObject({ code: "3014" })
  })
})
