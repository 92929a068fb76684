import { describe, expect, it } from "vitest"
import { LoanComparisonRequest, LoanComparisonResponse } from "../../../contracts/loan-quotes.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import {
  AccountNo,
  CenterId,
  ConsentCode,
  ContractNo,
  Instant,
  LocalDate,
  OffsiteLoanId,
  PersonRef,
} from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import type { PersonRecord } from "../../../functions/domain/account/account-record.ts"
import type { ConsentRecord } from "../../../functions/domain/consent/consent-record.ts"
import { compareLoanQuotes } from "../../../functions/use-cases/compare-loan-quotes.ts"
import type { QuoteLoanNeeds } from "../../../functions/use-cases/quote-loan.ts"
import { makePerson } from "../../../tools/make-person.ts"
import { cited, inventedPack, on, segment } from "./quote-question.ts"

// The use case over stores that hold one person with one account at one center.

const center = (digit: string) => CenterId.parse(digit.repeat(15))
const [home, first, second, third] = [center("1"), center("2"), center("3"), center("4")]
const now = Instant.parse("2026-11-21T02:00:00.000Z")
const ref = PersonRef.parse(`prs_${"a".repeat(22)}`)
const code = ConsentCode.parse("cns_01K0000000000000000000000A")
const person = makePerson("compared", 1990)
const spouseRef = PersonRef.parse(`prs_${"c".repeat(22)}`)
const spouse = makePerson("compared-spouse", 1991)

const account: PersonRecord["accounts"][number] = {
  personRef: ref,
  nameMac: "mac",
  centerId: home,
  accountNo: AccountNo.parse("A1"),
  accountKind: "basic",
  contributorType: "employee",
  status: "01",
  statusSince: LocalDate.parse("2020-01-01"),
  openedOn: LocalDate.parse("2020-01-01"),
  contested: false,
  holds: [],
  version: 1,
}
const known: PersonRecord = {
  personRef: ref,
  accounts: [account],
  openTransfers: [],
  findings: [],
  loans: [],
  offsiteLoans: [],
  openServices: [],
}
const consent: ConsentRecord = {
  consentCode: code,
  personRef: ref,
  nameMac: "mac",
  issuedBy: home,
  purpose: "loanQuote",
  verifiedBy: "app",
  issuedAt: now,
  expiresAt: Instant.parse("2026-11-21T16:00:00.000Z"),
}

const capped = (centerId: CenterId, amount: string, more: object = {}): PolicyPack => ({
  ...inventedPack({ caps: [{ amount, ...cited }], ...more }),
  centerId,
})
const packs = [
  capped(home, "500000.00"),
  capped(first, "900000.00"),
  capped(second, "700000.00", { loanToValue: [{ share: "0.10", when: { firstHome: false }, ...cited }] }),
]

const owed: PersonRecord["loans"][number] = {
  centerId: center("7"),
  contractNo: ContractNo.parse("C1"),
  personRef: ref,
  role: "coBorrower",
  kind: "hpf",
  status: "unsettled",
  grantedOn: on,
  contested: false,
  version: 1,
}

interface Stores {
  readonly reads: string[]
  readonly needs: QuoteLoanNeeds
}

const storesWith = (
  over: {
    person?: Partial<PersonRecord>
    spouse?: Partial<PersonRecord>
    consent?: Partial<ConsentRecord>
  } = {},
): Stores => {
  const reads: string[] = []
  const needs: QuoteLoanNeeds = {
    identify: ({ documentNumber }) =>
      Promise.resolve({
        personRef: documentNumber === spouse.documentNumber ? spouseRef : ref,
        nameMac: "mac",
      }),
    readPerson: (asked) => {
      reads.push(asked === spouseRef ? "spouse" : "person")
      return Promise.resolve(
        asked === spouseRef
          ? { ...known, accounts: [], personRef: spouseRef, ...over.spouse }
          : { ...known, personRef: asked, ...over.person },
      )
    },
    readSegments: () => {
      reads.push("segments")
      const kept = {
        ...segment("employee", ["2020-01", "2026-11"], "50000.00"),
        contributions: segment("employee", ["2020-01", "2026-11"], "50000.00").principal,
        subsidy: segment("employee", ["2020-01", "2026-11"], "0.00").principal,
      }
      return Promise.resolve([{ segments: [kept] }])
    },
    readCase: () => Promise.resolve(undefined),
    readConsent: (asked) => Promise.resolve(asked === code ? { ...consent, ...over.consent } : undefined),
    readCenter: (centerId) =>
      Promise.resolve(
        centerId === third
          ? undefined
          : {
              centerId: CenterId.parse(centerId),
              name: "某中心",
              kind: "center",
              settlesOwnBooks: true,
              standing: "active",
              standingSince: now,
              validFrom: LocalDate.parse("2026-01-01"),
              provinceCode: "990000",
              closingDays: [],
              version: 1,
            },
      ),
    readPolicies: (centerId) =>
      Promise.resolve(
        packs.filter((pack) => pack.centerId === centerId).map((pack) => ({ pack, hash: "0".repeat(64) })),
      ),
    nationalRules,
  }
  return { reads, needs }
}

