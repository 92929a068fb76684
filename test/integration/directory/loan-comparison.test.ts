import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Consent } from "../../../contracts/consents.ts"
import { LoanComparisonResponse, LoanQuoteResponse } from "../../../contracts/loan-quotes.ts"
import { PolicyPack } from "../../../contracts/policies.ts"
import type { Person } from "../../../contracts/primitives.ts"
import { loan } from "../../../tools/command/loan-command.ts"
import type { Session } from "../../../tools/command/command.ts"
import type { Language } from "../../../tools/language.ts"
import { makePerson } from "../../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  openAccount,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../../fixtures/federation.ts"

// A family that pays in Shenyang and could buy in several cities; Jincheng asks for it, with its consent.

let federation: Federation
let jincheng: TestCenter
let shenyang: TestCenter
const person = makePerson("compared", 1990)

const putPack = async (center: TestCenter): Promise<void> => {
  const file = new URL(`../../../contracts/starter/policies/${center.centerId}.json`, import.meta.url)
  const pack = PolicyPack.parse(JSON.parse(readFileSync(file, "utf8")))
  expectStatus(await center.call("PUT", `/v1/policies/${pack.effectiveFrom}`, pack), 201)
}

beforeAll(async () => {
  federation = await startFederation()
  ;[jincheng, shenyang] = await Promise.all([federation.onboard(I_ID), federation.onboard(O_ID)])
  await federation.onboard(THIRD_ID)
  await Promise.all([putPack(jincheng), putPack(shenyang)])
  const opened = await openAccount(shenyang, person, "HOME1")
  const segment = {
    contributorType: "employee",
    accountKind: "basic",
    origin: { kind: "local" },
    from: "2020-01",
    to: "2026-11",
    principal: "30000.00",
    interest: "0.00",
    contributions: "30000.00",
    subsidy: "0.00",
    monthlyContribution: "1500.00",
  }
  const put = await shenyang.call(
    "PUT",
    "/v1/accounts/HOME1/segments",
    { segments: [segment] },
    { ifMatch: opened.version },
  )
  expectStatus(put, 200)
}, 240_000)

afterAll(() => federation?.stop())

const wish = {
  on: "2026-11-21",
  price: "2000000.00",
  termMonths: 360,
  firstHome: true,
  monthlyIncome: "20000.00",
}
const askedWith = (consent?: string, who: Person = person) => ({
  centerIds: [THIRD_ID, I_ID, O_ID],
  applicants: [{ person: who, ...(consent === undefined ? {} : { consent }) }],
  ...wish,
})
const consentFor = async (over: object = {}): Promise<string> => {
  const body = { person, purpose: "loanQuote", verifiedBy: "app", ...over }
  return Consent.parse(expectStatus(await shenyang.call("POST", "/v1/consents", body), 201)).consentCode
}
const path = "/v1/loan-quotes/comparison"

describe("a comparison over the record of another center", () => {
  test("is opened by a consent, once, and answers each center by its own policy", async () => {
    expect(await jincheng.problem("POST", path, askedWith())).toMatchObject({ code: "3031", rule: "QUO-002" })
    const consent = await consentFor()
    const answer = expectStatus(await jincheng.call("POST", path, askedWith(consent)), 200)
    const { quotes, best } = LoanComparisonResponse.parse(answer)
    // 25 x 30,000.00 at both; no pack was put for the third.
    expect(quotes).toMatchObject([
      { outcome: "quoted", quote: { amount: "750000.00", bindingConstraint: "base" } },
      { outcome: "quoted", quote: { amount: "750000.00", bindingConstraint: "base" } },
      { centerId: THIRD_ID, outcome: "refused", problem: "policy-not-found" },
    ])
    expect(best).toBe(0)
    expect(await jincheng.problem("POST", path, askedWith(consent))).toMatchObject({
      rule: "LON-013",
      field: "/applicants/0/consent",
    })
  })

  test("is opened to the center named in the consent only, and for this person", async () => {
    const consent = await consentFor({ grantedTo: THIRD_ID })
    expect((await jincheng.problem("POST", path, askedWith(consent))).field).toBe("/applicants/0/consent")
    const other = await consentFor()
    const asked = askedWith(other, makePerson("somebody-else", 1988))
    expect((await jincheng.problem("POST", path, asked)).field).toBe("/applicants/0/consent")
  })

  test("a quote of one center takes the same consent", async () => {
    const body = { centerId: I_ID, applicants: [{ person, consent: await consentFor() }], ...wish }
    const answer = expectStatus(await jincheng.call("POST", "/v1/loan-quotes", body), 200)
    expect(LoanQuoteResponse.parse(answer)).toMatchObject({ balance: "30000.00", amount: "750000.00" })
  })

  test("a consent that was given under a document that has been replaced since opens the quote", async () => {
    const former = { documentType: "02", documentNumber: "COMPARED1", name: "示乙一" } as const
    const current = { ...former, documentNumber: "COMPARED2" }
    await openAccount(shenyang, former, "HOME2")
    const consent = await consentFor({ person: former })
    const body = { centerId: I_ID, applicants: [{ person: current, consent }], ...wish }
    expect((await jincheng.problem("POST", "/v1/loan-quotes", body)).rule).toBe("LON-013")
    const link = { current, former, evidence: "换发证件", ...staff }
    expectStatus(await shenyang.call("POST", "/v1/persons/links", link), 201)
    expectStatus(await jincheng.call("POST", "/v1/loan-quotes", body), 200)
  })

  test("the home center needs none", async () => {
    expectStatus(await shenyang.call("POST", path, askedWith()), 200)
  })
})

const unused = (): never => {
  throw new Error("not for these commands")
}

/** What `hub loan ...` prints, without a process around it. */
const printed = async (language: Language, args: readonly string[]): Promise<string> => {
  const lines: string[] = []
  const session: Session = {
    language,
    folder: "",
    flags: {},
    url: "",
    audience: "",
    caller: unused,
    key: unused,
    client: unused,
    say: (line) => line[language],
    print: (line) => void lines.push(line),
    note: unused,
    ask: async (method, target, { body, ...rest } = {}) =>
      shenyang.call(method, target, body instanceof Uint8Array ? Buffer.from(body) : body, rest),
  }
  await loan.run(session, args)
  return lines.join("\n")
}

describe("the command line", () => {
  test("hub loan compare prints a row a center", async () => {
    const body = JSON.stringify({ ...askedWith(), monthlyIncome: "5000.00" })
    const told = await printed("en", ["compare", body])
    expect(told).toContain("lends most: ")
    expect(told).toContain("No policy is in force on that day")
    expect(told).toMatch(/^2 .*repayment capacity {2,}2\.6 %/m)
  })

  test("hub loan quote prints steps, sources and both methods", async () => {
    const body = JSON.stringify({ centerId: I_ID, applicants: [{ person }], ...wish })
    const told = await printed("zh", ["quote", body])
    expect(told).toContain("可贷 750,000.00 元（以“缴存核算额度”为限）")
    expect(told).toContain("等额本息")
    expect(told).toContain("余额 30,000.00，倍数 25，身份 单位缴存，账户 基本")
    expect(told).toContain("晋城住房公积金贷款政策")
  })

  test("hub loan quote says why not", async () => {
    const body = JSON.stringify({ centerId: I_ID, applicants: [{ person }], ...wish, loansBefore: 2 })
    const told = await printed("en", ["quote", body])
    expect(told).toContain("Not eligible now; would be 750,000.00 yuan (bound by: by contributions)")
    expect(told).toContain("✗ loans before  applicant 1  used 2, at most 2")
    expect(told).not.toContain("equal instalments")
  })
})
