import { describe, expect, it } from "vitest"
import {
  AccountNo,
  HoldId,
  LocalDate,
  Money,
  OffsiteLoanId,
  PersonRef,
} from "../../../contracts/primitives.ts"
import type { Change } from "../../../functions/domain/change.ts"
import { registerLoan, type RegisteredTerms } from "../../../functions/domain/loan-registry/register-loan.ts"
import {
  aLine,
  ann,
  anAccount,
  aPerson,
  ben,
  contextBy,
  guardOf,
  I,
  named,
  O,
  reservedBy,
  T,
  terms,
} from "./a-family.ts"

const accepted = (decided: ReturnType<typeof registerLoan>) => {
  if (decided.outcome === "refused") throw new Error(decided.problem)
  return decided
}
const kindsOf = (changes: readonly Change[]) => changes.map(({ kind }) => kind)
const of = <Kind extends Change["kind"]>(changes: readonly Change[], kind: Kind) =>
  changes.filter((change): change is Extract<Change, { kind: Kind }> => change.kind === kind)

describe("a grant", () => {
  it("of somebody free claims the guard and writes a line, and nothing else", () => {
    const { changes, loan } = accepted(registerLoan(terms, [named(aPerson())], contextBy()))
    expect(kindsOf(changes)).toEqual(["registerLoan", "recordLoanHistory", "addLoanLine", "claimLoanGuard"])
    expect(loan).toMatchObject({ status: "unsettled", balance: "600000.00", findings: [], version: 1 })
  })

  it("takes over the guard of an expired reservation in the life that it has", () => {
    const loanGuard = reservedBy(O, "2026-11-02T01:00:00.000Z")
    const { changes, loan } = accepted(registerLoan(terms, [named(aPerson({ loanGuard }))], contextBy()))
    expect(of(changes, "saveLoanGuard")).toMatchObject([
      { guard: { holder: { kind: "loan", centerId: I, contractNo: "NEW" }, life: "grd_1", version: 4 } },
    ])
    expect(loan.findings).toEqual([])
  })

  it("beside another loan is contested, and moves the guard's version so that its payoff sees it", () => {
    const other = aLine("OLD")
    const person = aPerson({ loans: [other], loanGuard: guardOf(other) })
    const { changes, loan } = accepted(registerLoan(terms, [named(person)], contextBy()))
    expect(of(changes, "addLoanLine")).toMatchObject([{ line: { contested: true } }])
    expect(of(changes, "saveLoanGuard")).toMatchObject([
      { guard: { holder: { contractNo: "OLD" }, version: 4 } },
    ])
    expect(loan.findings.map((finding) => finding.class)).toEqual(["D4"])
    expect(of(changes, "openFindingCase")).toMatchObject([
      { finding: { class: "D4", centerIds: [I, O], loans: [{ contractNo: "OLD" }, { contractNo: "NEW" }] } },
    ])
  })

  it("beside the center's own reservation of other people waits for the guard, and is no D4", () => {
    const loanGuard = reservedBy(I, "2026-11-03T16:00:00.000Z")
    const { changes, loan } = accepted(registerLoan(terms, [named(aPerson({ loanGuard }))], contextBy()))
    expect(loan.findings).toEqual([])
    expect(of(changes, "addLoanLine")).toMatchObject([{ line: { contested: true } }])
    const others = aPerson({ loanGuard: reservedBy(O, "2026-11-03T16:00:00.000Z") })
    expect(
      accepted(registerLoan(terms, [named(others)], contextBy())).loan.findings.map((found) => found.class),
    ).toEqual(["D4"])
  })

  it("for a guarantor writes a line that bars no guard, and that a join of documents cannot miss", () => {
    const people = [named(aPerson()), named(aPerson({ personRef: ben }), "guarantor")]
    const { changes } = accepted(registerLoan(terms, people, contextBy()))
    expect(of(changes, "addLoanLine").map(({ line }) => [line.role, line.contested])).toEqual([
      ["borrower", false],
      ["guarantor", false],
    ])
    expect(of(changes, "claimLoanGuard").map(({ guard }) => guard.personRef)).toEqual([ann])
    expect(of(changes, "expectUnlinked")).toEqual([{ kind: "expectUnlinked", personRef: ben }])
  })

  it.each<[string, Partial<RegisteredTerms>, string, string]>([
    ["nothing lent", { amount: Money.parse("0.00") }, "VAL-001", "/amount"],
    ["a day that has not come", { grantedOn: LocalDate.parse("2026-11-03") }, "VAL-010", "/grantedOn"],
    ["more owed than lent", { balance: Money.parse("600000.01") }, "LON-004", "/balance"],
    ["an end of what is not ended", { endedOn: LocalDate.parse("2026-11-01") }, "VAL-001", "/endedOn"],
    ["an end without its day", { status: "paidOff", balance: Money.parse("0.00") }, "VAL-008", "/endedOn"],
    [
      "an end before the grant",
      { status: "writtenOff", endedOn: LocalDate.parse("2026-10-19") },
      "VAL-005",
      "/endedOn",
    ],
  ])("that contradicts itself is refused: %s", (_what, over, rule, field) => {
    expect(registerLoan({ ...terms, ...over }, [named(aPerson())], contextBy())).toMatchObject({
      outcome: "refused",
      problem: "invalid-request",
      rule,
      field,
    })
  })
})

