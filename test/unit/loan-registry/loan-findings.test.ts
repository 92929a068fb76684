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

  it("a mark bars closing; of another center's account it is told only when the account is to move", () => {
    const own = aPerson({ accounts: [anAccount({ centerId: I, holds: [hold] })] })
    const others = aPerson({ accounts: [anAccount({ holds: [hold] })] })
    expect(ask(own, "closing")).toMatchObject({ verdict: "blocked", findings: [{ class: "loanMark" }] })
    expect(ask(own, "withdrawal").verdict).toBe("review")
    expect(ask(others, "closing").verdict).toBe("clear")
    expect(ask(others, "transfer")).toMatchObject({
      verdict: "review",
      findings: [{ class: "loanMark", centerId: O, since: "2026-10-01" }],
    })
  })
})
