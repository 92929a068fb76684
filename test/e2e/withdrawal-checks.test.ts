import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { AccountState } from "../../contracts/accounts.ts"
import type { Person } from "../../contracts/primitives.ts"
import { Problem } from "../../contracts/problems.ts"
import { WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  staff,
  startFederation,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { changjiPack, jinchengPack, liaoningPack } from "../fixtures/withdrawal-packs.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

// One hub, three cities with the rules of their documents: what each lets out of the same account.

const CHANGJI_ID = "652300000000000"

let federation: Federation
let jincheng: TestCenter
let changji: TestCenter
let liaoning: TestCenter
let people = 0

beforeAll(async () => {
  federation = await startFederation({ start: "2026-11-02T01:00:00.000Z" })
  liaoning = await federation.onboard(O_ID)
  jincheng = await federation.onboard(I_ID)
  changji = await federation.onboard(CHANGJI_ID)
  for (const [center, pack] of [
    [jincheng, jinchengPack(I_ID)],
    [changji, changjiPack(CHANGJI_ID)],
    [liaoning, liaoningPack(O_ID)],
  ] as const)
    expectStatus(await center.call("PUT", `/v1/policies/${pack.effectiveFrom}`, pack), 201)
}, 120_000)
afterAll(() => federation?.stop())

const segment = (over: object) => ({
  accountKind: "basic",
  origin: { kind: "local" },
  from: "2024-01",
  to: "2025-12",
  interest: "0.00",
  contributions: "0.00",
  subsidy: "0.00",
  monthlyContribution: "0.00",
  ...over,
})
const flexible = segment({ contributorType: "flexible", agreementNo: "AG-1", principal: "8000.00" })
const employee = segment({
  contributorType: "employee",
  unitCreditCode: "91990101MA0000001Y",
  principal: "20000.00",
  from: "2020-01",
  to: "2023-12",
})

interface Holder {
  readonly person: Person
  readonly no: string
}

/** A flexible contributor, with money of a unit before. */
const contributor = async (
  center: TestCenter,
  segments: readonly object[] = [flexible, employee],
): Promise<Holder> => {
  people += 1
  const person = makePerson(`withdrawal-check ${people}`)
  const no = `C${people}`
  const { version } = await openAccount(center, person, no, {
    contributorType: "flexible",
    unitCreditCode: undefined,
    agreementNo: "AG-1",
  })
  expectStatus(
    await center.call("PUT", `/v1/accounts/${no}/segments`, { segments }, { ifMatch: version }),
    200,
  )
  return { person, no }
}

const ask = (center: TestCenter, { person, no }: Holder, details: object, over: object = {}) =>
  center.call("POST", "/v1/withdrawal-checks", { person, accountNo: no, details, ...over })
const checked = async (...asked: Parameters<typeof ask>) =>
  WithdrawalCheckResponse.parse(expectStatus(await ask(...asked), 200))
const refused = async (status: number, ...asked: Parameters<typeof ask>) =>
  Problem.parse(expectStatus(await ask(...asked), status))
const ruleOf = ({ steps }: WithdrawalCheckResponse) =>
  steps.find(({ verdict }) => verdict === "notAllowed")?.rule

const lend = async (center: TestCenter, borrower: Person, contractNo: string, over: object = {}) =>
  expectStatus(
    await center.call("POST", "/v1/loans", {
      contractNo,
      kind: "hpf",
      amount: "600000.00",
      termMonths: 360,
      yearlyRate: "0.026",
      grantedOn: "2026-09-01",
      borrower,
      ...over,
      ...staff,
    }),
    201,
  )

const free = { purpose: "flexibleFree" }
const exit = { purpose: "flexibleExit" }
const home = { relation: "self", region: "990101" }
const purchase = {
  purpose: "purchase",
  ...home,
  contractNo: "HT-77",
  price: "900000.00",
  purchasedOn: "2026-10-01",
}
const lift = {
  purpose: "lift",
  ...home,
  buildingNo: "12-3",
  room: "501",
  cost: "30000.00",
  subsidy: "10000.00",
  approvedOn: "2026-09-01",
}
const repayment = (contractNo: string) => ({
  purpose: "loanRepayment",
  relation: "self",
  lender: { kind: "hpf", centerId: I_ID, contractNo },
  repaid: "5000.00",
  from: "2026-09",
  to: "2026-10",
})

describe("the same account in three cities", () => {
  test("Jincheng pays the voluntary part freely, and toward the loan once one runs", async () => {
    const holder = await contributor(jincheng)
    expect(await checked(jincheng, holder, free)).toMatchObject({
      verdict: "allowed",
      mostAmount: "8000.00",
      most: { flexible: "8000.00", employee: "0.00" },
      policy: { centerId: I_ID, effectiveFrom: "2026-01-01" },
    })
    await lend(jincheng, holder.person, "WC-1")
    expect(await checked(jincheng, holder, free)).toMatchObject({
      onlyTowardLoan: true,
      withdrawalReason: "06",
    })
    expect(ruleOf(await checked(jincheng, holder, exit))).toBe("LON-012")
    expect(await checked(jincheng, holder, repayment("WC-1"))).toMatchObject({
      verdict: "allowed",
      mostAmount: "5000.00",
      onlyTowardLoan: true,
    })
    expect((await checked(jincheng, holder, purchase)).most).toEqual({
      flexible: "0.00",
      employee: "20000.00",
    })
  })

  test("Changji closes for the flexible part only, unless the spouse owes a loan anywhere", async () => {
    const holder = await contributor(changji)
    expect(await checked(changji, holder, exit)).toMatchObject({
      verdict: "allowed",
      most: { flexible: "8000.00", employee: "0.00" },
      closesAccount: false,
    })
    const borrower = makePerson("withdrawal-check borrower")
    await lend(jincheng, borrower, "WC-2", { spouse: holder.person })
    expect(ruleOf(await checked(changji, holder, exit))).toBe("LON-012")
  })

  test("Liaoning asks a former employee's account to be sealed for half a year", async () => {
    const holder = await contributor(liaoning)
    expect(ruleOf(await checked(liaoning, holder, exit))).toBe("WDR-012")
    const others = await contributor(liaoning, [flexible])
    expect(await checked(liaoning, others, exit)).toMatchObject({ verdict: "allowed", closesAccount: true })
    expectStatus(
      await liaoning.call("POST", `/v1/accounts/${holder.no}/seal`, { sealedOn: "2026-11-02", ...staff }),
      200,
    )
    const on = (day: string) => checked(liaoning, holder, exit, { on: day })
    expect(ruleOf(await on("2027-05-01"))).toBe("WDR-012")
    expect(await on("2027-05-02")).toMatchObject({ verdict: "allowed", mostAmount: "8000.00" })
  })
})

describe("the hub's own record", () => {
  test("a reported withdrawal is off the balance until the center puts its record", async () => {
    const holder = await contributor(jincheng)
    const report = {
      reference: newReference(),
      amount: "3000.00",
      withdrawnOn: "2026-11-02",
      withdrawalReason: "99",
      ...staff,
    }
    const path = `/v1/accounts/${holder.no}`
    const { version } = AccountState.parse(
      expectStatus(await jincheng.call("POST", `${path}/withdrawals`, report), 201),
    )
    expect((await checked(jincheng, holder, free)).mostAmount).toBe("5000.00")
    const record = [{ ...flexible, principal: "5000.00" }, employee]
    expectStatus(
      await jincheng.call("PUT", `${path}/segments`, { segments: record }, { ifMatch: version }),
      200,
    )
    expect((await checked(jincheng, holder, free)).mostAmount).toBe("5000.00")
  })

  test("a lift that nobody has used yet lets out the cost less the subsidy", async () => {
    const holder = await contributor(jincheng)
    const { verdict, mostAmount, steps } = await checked(jincheng, holder, lift)
    expect([verdict, mostAmount]).toEqual(["homeDecides", "20000.00"])
    expect(steps).toContainEqual(expect.objectContaining({ rule: "WDR-002", limit: "20000.00" }))
  })

  test("a lift is the family's: a child is the home center's to decide on, an heir is refused", async () => {
    const holder = await contributor(jincheng)
    const principal = makePerson("withdrawal-check owner")
    expect(await checked(jincheng, holder, { ...lift, relation: "child", principal })).toMatchObject({
      verdict: "homeDecides",
      mostAmount: "20000.00",
    })
    expect(ruleOf(await checked(jincheng, holder, { ...lift, relation: "heir", principal }))).toBe("WDR-010")
  })

  test("what is told is written down, before it is told", async () => {
    const holder = await contributor(jincheng)
    const { checkId } = await checked(jincheng, holder, free)
    expect(checkId).toMatch(/^chk_/)
    const table = wholeTable(federation.hub)
    const disclosures = (await table.items()).filter((item) =>
      JSON.stringify(item).includes("withdrawal-check"),
    )
    table.close()
    expect(disclosures.length).toBeGreaterThan(0)
    expect(JSON.stringify(disclosures)).not.toContain(holder.person.name)
  })

  test("a rule is told with its source, and a judgment with nothing personal", async () => {
    const holder = await contributor(jincheng)
    const judgment = await checked(jincheng, holder, free)
    expect(judgment.steps.find(({ rule }) => rule === "WDR-008")?.source).toEqual({
      title: "测试来源 / invented source",
      clause: "三(五)",
    })
    expect(JSON.stringify(judgment)).not.toContain(holder.person.name)
    expect(JSON.stringify(judgment)).not.toContain(holder.person.documentNumber)
  })
})

describe("bad input", () => {
  test("details of another purpose are refused where they differ", async () => {
    const holder = await contributor(jincheng)
    const { purpose: _purpose, ...rentless } = purchase
    expect(await refused(400, jincheng, holder, { purpose: "rent", ...rentless })).toMatchObject({
      code: "3006",
    })
    expect(await refused(400, jincheng, holder, { purpose: "gambling" })).toMatchObject({ code: "3006" })
  })

  test("details that contradict themselves name their rule", async () => {
    const holder = await contributor(jincheng)
    const backwards = { ...repayment("WC-9"), from: "2026-10", to: "2026-09" }
    expect(await refused(400, jincheng, holder, backwards)).toMatchObject({
      rule: "VAL-005",
      field: "/details/to",
    })
    const nobody = { ...lift, relation: "parent" }
    expect(await refused(400, jincheng, holder, nobody)).toMatchObject({
      rule: "VAL-008",
      field: "/details/principal",
    })
    const subsidy = { ...lift, subsidy: "30000.01" }
    expect(await refused(400, jincheng, holder, subsidy)).toMatchObject({ field: "/details/subsidy" })
  })

  test("a held account lets nothing out", async () => {
    const holder = await contributor(changji)
    const hold = { ground: "judicial", scope: ["closing"], documentNo: "（2026）测执1号", from: "2026-11-02" }
    expectStatus(await changji.call("POST", `/v1/accounts/${holder.no}/holds`, { ...hold, ...staff }), 201)
    const judgment = await checked(changji, holder, exit)
    expect([judgment.verdict, judgment.mostAmount, ruleOf(judgment)]).toEqual([
      "notAllowed",
      "0.00",
      "ACC-006",
    ])
  })

  test("more than there is is refused to the fen", async () => {
    const holder = await contributor(jincheng)
    expect(ruleOf(await checked(jincheng, holder, free, { amount: "8000.00" }))).toBeUndefined()
    expect(ruleOf(await checked(jincheng, holder, free, { amount: "8000.01" }))).toBe("WDR-001")
  })

  test("more than the thing cost is refused to the fen, where a rule speaks of it and where none does", async () => {
    const holder = await contributor(changji)
    const illness = { purpose: "seriousIllness", relation: "self", cost: "10.00", treatedOn: "2026-10-01" }
    const fees = { purpose: "propertyFees", ...home, cost: "10.00", from: "2026-01", to: "2026-02" }
    for (const [details, verdict] of [
      [illness, "homeDecides"],
      [fees, "allowed"],
    ] as const) {
      expect(await checked(changji, holder, details)).toMatchObject({ verdict, mostAmount: "10.00" })
      expect(await checked(changji, holder, details, { amount: "10.00" })).toMatchObject({ verdict })
      expect(ruleOf(await checked(changji, holder, details, { amount: "10.01" }))).toBe("WDR-001")
    }
  })

  test("leaving closes the account, and a loan of one's own bars it though no rule speaks of it", async () => {
    const holder = await contributor(changji)
    const leaving = { purpose: "leaving", since: "2026-10-01" }
    expect(await checked(changji, holder, leaving)).toMatchObject({
      verdict: "homeDecides",
      closesAccount: true,
    })
    await lend(jincheng, holder.person, "WC-3")
    expect(ruleOf(await checked(changji, holder, leaving))).toBe("LON-012")
    expect(
      (await checked(changji, holder, { purpose: "death", diedOn: "2026-10-01", heirs: 1 })).verdict,
    ).toBe("homeDecides")
  })

  test("another's account, another center's and none at all are not found alike", async () => {
    const holder = await contributor(jincheng)
    const stranger = { person: makePerson("withdrawal-check stranger"), no: holder.no }
    const answers = await Promise.all([
      refused(404, jincheng, stranger, free),
      refused(404, changji, holder, free),
      refused(404, jincheng, { ...holder, no: "NONE" }, free),
    ])
    expect(answers.map(({ code, rule, field }) => ({ code, rule, field }))).toEqual(
      Array.from({ length: 3 }, () => ({ code: "3014", rule: undefined, field: undefined })),
    )
  })

  test("a day that no pack covers is told, never judged by the old one", async () => {
    const holder = await contributor(changji)
    const ended = { ...changjiPack(CHANGJI_ID), effectiveFrom: "2027-01-01", effectiveTo: "2027-06-30" }
    expectStatus(await changji.call("PUT", "/v1/policies/2027-01-01", ended), 201)
    expect(await refused(409, changji, holder, exit, { on: "2027-07-01" })).toMatchObject({
      code: "3023",
      field: "/on",
    })
    expect((await checked(changji, holder, exit, { on: "2027-06-30" })).verdict).toBe("allowed")
  })
})
