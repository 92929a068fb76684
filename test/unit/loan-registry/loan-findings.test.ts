import { describe, expect, it } from "vitest"
import { FindingId, HoldId, LocalDate, OffsiteLoanId } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../../../functions/domain/account/account-record.ts"
import { ownLoansBar } from "../../../functions/domain/loan-registry/loan-bar.ts"
import { loanFindingsFor, type LoanQuestion } from "../../../functions/domain/loan-registry/loan-findings.ts"
import { aLine, anAccount, aPerson, I, now, O, reservedBy, T, today } from "./a-family.ts"

const question = (purpose: LoanQuestion["purpose"], over: Partial<LoanQuestion> = {}): LoanQuestion => ({
  purpose,
  by: I,
  now,
  today,
  count: { most: 2, countsPaidOff: true },
  bar: ownLoansBar,
  ...over,
})
const ask = (person: PersonRecord, purpose: LoanQuestion["purpose"], over: Partial<LoanQuestion> = {}) =>
  loanFindingsFor([{ person, nameMac: "name", number: 1 }], question(purpose, over))

const held = (expiresAt: string) => aPerson({ loanGuard: reservedBy(O, expiresAt) })

describe("before a loan", () => {
  it("a loan elsewhere blocks, and neither role nor kind is told", () => {
    expect(ask(aPerson({ loans: [aLine("A")] }), "loan")).toEqual({
      verdict: "blocked",
      findings: [{ class: "unsettledLoan", person: 1, centerId: O, since: "2026-09-01" }],
      counts: { lifetime: 1, unsettled: 1, most: 2 },
    })
  })

  it("a reservation of another center blocks, one's own is not told, an expired one is none", () => {
    expect(ask(held("2026-11-02T01:00:00.001Z"), "loan")).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "reserved", centerId: O }],
    })
    expect(ask(held("2026-11-02T01:00:00.001Z"), "loan", { by: O }).findings).toEqual([])
    expect(ask(held("2026-11-02T01:00:00.000Z"), "loan")).toMatchObject({ verdict: "clear", findings: [] })
  })

  it("a live certificate for another center blocks a certificate and makes a lender look; its parties know it", () => {
    const offsiteLoanId = OffsiteLoanId.parse("lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ")
    const certified = aPerson({
      certificate: { personRef: aPerson().personRef, offsiteLoanId, homeCenterId: O, validTo: today },
      offsiteLoans: [{ offsiteLoanId, loanCenterId: T, homeCenterId: O }],
    })
    expect(ask(certified, "offsiteCertificate")).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "liveCertificate", centerId: O }],
    })
    expect(ask(certified, "loan").verdict).toBe("review")
    for (const by of [O, T]) expect(ask(certified, "loan", { by }).findings).toEqual([])
    expect(ask(certified, "loan", { today: LocalDate.parse("2026-11-03") }).findings).toEqual([])
  })

  it("two loans in life block a third, without telling where they were", () => {
    const loans = [aLine("A", { status: "paidOff" }), aLine("B", { status: "paidOff", centerId: T })]
    expect(ask(aPerson({ loans }), "loan")).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "loanCount", person: 1 }],
      counts: { lifetime: 2, unsettled: 0 },
    })
    expect(ask(aPerson({ loans }), "loan", { count: { most: 1, countsPaidOff: false } }).verdict).toBe(
      "clear",
    )
  })

  it("doubts make a human look until they are settled; another name under the document tells no center", () => {
    const finding = {
      findingId: FindingId.parse("fnd_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
      class: "D6" as const,
      accounts: [],
      loans: [{ centerId: O, contractNo: aLine("A").contractNo }],
      foundAt: now,
    }
    expect(ask(aPerson({ findings: [finding] }), "loan")).toMatchObject({
      verdict: "review",
      findings: [{ class: "D6", centerId: O, since: "2026-11-02" }],
    })
    expect(ask(aPerson({ findings: [{ ...finding, closedAt: now }] }), "loan").verdict).toBe("clear")
    const otherName = aPerson({ accounts: [anAccount({ nameMac: "other name" })] })
    expect(ask(otherName, "loan")).toMatchObject({
      verdict: "review",
      findings: [{ class: "D7", person: 1 }],
    })
  })
})