const asking = (over: object = {}) =>
  LoanComparisonRequest.parse({
    centerIds: [home, first, second],
    on,
    applicants: [{ person }],
    price: "2000000.00",
    termMonths: 360,
    firstHome: true,
    monthlyIncome: "40000.00",
    ...over,
  })

const compare = ({ needs }: Stores, body: LoanComparisonRequest, callerId: CenterId = home) =>
  compareLoanQuotes(needs)({
    callerId,
    now,
    nowMs: Date.parse(now),
    body,
    params: {},
    query: {},
    newId: (prefix) => prefix,
    keyRestricted: false,
  })

const compared = async (...question: Parameters<typeof compare>) => {
  const result = await compare(...question)
  if (result.outcome !== "disclosed") throw new Error(JSON.stringify(result))
  return { ...result, answer: LoanComparisonResponse.parse(result.answer) }
}
const amountsOf = ({ quotes }: LoanComparisonResponse) =>
  quotes.map((line) => (line.outcome === "quoted" ? line.quote.amount : line.problem))

const problemFor = async (...question: Parameters<typeof compare>) => {
  const result = await compare(...question)
  return result.outcome === "refused" ? result : undefined
}

describe("a comparison", () => {
  it("puts the highest amount first", async () => {
    const { answer } = await compared(storesWith(), asking())
    expect(answer.quotes.map(({ centerId }) => centerId)).toEqual([first, second, home])
    expect(amountsOf(answer)).toEqual(["900000.00", "700000.00", "500000.00"])
    expect(answer.best).toBe(0)
  })
  it("reads the record once, and discloses and charges it once", async () => {
    const stores = storesWith()
    const { disclosure } = await compared(stores, asking())
    expect(stores.reads).toEqual(["person", "segments"])
    expect(disclosure).toEqual({ personRefs: [ref], purpose: "loan-comparison", points: 1, found: "quoted" })
  })
  it("puts a center that gives no quote last, with its reason, and holds up no other", async () => {
    const { answer } = await compared(storesWith(), asking({ centerIds: [third, center("5"), second] }))
    // The third is in no directory; what the fake says of the fifth has no policy.
    expect(amountsOf(answer)).toEqual(["700000.00", "unknown-center", "policy-not-found"])
  })
  it("has no best where nobody lends", async () => {
    const none = await compared(storesWith(), asking({ loansBefore: 2 }))
    expect(amountsOf(none.answer)).toEqual(["0.00", "0.00", "0.00"])
    expect(none.answer.best).toBeUndefined()
    const refused = await compared(storesWith(), asking({ centerIds: [third] }))
    expect(refused.answer.best).toBeUndefined()
  })
  it("counts the loans that the registry knows, wherever they are", async () => {
    const { answer } = await compared(storesWith({ person: { loans: [owed] } }), asking())
    expect(amountsOf(answer)).toEqual(["0.00", "0.00", "0.00"])
    expect(JSON.stringify(answer)).not.toContain(owed.centerId)
  })
  it("lets a center find a first home where others do not", async () => {
    const { answer } = await compared(
      storesWith(),
      asking({ centerIds: [first, second], firstHome: false, firstHomeIn: [second] }),
    )
    expect(amountsOf(answer)).toEqual(["900000.00", "700000.00"])
    const further = await compared(storesWith(), asking({ centerIds: [first, second], firstHome: false }))
    expect(amountsOf(further.answer)).toEqual(["900000.00", "200000.00"])
  })
})

