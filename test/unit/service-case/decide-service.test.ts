import { describe, expect, it } from "vitest"
import type { Hold } from "../../../contracts/accounts.ts"
import { HoldId, LocalDate, PersonRef } from "../../../contracts/primitives.ts"
import { ServiceDetails } from "../../../contracts/service-cases.ts"
import type { Change } from "../../../functions/domain/change.ts"
import { decideServiceCase } from "../../../functions/domain/service-case/decide-service-case.ts"
import type {
  ServiceContext,
  ServiceOutcome,
} from "../../../functions/domain/service-case/service-decision.ts"
import type { HousingFact } from "../../../functions/domain/withdrawal/withdrawal-record.ts"
import {
  account,
  applicant,
  commands,
  contextOf,
  H,
  id,
  inStatus,
  judgment,
  query,
  R,
  yuan,
} from "./stage.ts"

const today = LocalDate.parse("2026-09-01")
const hold = (over: Partial<Hold>): Hold => ({
  holdId: HoldId.parse("hld_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
  ground: "judicial",
  scope: ["withdrawal", "transfer"],
  from: today,
  ...over,
})
const decide = (over: Partial<ServiceContext> = {}, body: object = {}): ServiceOutcome =>
  decideServiceCase(
    inStatus("verified"),
    { action: "decision", body: { ...commands.decision.body, ...body } },
    contextOf(["home"], over),
  )
const changesOf = (outcome: ServiceOutcome): readonly Change[] =>
  outcome.outcome === "accepted" ? outcome.changes : []
const kindsOf = (outcome: ServiceOutcome): readonly string[] => changesOf(outcome).map(({ kind }) => kind)

describe("the home center approves a withdrawal", () => {
  it("holds the account until the money has left, and writes what leaves", () => {
    const outcome = decide()
    expect(kindsOf(outcome)).toEqual([
      "saveCase",
      "recordCaseHistory",
      "saveAccount",
      "recordAccountHistory",
      "saveWithdrawals",
      "expectLoanGuard",
      "tell",
    ])
    const saved = changesOf(outcome).find((change) => change.kind === "saveAccount")
    expect(saved).toMatchObject({
      account: { version: 6, holds: [{ ground: "withdrawal", scope: ["closing", "transfer"], caseId: id }] },
    })
    const ledger = changesOf(outcome).find((change) => change.kind === "saveWithdrawals")
    // Flexible money first: 10,000.00 of it, and 20,000.00 of the employee part.
    expect(ledger).toMatchObject({
      ledger: {
        entries: [
          {
            caseId: id,
            purpose: "purchase",
            amount: "30000.00",
            taken: { flexible: "10000.00", employee: "20000.00" },
          },
        ],
      },
    })
  })

  it.each([
    ["the account is another's", { homeAccountIsAnothers: true }, "account-of-another-person"],
    ["the account is closed", { homeAccount: account({ status: "05" }) }, "account-already-closed"],
    ["a court holds it", { homeAccount: account({ holds: [hold({})] }) }, "account-held"],
    [
      "a transfer is on its way",
      { homeAccount: account({ holds: [hold({ ground: "transferOut" })] }) },
      "account-held",
    ],
    ["the rules say no", { judgment: judgment({ verdict: "notAllowed" }) }, "withdrawal-not-allowed"],
    [
      "more is asked than may leave",
      { judgment: judgment({ mostAmount: yuan("29999.99") }) },
      "over-allowed-part",
    ],
    [
      "no rule decides and no reason is given",
      { judgment: judgment({ verdict: "homeDecides" }) },
      "reason-missing",
    ],
  ] as const)("but not when %s", (_, over, problem) => {
    expect(decide(over)).toMatchObject({ outcome: "refused", problem, caseId: id })
  })

  it("but not of an account that nobody registered", () => {
    const { homeAccount: _account, ...context } = contextOf(["home"])
    expect(decideServiceCase(inStatus("verified"), commands.decision, context)).toMatchObject({
      problem: "account-not-registered",
    })
  })

  it("a mark of an off-site loan bars nothing by itself: the rules judge what goes to the loan", () => {
    const marked = account({
      holds: [hold({ ground: "loanMark", scope: ["closing", "transfer", "withdrawal"] })],
    })
    expect(decide({ homeAccount: marked }).outcome).toBe("accepted")
  })

  it("decides with a reason where no rule does", () => {
    const outcome = decide({ judgment: judgment({ verdict: "homeDecides" }) }, { reason: "材料齐全" })
    expect(outcome).toMatchObject({ outcome: "accepted", case: { decision: { reason: "材料齐全" } } })
  })

  it("asks for an amount, of a withdrawal and of a withdrawal only", () => {
    expect(decide({}, { amount: undefined })).toMatchObject({ problem: "invalid-request", rule: "VAL-008" })
    expect(decide({}, { amount: yuan("0.00") })).toMatchObject({
      problem: "invalid-request",
      rule: "VAL-006",
    })
    const { amount: _amount, ...plain } = commands.decision.body
    const question = inStatus("submitted", { mode: "agent", details: query })
    const { judgment: _judgment, ...context } = contextOf(["home"])
    expect(decideServiceCase(question, { action: "decision", body: plain }, context).outcome).toBe("accepted")
    expect(decideServiceCase(question, commands.decision, context)).toMatchObject({
      problem: "invalid-request",
      rule: "VAL-007",
    })
  })

  it("not without the papers that the catalogue requires", () => {
    const lacking = inStatus("verified", { required: ["purchaseContract"] })
    expect(decideServiceCase(lacking, commands.decision, contextOf(["home"]))).toMatchObject({
      problem: "document-missing",
      rule: "DOC-001",
    })
  })

  it("not what the receiving center could not verify: that it may only refuse", () => {
    const unverified = inStatus("notVerified")
    expect(decideServiceCase(unverified, commands.decision, contextOf(["home"]))).toMatchObject({
      problem: "action-not-allowed",
      rule: "SVC-004",
    })
    const no = { action: "decision", body: { outcome: "refused", reasonCode: "fact-not-verified" } } as const
    const staffed = { ...no, body: { ...no.body, ...staffOf() } }
    expect(decideServiceCase(unverified, staffed, contextOf(["home"])).outcome).toBe("accepted")
  })
})

const staffOf = () => {
  const { handler, reviewer } = commands.decision.body
  return { handler, reviewer }
}

const spouse = PersonRef.parse(`prs_${"B".repeat(22)}`)
const earlier = {
  caseId: "svc_other",
  personRef: spouse,
  centerId: R,
  amount: yuan("20000.00"),
  usedOn: today,
}
const known = (over: Partial<HousingFact> = {}): HousingFact => ({
  fact: "purchase#140500#HT-1",
  principalRef: applicant,
  total: yuan("50000.00"),
  uses: [earlier],
  version: 4,
  ...over,
})
const withFact = (fact: HousingFact) => ({
  fact: { key: fact.fact, total: yuan("50000.00"), known: fact, principalRef: applicant },
})

describe("a housing fact", () => {
  it("is used to the fen of what is left, under its next version", () => {
    expect(changesOf(decide(withFact(known())))).toContainEqual(
      expect.objectContaining({ kind: "saveFact", fact: expect.objectContaining({ version: 5 }) }),
    )
  })

  it.each([
    [
      "beyond its total",
      known({ uses: [{ ...earlier, amount: yuan("20000.01") }] }),
      "shared-total-exceeded",
    ],
    ["by the same person elsewhere", known({ uses: [{ ...earlier, personRef: applicant }] }), "fact-used"],
    ["under another owner", known({ principalRef: spouse }), "fact-differs"],
    ["with other figures", known({ total: yuan("50000.01") }), "fact-differs"],
  ] as const)("is not used %s", (_, fact, problem) => {
    expect(decide(withFact(fact))).toMatchObject({ outcome: "refused", problem })
  })
})

const pay = (over: Partial<ServiceContext> = {}, body: object = {}) =>
  decideServiceCase(
    inStatus("approved"),
    { action: "payment", body: { ...commands.payment.body, ...body } },
    contextOf(["home"], over),
  )

describe("the payment", () => {
  it("claims its reference, and frees the account of the case's own hold and of no other", () => {
    const other = hold({ ground: "other", scope: ["closing"] })
    const own = hold({ ground: "withdrawal", scope: ["closing", "transfer"], caseId: id })
    const outcome = pay({ homeAccount: account({ holds: [own, other] }) })
    expect(kindsOf(outcome)).toContain("claimPaymentReference")
    expect(changesOf(outcome).find((change) => change.kind === "saveAccount")).toMatchObject({
      account: { holds: [{ ground: "other" }] },
    })
  })

  it("is what was approved, not a fen more or less", () => {
    for (const amount of ["29999.99", "30000.01"])
      expect(pay({}, { amount: yuan(amount) })).toMatchObject({ problem: "amount-mismatch", rule: "SVC-005" })
  })

  it("goes on although a transfer has begun since, and stops for a court", () => {
    const transferring = account({ holds: [hold({ ground: "transferOut" })] })
    expect(pay({ homeAccount: transferring }).outcome).toBe("accepted")
    expect(pay({ homeAccount: account({ holds: [hold({})] }) })).toMatchObject({ problem: "account-held" })
  })

  it("that came back is the newest one; the account is held again", () => {
    const returned = decideServiceCase(inStatus("paid"), commands["payment-return"], contextOf(["home"]))
    expect(returned).toMatchObject({ outcome: "accepted", case: { status: "approved" } })
    expect(changesOf(returned).find((change) => change.kind === "saveAccount")).toMatchObject({
      account: { holds: [{ ground: "withdrawal", caseId: id }] },
    })
    const unknown = decideServiceCase(
      inStatus("paid", {
        payment: { reference: commands.payment.body.reference, amount: yuan("1.00"), paidOn: today },
      }),
      commands["payment-return"],
      contextOf(["home"]),
    )
    expect(unknown).toMatchObject({ problem: "payment-unknown" })
  })

  it("that came back after the end starts the case again", () => {
    const closed = inStatus("closed", { erasesAt: contextOf(["home"]).now })
    const outcome = decideServiceCase(closed, commands["payment-return"], contextOf(["home"]))
    expect(outcome).toMatchObject({ case: { status: "approved", reopenedAt: contextOf(["home"]).now } })
    expect(kindsOf(outcome)).toContain("markOpenService")
  })
})

it("opens no flexible account for somebody whose normal account is elsewhere", () => {
  const details = ServiceDetails.parse({
    matter: "flexibleAccountOpening",
    formOfWork: "newForm",
    rhythm: "month",
    monthlyContribution: "500.00",
  })
  const asked = inStatus("submitted", { mode: "agent", details })
  const { amount: _amount, ...body } = commands.decision.body
  const { judgment: _judgment, ...context } = contextOf(["home"])
  const decideBy = (centerId: typeof H) =>
    decideServiceCase(
      asked,
      { action: "decision", body },
      {
        ...context,
        person: {
          ...context.person,
          guard: {
            personRef: applicant,
            holder: { centerId, accountNo: account().accountNo },
            waiting: [],
            version: 1,
          },
        },
      },
    )
  expect(decideBy(R)).toMatchObject({ problem: "normal-account-exists", rule: "ACC-001" })
  expect(decideBy(H).outcome).toBe("accepted")
})

it("nobody tells itself what it has done", () => {
  const own = inStatus("submitted", { mode: "online", receivingCenterId: H, details: query })
  const { amount: _amount, ...body } = commands.decision.body
  const { judgment: _judgment, ...context } = contextOf(["receiving", "home"])
  expect(kindsOf(decideServiceCase(own, { action: "decision", body }, context))).not.toContain("tell")
})
