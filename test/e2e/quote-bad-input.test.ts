import { afterAll, beforeAll, describe, it } from "vitest"
import type { RuleId } from "../../contracts/rules.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  openAccount,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { loanPack } from "../fixtures/loan-pack.ts"
import { ask, invalid, refusals } from "../fixtures/refusals.ts"

let federation: Federation
let here: TestCenter
let there: TestCenter
let third: TestCenter
let refuse: ReturnType<typeof refusals>
const today = "2026-09-01"

beforeAll(async () => {
  federation = await startFederation({
    start: `${today}T01:00:00.000Z`,
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  here = await federation.onboard(O_ID)
  there = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
  refuse = refusals(federation)
})
afterAll(async () => {
  refuse?.close()
  await federation?.stop()
})

const put = (from: string, pack: object) => ({ method: "PUT", target: `/v1/policies/${from}`, body: pack })
const policy = (rule: RuleId, field: string) => ({ problem: "policy-invalid", rule, field }) as const
const people = (count: number) => Array.from({ length: count }, (_, index) => makePerson(`asked-${index}`))
const applicants = (count: number) => people(count).map((person) => ({ person }))

describe("a check and a quote", () => {
  const wish = {
    on: today,
    price: "900000.00",
    termMonths: 240,
    firstHome: true,
    monthlyIncome: "9000.00",
  }
  const quote = (over: object) =>
    ask("/v1/loan-quotes", { centerId: O_ID, applicants: applicants(1), ...wish, ...over })
  const compare = (over: object) =>
    ask("/v1/loan-quotes/comparison", { centerIds: [O_ID], applicants: applicants(1), ...wish, ...over })

  it("of five applicants, of none", async () => {
    for (const count of [5, 0]) {
      const check = ask("/v1/loan-checks", { applicants: people(count), purpose: "loan" })
      await refuse.refused(here, check, invalid("VAL-001", "/applicants"))
      await refuse.refused(here, quote({ applicants: applicants(count) }), invalid("QUO-001", "/applicants"))
      await refuse.refused(
        here,
        compare({ applicants: applicants(count) }),
        invalid("QUO-001", "/applicants"),
      )
    }
    const aimless = ask("/v1/loan-checks", { applicants: people(1), purpose: "curiosity" })
    await refuse.refused(here, aimless, invalid("VAL-001", "/purpose"))
  })

  it("a comparison of eleven centers, of none, of one twice, of a first home elsewhere", async () => {
    const eleven = Array.from({ length: 11 }, (_, index) => `9901${String(index).padStart(2, "0")}000000000`)
    for (const centerIds of [eleven, [], [O_ID, I_ID, O_ID]])
      await refuse.refused(here, compare({ centerIds }), invalid("VAL-001", "/centerIds"))
    await refuse.refused(here, compare({ firstHomeIn: [I_ID] }), invalid("VAL-001", "/firstHomeIn"))
  })

  it("a refinance without the commercial balance, and with a negative one", async () => {
    const field = "/refinance/commercialBalance"
    await refuse.refused(here, quote({ refinance: {} }), invalid("VAL-008", field))
    await refuse.refused(
      here,
      quote({ refinance: { commercialBalance: "-1.00" } }),
      invalid("VAL-006", field),
    )
    await refuse.refused(here, compare({ refinance: {} }), invalid("VAL-008", field))
  })

  it("a family with a record elsewhere and no consent", async () => {
    const person = makePerson("no-consent", 1990)
    await openAccount(there, person, "NOCONS")
    expectStatus(
      await here.call("PUT", "/v1/policies/2026-01-01", loanPack(O_ID, "2026-01-01", "500000.00")),
      201,
    )
    const missing = {
      problem: "consent-missing",
      rule: "QUO-002",
      field: "/applicants/0/person",
      discloses: true,
    } as const
    await refuse.refused(third, quote({ applicants: [{ person }] }), missing)
    await refuse.refused(third, compare({ applicants: [{ person }] }), missing)
  })
})

describe("a policy pack", () => {
  const from = "2027-01-01"
  const pack = loanPack(I_ID, from, "500000.00")
  const { loan } = pack
  const source = { source: "test-source" }
  const [multiple] = loan.base.multiples

  it.each<[string, object, RuleId, string]>([
    ["an unknown field", { surprise: 1 }, "VAL-007", "/surprise"],
    ["an unknown field of its loan", { loan: { ...loan, roof: 1 } }, "VAL-007", "/loan/roof"],
    [
      "a negative multiple",
      { loan: { ...loan, base: { ...loan.base, multiples: [{ ...multiple, multiple: "-25" }] } } },
      "VAL-001",
      "/loan/base/multiples/0/multiple",
    ],
    [
      "a negative cap",
      { loan: { ...loan, caps: [{ amount: "-1.00", ...source }] } },
      "VAL-006",
      "/loan/caps/0/amount",
    ],
    [
      "a share above one",
      { loan: { ...loan, loanToValue: [{ share: "1.01", ...source }] } },
      "VAL-001",
      "/loan/loanToValue/0/share",
    ],
    [
      "liquidity factors that overlap",
      {
        loan: {
          ...loan,
          liquidity: [
            { factor: "0.9", validFrom: "2027-01-01", validTo: "2027-06-30", ...source },
            { factor: "0.8", validFrom: "2027-06-30", ...source },
          ],
        },
      },
      "POL-002",
      "/loan/liquidity",
    ],
    ["an end before its beginning", { effectiveTo: "2026-12-31" }, "POL-002", "/effectiveTo"],
    [
      "a figure of a source that it does not have",
      { sources: [{ ...pack.sources[0], id: "other" }] },
      "POL-001",
      "/sources",
    ],
  ])("with %s", async (_name, over, rule, field) => {
    const expected = rule.startsWith("POL") ? policy(rule, field) : invalid(rule, field)
    await refuse.refused(there, put(from, { ...pack, ...over }), expected)
  })

  it("of overlapping dates, of another center, of another day, or instead of one in force", async () => {
    const ended = loanPack(I_ID, "2026-01-01", "500000.00", { effectiveTo: "2026-12-31" })
    expectStatus(await there.call("PUT", "/v1/policies/2026-01-01", ended), 201)
    const within = loanPack(I_ID, "2026-12-31", "500000.00")
    await refuse.refused(there, put("2026-12-31", within), policy("POL-002", "/effectiveTo"))
    await refuse.refused(there, put(from, { ...pack, centerId: O_ID }), policy("POL-001", "/centerId"))
    await refuse.refused(there, put("2027-02-01", pack), policy("POL-001", "/effectiveFrom"))
    const rewritten = { ...ended, version: 2 }
    await refuse.refused(there, put("2026-01-01", rewritten), policy("POL-002", "/effectiveFrom"))
  })
})