describe("a spouse who does not apply", () => {
  const withSpouse = asking({ spouse })

  it("bars by what is owed, of which neither center nor number is told, and is never asked for an account", async () => {
    const stores = storesWith({
      spouse: { accounts: known.accounts, loans: [{ ...owed, personRef: spouseRef }] },
    })
    const { answer, disclosure } = await compared(stores, withSpouse)
    expect(amountsOf(answer)).toEqual(["0.00", "0.00", "0.00"])
    expect(JSON.stringify(answer)).not.toContain(owed.centerId)
    const [line] = answer.quotes
    if (line?.outcome !== "quoted") throw new Error("no quote")
    expect(line.quote).toMatchObject({
      loansBefore: 0,
      balance: "50000.00",
      reasons: [{ rule: "unsettled-loan", applicant: 1, figures: {} }],
    })
    expect(stores.reads).toEqual(["person", "spouse", "segments"])
    expect(disclosure).toMatchObject({ personRefs: [ref, spouseRef], points: 2 })
  })
  it("is charged as a guess when nobody knows the number", async () => {
    const { disclosure } = await compared(storesWith(), withSpouse)
    expect(disclosure).toMatchObject({ personRefs: [ref, spouseRef], points: 6 })
  })
  it("who applies as well is counted, disclosed and charged once", async () => {
    const { answer, disclosure } = await compared(storesWith(), asking({ spouse: person }))
    expect(disclosure).toMatchObject({ personRefs: [ref], points: 1 })
    const [line] = answer.quotes
    if (line?.outcome !== "quoted") throw new Error("no quote")
    // Nobody is behind the figures but the applicant: they are told.
    expect(line.quote.steps.find(({ rule }) => rule === "unsettled-loan")?.figures).toEqual({
      applicant: "1",
      unsettled: "0",
    })
  })
  it("is not read for who may not read the applicants", async () => {
    const stores = storesWith()
    expect(await problemFor(stores, withSpouse, first)).toMatchObject({
      problem: "consent-missing",
      disclosure: { personRefs: [ref], points: 5 },
    })
    expect(stores.reads).toEqual(["person"])
  })
})

describe("who may read the record", () => {
  const withConsent = asking({ applicants: [{ person, consent: code }] })

  it("is no stranger", async () => {
    expect(await problemFor(storesWith(), asking(), first)).toMatchObject({
      problem: "consent-missing",
      rule: "QUO-002",
      disclosure: { points: 5 },
    })
  })
  it("is who is shown a consent, which the answer uses up, once for all centers", async () => {
    const { answer, spends } = await compared(storesWith(), withConsent, first)
    expect(amountsOf(answer)[0]).toBe("900000.00")
    expect(spends).toEqual([{ kind: "spendConsent", consentCode: code, by: first }])
  })
  it("is the loan center of an off-site case, for the home center's record", async () => {
    const offsiteLoanId = OffsiteLoanId.parse("lnc_01K0000000000000000000000A")
    const offsiteLoans = [{ offsiteLoanId, loanCenterId: first, homeCenterId: home }]
    const { answer, spends } = await compared(storesWith({ person: { offsiteLoans } }), asking(), first)
    expect(amountsOf(answer)[0]).toBe("900000.00")
    expect(spends).toEqual([])
    expect(await problemFor(storesWith({ person: { offsiteLoans } }), asking(), second)).toMatchObject({
      problem: "consent-missing",
    })
  })
  it.each([
    ["used before", { usedBy: second }],
    ["expired", { expiresAt: now }],
    ["for another purpose", { purpose: "offsiteLoan" as const }],
    ["for another center", { grantedTo: second }],
    ["of another person", { personRef: PersonRef.parse(`prs_${"b".repeat(22)}`) }],
    ["under another name", { nameMac: "another" }],
  ])("is nobody by a consent %s", async (_, over) => {
    expect(await problemFor(storesWith({ consent: over }), withConsent, first)).toMatchObject({
      problem: "consent-invalid",
      rule: "LON-013",
      field: "/applicants/0/consent",
    })
  })
  it("is nobody by a code that was never given", async () => {
    const unknown = asking({ applicants: [{ person, consent: "cns_01K0000000000000000000000B" }] })
    expect(await problemFor(storesWith(), unknown, first)).toMatchObject({ problem: "consent-invalid" })
  })
})

const accepts = (over: object) => LoanComparisonRequest.safeParse({ ...asking(), ...over }).success

describe("the request", () => {
  it.each([
    ["no center", { centerIds: [] }],
    [
      "eleven centers",
      { centerIds: Array.from({ length: 11 }, (_, index) => String(index).padStart(15, "1")) },
    ],
    ["a center twice", { centerIds: [home, home] }],
    ["a first home where nobody was asked", { firstHomeIn: [third] }],
    ["a whole schedule", { withSchedule: "equalPrincipal" }],
    ["one center", { centerId: home }],
  ])("is refused with %s", (_, over) => {
    expect(accepts({})).toBe(true)
    expect(accepts(over)).toBe(false)
  })
})
