import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Person, ServiceCaseId } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, O_ID, openAccount, segments, staff, type TestCenter } from "../fixtures/federation.ts"
import { startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import { outcomesOf, raceIn } from "../fixtures/race.ts"
import { invalid, post, refusals } from "../fixtures/refusals.ts"
import {
  actOnService,
  approvalOf,
  contributor,
  handedOver,
  lift,
  liftPack,
  liftRequest,
  paper,
  paymentOf,
  purchase,
  readService,
  requestService,
  serviceBody,
  servicePath,
  verification,
} from "../fixtures/service-story.ts"

// A lift in an old building: 60,000.00 yuan less 20,000.00 of subsidy, shared by one family in three cities.

type Over = Readonly<Record<string, unknown>>

let federation: LoanFederation
let shenyang: TestCenter
let jincheng: TestCenter
let suzhou: TestCenter
let check: ReturnType<typeof refusals>

beforeAll(async () => {
  federation = await startLoanFederation()
  ;({ H: shenyang, L: jincheng, third: suzhou } = federation)
  check = refusals(federation)
  for (const center of [shenyang, jincheng, suzhou])
    expectStatus(await center.call("PUT", "/v1/policies/2026-01-01", liftPack(center.centerId)), 201)
})
afterAll(async () => {
  check?.close()
  await federation?.stop()
})

interface Relative {
  readonly home: TestCenter
  readonly at: TestCenter
  readonly person: Person
  readonly id: ServiceCaseId
}

/** A relative of the owner asks for a share: at another city's counter than that of the account. */
const asks = async (
  seed: string,
  home: TestCenter,
  over: Over,
  holder?: { readonly person: Person; readonly accountNo: string },
): Promise<Relative> => {
  const at = home === jincheng ? shenyang : jincheng
  const { person, accountNo } = holder ?? (await contributor(home, seed))
  const { serviceCaseId: id } = await liftRequest(at, home, person, { accountNo, ...over })
  return { home, at, person, id }
}

const approve = ({ home, id }: Relative, amount: string) =>
  actOnService(home, id, "decision", approvalOf(amount))

const refused = ({ home, id }: Relative, amount: string, expected: Parameters<typeof check.refused>[2]) =>
  check.refused(home, post(servicePath(id, "decision"), { ...staff, ...approvalOf(amount) }), expected)

/** No rule of the nation speaks of a spouse: the home center says why. */
const reasoned = (amount: string) => ({ ...staff, ...approvalOf(amount, { reason: "夫妻共同购房" }) })

const overTotal = { problem: "shared-total-exceeded", rule: "WDR-002", field: "/amount" } as const

const differs = {
  problem: "fact-differs",
  rule: "WDR-004",
  // Nobody but the center that has the first use can settle it.
  centerId: O_ID,
  discloses: true,
} as const

describe("one lift, one family, one total", () => {
  it("owner, spouse, parent and child in three cities take exactly cost less subsidy, and not a fen more", async () => {
    const building = { buildingNo: "FAMILY-1", room: "501" }
    const owner = await asks("OWNER", shenyang, building)
    const of = { ...building, principal: owner.person }
    const spouse = await asks("SPOUSE", jincheng, { ...of, relation: "spouse" })
    const parent = await asks("PARENT", suzhou, { ...of, relation: "parent" })
    const child = await asks("CHILD", shenyang, { ...of, relation: "child" })

    // Nobody has used the total yet: what the lift costs the family is what binds.
    await refused(owner, "40000.01", { problem: "over-allowed-part", rule: "WDR-001", field: "/amount" })
    expect(await approve(owner, "10000.00")).toMatchObject({ check: { mostAmount: "40000.00" } })
    expect(await approve(spouse, "12345.67")).toMatchObject({ check: { mostAmount: "30000.00" } })
    await refused(parent, "17654.34", overTotal)
    await approve(parent, "17000.00")
    await refused(child, "654.34", overTotal)
    expect(await approve(child, "654.33")).toMatchObject({ status: "approved" })

    const last = await asks("BROTHER", suzhou, { ...of, relation: "child" })
    await refused(last, "0.01", overTotal)

    for (const [{ home, at, id }, amount] of [
      [owner, "10000.00"],
      [spouse, "12345.67"],
      [parent, "17000.00"],
      [child, "654.33"],
    ] as const) {
      await actOnService(home, id, "payment", paymentOf(amount))
      expect(await actOnService(at, id, "closure", handedOver)).toMatchObject({ status: "closed" })
    }
    // What is paid and closed stays used.
    await refused(last, "0.01", overTotal)
  })

  it("the four of them at once: what is approved never exceeds the total", async () => {
    const building = { buildingNo: "FAMILY-2", room: "501" }
    const owner = await asks("R-OWNER", shenyang, building)
    const of = { ...building, principal: owner.person }
    const family = [
      owner,
      await asks("R-SPOUSE", jincheng, { ...of, relation: "spouse" }),
      await asks("R-PARENT", suzhou, { ...of, relation: "parent" }),
      await asks("R-CHILD", shenyang, { ...of, relation: "child" }),
    ]
    const race = raceIn(() => federation)
    const answers = await race(
      ...family.map(({ home, id }) => [home, servicePath(id, "decision"), approvalOf("15000.00")] as const),
    )
    expect(outcomesOf(answers)).toEqual(["200", "200", "shared-total-exceeded", "shared-total-exceeded"])
    const undecided = []
    for (const relative of family)
      if ((await readService(relative.home, relative.id)).status === "submitted") undecided.push(relative)
    const [first, second] = undecided
    if (first === undefined || second === undefined) throw new Error("two were refused")
    await refused(first, "10000.01", overTotal)
    await approve(first, "10000.00")
    await refused(second, "0.01", overTotal)
  })

  it("another household of the same building has its own share", async () => {
    const upstairs = await asks("UPSTAIRS", shenyang, { buildingNo: "SHARED-3", room: "601" })
    const downstairs = await asks("DOWNSTAIRS", jincheng, { buildingNo: "SHARED-3", room: "502" })
    await approve(upstairs, "40000.00")
    expect(await approve(downstairs, "40000.00")).toMatchObject({ status: "approved" })
  })

  it("the same building and room, however they are typed, are one", async () => {
    const first = await asks("TYPED", shenyang, { buildingNo: "AB-4", room: "501" })
    await approve(first, "39999.99")
    const spouse = { relation: "spouse", principal: first.person }
    const again = await asks("RETYPED", jincheng, { buildingNo: "ａｂ-４", room: "５０１", ...spouse })
    await refused(again, "0.02", overTotal)
    expect(await approve(again, "0.01")).toMatchObject({ status: "approved" })
  })
})

describe("who and what does not fit the lift", () => {
  it("a stranger: neither by claiming the home, nor as anybody that the rule does not name", async () => {
    const building = { buildingNo: "STRANGER-5", room: "501" }
    const owner = await asks("REAL-OWNER", shenyang, building)
    await approve(owner, "1000.00")
    const claimant = await asks("CLAIMANT", suzhou, building)
    await refused(claimant, "1.00", differs)
    const of = { ...building, principal: owner.person }
    const heir = await asks("HEIR", suzhou, { ...of, relation: "heir" })
    await refused(heir, "1.00", { problem: "withdrawal-not-allowed", rule: "WDR-010" })
    const other = makePerson("not-the-owner")
    const confused = await asks("CONFUSED", jincheng, { ...of, principal: other, relation: "spouse" })
    await refused(confused, "1.00", differs)
  })

  it("a relative who names no owner, an owner who names one, a friend, a subsidy above the cost", async () => {
    const { person } = await contributor(shenyang, "ODD")
    const sent = (over: Over) => {
      const details = { matter: "otherWithdrawal", accountNo: "SVC-ODD", withdrawal: lift(over) }
      return post(
        "/v1/service-cases",
        serviceBody(shenyang, person, details, { mode: "agent", situation: "lift" }),
      )
    }
    const at = "/details/withdrawal"
    await check.refused(jincheng, sent({ relation: "child" }), invalid("VAL-008", `${at}/principal`))
    await check.refused(
      jincheng,
      sent({ principal: makePerson("other") }),
      invalid("WDR-010", `${at}/principal`),
    )
    await check.refused(jincheng, sent({ relation: "friend" }), invalid("VAL-001", `${at}/relation`))
    await check.refused(jincheng, sent({ subsidy: "60000.01" }), invalid("WDR-002", `${at}/subsidy`))
  })

  it("other figures for the same lift, even by one fen of the subsidy", async () => {
    const building = { buildingNo: "FIGURES-6", room: "501" }
    const owner = await asks("FIGURES", shenyang, building)
    await approve(owner, "1.00")
    const of = { ...building, principal: owner.person, relation: "spouse" }
    for (const [seed, over] of [
      ["MORECOST", { cost: "60000.01" }],
      ["LESSAID", { subsidy: "19999.99" }],
    ] as const) {
      const spouse = await asks(seed, jincheng, { ...of, ...over })
      await refused(spouse, "1.00", differs)
    }
  })

  it("the same person at two centers, with an old account and a new one", async () => {
    const building = { buildingNo: "TWICE-7", room: "501" }
    const old = await contributor(shenyang, "OLDHOME", { status: "02" })
    const { version } = await openAccount(jincheng, old.person, "SVC-NEWHOME")
    const body = { segments }
    expectStatus(
      await jincheng.call("PUT", "/v1/accounts/SVC-NEWHOME/segments", body, { ifMatch: version }),
      200,
    )
    const first = await asks("OLDHOME", shenyang, building, old)
    await approve(first, "1000.00")
    const there = { person: old.person, accountNo: "SVC-NEWHOME" }
    const second = await asks("NEWHOME", jincheng, building, there)
    await refused(second, "1000.00", { ...differs, problem: "fact-used", rule: "WDR-003" })
  })
})

/** What one of the family asks for a home that was bought, at another counter than the account's. */
const bought = async (
  home: TestCenter,
  { person, accountNo }: { readonly person: Person; readonly accountNo: string },
  over: Over,
): Promise<Relative> => {
  const at = home === suzhou ? shenyang : suzhou
  const documents = [await paper(at, "purchaseContract")]
  const details = { matter: "purchaseWithdrawal", accountNo, withdrawal: purchase(over) }
  const body = serviceBody(home, person, details, { mode: "joint", situation: "newHome", documents })
  const { serviceCaseId: id } = await requestService(at, body)
  await actOnService(at, id, "verification", verification)
  return { home, at, person, id }
}

const approveBought = ({ home, id }: Relative, amount: string) =>
  actOnService(home, id, "decision", reasoned(amount))
const refusedBought = (
  { home, id }: Relative,
  amount: string,
  expected: Parameters<typeof check.refused>[2],
) => check.refused(home, post(servicePath(id, "decision"), reasoned(amount)), expected)

describe("one home that was bought", () => {
  it("not for one person in two cities, but for the couple within its price", async () => {
    const old = await contributor(shenyang, "BUYER", { status: "02" })
    const { version } = await openAccount(jincheng, old.person, "SVC-BUYER2")
    const path = "/v1/accounts/SVC-BUYER2/segments"
    expectStatus(await jincheng.call("PUT", path, { segments }, { ifMatch: version }), 200)
    const home = { contractNo: "HT-COUPLE", price: "50000.00" }
    const first = await bought(shenyang, old, home)
    await approve(first, "30000.00")
    const again = await bought(jincheng, { person: old.person, accountNo: "SVC-BUYER2" }, home)
    await refused(again, "1.00", { ...differs, problem: "fact-used", rule: "WDR-003" })
    const spouse = await contributor(suzhou, "BUYERS-SPOUSE")
    const of = { relation: "spouse", principal: old.person }
    const couple = await bought(suzhou, spouse, { ...home, ...of })
    await refusedBought(couple, "20000.01", overTotal)
    expect(await approveBought(couple, "20000.00")).toMatchObject({ status: "approved" })
  })

  it("with a loan: the couple takes the rest of the price, and nobody more by leaving the loan out", async () => {
    const home = { contractNo: "HT-LOAN", price: "50000.00", loanAmount: "20000.00" }
    const owner = await contributor(shenyang, "BORROWER")
    const first = await bought(shenyang, owner, home)
    expect(await approve(first, "25000.00")).toMatchObject({ check: { mostAmount: "30000.00" } })
    const of = { relation: "spouse", principal: owner.person }
    const forgetful = await contributor(jincheng, "FORGETFUL")
    const { loanAmount: _loan, ...without } = home
    await refusedBought(await bought(jincheng, forgetful, { ...without, ...of }), "1.00", differs)
    const spouse = await bought(suzhou, await contributor(suzhou, "HONEST"), { ...home, ...of })
    await refusedBought(spouse, "5000.01", overTotal)
    expect(await approveBought(spouse, "5000.00")).toMatchObject({ status: "approved" })
  })

  it("is one in whatever district and however its number is typed", async () => {
    const price = "40000.00"
    const owner = await contributor(shenyang, "SPELLER")
    const first = await bought(shenyang, owner, { region: "140502", contractNo: "HT-2026-09001", price })
    await approve(first, "39999.99")
    const of = { price, relation: "spouse", principal: owner.person }
    const spouse = await contributor(jincheng, "RESPELLER")
    // Cyrillic letters, a numeral for a dash, a county-level city of the same city.
    const typed = { ...of, region: "140581", contractNo: "нт2026一０9001号" }
    const again = await bought(jincheng, spouse, typed)
    await refusedBought(again, "0.02", overTotal)
    expect(await approveBought(again, "0.01")).toMatchObject({ status: "approved" })
    const other = await contributor(suzhou, "OTHER-NUMBER")
    const another = await bought(suzhou, other, { region: "140500", contractNo: "HT-2026-9001", price })
    expect(await approve(another, "40000.00")).toMatchObject({ status: "approved" })
  })

  it("is not named by a province, by no city, by a person, nor with a loan of its whole price", async () => {
    const { person } = await contributor(shenyang, "UNNAMED")
    const sent = (over: Over) => {
      const details = { matter: "purchaseWithdrawal", accountNo: "SVC-UNNAMED", withdrawal: purchase(over) }
      return post(
        "/v1/service-cases",
        serviceBody(shenyang, person, details, { mode: "joint", situation: "newHome" }),
      )
    }
    const at = "/details/withdrawal"
    for (const region of ["140000", "999999", "160100"])
      await check.refused(suzhou, sent({ region }), invalid("VAL-001", `${at}/region`))
    const contractNo = `HT-${person.documentNumber}`
    await check.refused(suzhou, sent({ contractNo }), invalid("VAL-001", `${at}/contractNo`))
    const lent = { price: "50000.00", loanAmount: "50000.00" }
    await check.refused(suzhou, sent(lent), invalid("WDR-002", `${at}/loanAmount`))
  })
})