const classesOf = (person: ReturnType<typeof aPerson>, over: object = {}) =>
  accepted(registerLoan(terms, [named(person)], { ...contextBy(), ...over })).loan.findings.map(
    (finding) => finding.class,
  )

describe("an off-site loan", () => {
  const home = anAccount({ centerId: T })
  const mark = {
    holdId: HoldId.parse("hld_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
    ground: "loanMark" as const,
    scope: ["closing" as const],
    from: LocalDate.parse("2026-10-01"),
  }
  it("without a mark at home is a D5", () => {
    expect(classesOf(aPerson({ accounts: [home] }))).toEqual(["D5"])
  })

  it("is none with a mark, with its case, with an account at the lender, or without any account", () => {
    expect(classesOf(aPerson({ accounts: [{ ...home, holds: [mark] }] }))).toEqual([])
    const offsiteLoanId = OffsiteLoanId.parse("lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ")
    expect(classesOf(aPerson({ accounts: [home] }), { offsiteLoanId })).toEqual([])
    expect(classesOf(aPerson({ accounts: [home, anAccount({ centerId: I })] }))).toEqual([])
    expect(classesOf(aPerson())).toEqual([])
  })

  it("is one when the normal account is elsewhere, whatever else is open at the lender", () => {
    const guard = { personRef: ann, holder: home, waiting: [], version: 1 }
    const atLender = anAccount({ centerId: I, status: "02" })
    const supplementary = anAccount({ centerId: I, accountKind: "supplementary" })
    expect(classesOf(aPerson({ guard, accounts: [atLender, home] }))).toEqual(["D5"])
    expect(classesOf(aPerson({ accounts: [supplementary, home] }))).toEqual(["D5"])
    expect(classesOf(aPerson({ guard: { ...guard, holder: atLender }, accounts: [atLender, home] }))).toEqual(
      [],
    )
  })

  it("names the homes of borrower and co-borrowers in one finding, a spouse's and a marked one not", () => {
    const payingInAt = (personRef: typeof ann, centerId: typeof I, no: string, holds: (typeof mark)[] = []) =>
      aPerson({
        personRef,
        accounts: [anAccount({ personRef, centerId, accountNo: AccountNo.parse(no), holds })],
      })
    const [cora, dora] = [PersonRef.parse(`prs_${"C".repeat(22)}`), PersonRef.parse(`prs_${"D".repeat(22)}`)]
    const family = [
      named(payingInAt(ann, I, "a")),
      named(payingInAt(ben, T, "b"), "coBorrower"),
      named(payingInAt(cora, O, "c"), "coBorrower"),
      named(payingInAt(dora, O, "d"), "spouse"),
    ]
    const { changes, loan } = accepted(registerLoan(terms, family, contextBy()))
    expect(loan.findings.map((finding) => finding.class)).toEqual(["D5"])
    expect(of(changes, "openFindingCase")).toMatchObject([
      {
        finding: {
          personRef: ben,
          centerIds: [I, T, O],
          accounts: [
            { centerId: T, accountNo: "b" },
            { centerId: O, accountNo: "c" },
          ],
        },
      },
    ])
    const marked = [named(payingInAt(ann, I, "a")), named(payingInAt(ben, T, "b", [mark]), "coBorrower")]
    expect(accepted(registerLoan(terms, marked, contextBy())).loan.findings).toEqual([])
  })
})

const settled = (no: string, over: object = {}) => aLine(no, { status: "paidOff", ...over })

describe("how many loans a family may have in life", () => {
  it("two; a third is a D4 even when all are paid off, and a loan of two of them counts once", () => {
    const shared = settled("SHARED")
    const couple = [
      named(aPerson({ loans: [shared] })),
      named(aPerson({ personRef: ben, loans: [{ ...shared, personRef: ben, role: "spouse" }] }), "spouse"),
    ]
    expect(accepted(registerLoan(terms, couple, contextBy())).loan.findings).toEqual([])
    const twice = [named(aPerson({ loans: [shared, settled("SECOND", { centerId: T })] }))]
    const third = accepted(registerLoan(terms, twice, contextBy()))
    expect(third.loan.findings.map((finding) => finding.class)).toEqual(["D4"])
    expect(of(third.changes, "openFindingCase")).toMatchObject([{ finding: { centerIds: [I, O, T] } }])
  })

  it("is the center's to say: where paid-off loans are not counted, no number of them is too many", () => {
    const loans = [settled("1"), settled("2"), settled("3")]
    const count = { most: 1, countsPaidOff: false }
    const decided = accepted(registerLoan(terms, [named(aPerson({ loans }))], { ...contextBy(), count }))
    expect(decided.loan.findings).toEqual([])
  })
})