const verdictsOf = (person: PersonRecord, over: Partial<LoanQuestion> = {}) =>
  (["closing", "withdrawal", "transfer"] as const).map((purpose) => ask(person, purpose, over).verdict)

describe("before an act on an account", () => {
  const hold = {
    holdId: HoldId.parse("hld_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
    ground: "loanMark" as const,
    scope: ["closing" as const],
    from: LocalDate.parse("2026-10-01"),
  }

  it("what locks it is told, with role and kind, and no counts", () => {
    const loans = [aLine("A"), aLine("G", { role: "guarantor" }), aLine("S", { role: "spouse" })]
    expect(ask(aPerson({ loans }), "closing")).toEqual({
      verdict: "blocked",
      findings: [
        {
          class: "unsettledLoan",
          person: 1,
          centerId: O,
          role: "borrower",
          kind: "hpf",
          since: "2026-09-01",
        },
      ],
    })
    const liaoning = { ...ownLoansBar, guarantee: true }
    expect(
      ask(aPerson({ loans }), "withdrawal", { bar: liaoning }).findings.map((found) => found.class),
    ).toEqual(["unsettledLoan", "guaranteedLoan"])
  })

  const putByTheHub = { ...hold, caseId: OffsiteLoanId.parse("lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ") }

  it("a mark by hand bars closing and transfer, the hub's own follows; a withdrawal against either is told", () => {
    const own = aPerson({ accounts: [anAccount({ centerId: I, holds: [hold] })] })
    expect(verdictsOf(own)).toEqual(["blocked", "review", "blocked"])
    const hubs = aPerson({ accounts: [anAccount({ centerId: I, holds: [putByTheHub] })] })
    expect(verdictsOf(hubs)).toEqual(["blocked", "review", "review"])
    const ended = { ...hold, to: LocalDate.parse("2026-11-01") }
    const free = aPerson({ accounts: [anAccount({ centerId: I, holds: [ended] })] })
    expect(verdictsOf(free)).toEqual(["clear", "clear", "clear"])
  })

  it("a mark on another center's account is told only when the account is to move", () => {
    const others = aPerson({ accounts: [anAccount({ holds: [putByTheHub] })] })
    expect(ask(others, "closing").verdict).toBe("clear")
    expect(ask(others, "transfer")).toEqual({
      verdict: "review",
      findings: [{ class: "loanMark", person: 1, centerId: O, since: "2026-10-01" }],
    })
  })

  it("a live certificate bars all three, whichever center asks about the account that bears it", () => {
    const certificate = {
      ...hold,
      ground: "certificate" as const,
      scope: ["withdrawal" as const, "transfer" as const, "closing" as const],
      to: today,
    }
    const certified = aPerson({ accounts: [anAccount({ centerId: I, holds: [certificate] })] })
    expect(verdictsOf(certified)).toEqual(["blocked", "blocked", "blocked"])
    expect(ask(certified, "transfer", { by: T })).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "liveCertificate", centerId: I, since: "2026-10-01" }],
    })
    expect(verdictsOf(certified, { today: LocalDate.parse("2026-11-03") })).toEqual([
      "clear",
      "clear",
      "clear",
    ])
  })

  it("a loan bars closing by the policy, a transfer only from its own center by its rules, a withdrawal never", () => {
    const outbound = { owed: "refuse", guaranteed: "refuse" } as const
    const borrowed = aPerson({ loans: [aLine("A")] })
    expect(verdictsOf(borrowed, { outbound })).toEqual(["blocked", "review", "review"])
    expect(verdictsOf(borrowed, { outbound, by: O })).toEqual(["blocked", "review", "blocked"])
    const allowing = { outbound: { ...outbound, owed: "allow" }, by: O } as const
    expect(verdictsOf(borrowed, allowing)).toEqual(["blocked", "review", "review"])
    const guarantor = aPerson({ loans: [aLine("G", { role: "guarantor" })] })
    expect(verdictsOf(guarantor, { outbound, by: O })).toEqual(["clear", "clear", "blocked"])
    const settled = aPerson({ loans: [aLine("A", { status: "paidOff" })] })
    expect(verdictsOf(settled, { outbound, by: O })).toEqual(["clear", "clear", "clear"])
  })
})
