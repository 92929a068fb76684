import { describe, expect, it } from "vitest"
import { LocalDate, OffsiteLoanId } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../../../functions/domain/account/account-record.ts"
import { linkPersons } from "../../../functions/domain/account/link-persons.ts"
import type { Change } from "../../../functions/domain/change.ts"
import {
  aLine,
  ann,
  anAccount,
  aPerson,
  ben,
  contextBy,
  guardOf,
  I,
  O,
  reservedBy,
  today,
} from "./a-family.ts"

const current = (over: Partial<PersonRecord> = {}) =>
  aPerson({ accounts: [anAccount({ centerId: I, status: "02" })], ...over })
const former = (over: Partial<PersonRecord> = {}) => aPerson({ personRef: ben, ...over })
const join = (now: PersonRecord, before: PersonRecord) =>
  linkPersons(
    { record: now, nameMac: "name" },
    { record: before, nameMac: "name" },
    {
      ...contextBy(I),
      person: now,
    },
  )
const changesOf = (now: PersonRecord, before: PersonRecord): readonly Change[] => {
  const decided = join(now, before)
  if (decided.outcome === "refused") throw new Error(decided.problem)
  return decided.changes
}
const of = <Kind extends Change["kind"]>(changes: readonly Change[], kind: Kind) =>
  changes.filter((change): change is Extract<Change, { kind: Kind }> => change.kind === kind)

const oldLoan = aLine("OLD", { personRef: ben })
const ownLoan = aLine("OWN", { centerId: I })

describe("joining two documents of one person", () => {
  it("moves the loans and their guard, and leaves a marker that fails every claim under the former", () => {
    const changes = changesOf(current(), former({ loans: [oldLoan], loanGuard: guardOf(oldLoan) }))
    expect(of(changes, "linkLoanGuard")).toMatchObject([
      { former: ben, current: ann, guard: { version: 3, life: "grd_1" } },
    ])
    expect(of(changes, "claimLoanGuard")).toMatchObject([
      { guard: { personRef: ann, holder: { contractNo: "OLD" }, version: 1 } },
    ])
    expect(of(changes, "forgetLoanLine")).toMatchObject([{ line: { personRef: ben, version: 1 } }])
    expect(of(changes, "addLoanLine")).toMatchObject([
      { line: { personRef: ann, contractNo: "OLD", contested: false, version: 2 } },
    ])
  })

  it("leaves the marker also where nobody owes anything", () => {
    expect(of(changesOf(current(), former()), "linkLoanGuard")).toEqual([
      { kind: "linkLoanGuard", former: ben, current: ann },
    ])
  })

  it("makes the former's loan contested when both are owed, and opens a D4 of both centers", () => {
    const changes = changesOf(
      current({ loans: [ownLoan], loanGuard: guardOf(ownLoan) }),
      former({ loans: [oldLoan], loanGuard: guardOf(oldLoan) }),
    )
    expect(of(changes, "addLoanLine")).toMatchObject([{ line: { contractNo: "OLD", contested: true } }])
    expect(of(changes, "saveLoanGuard")).toMatchObject([
      { guard: { holder: { contractNo: "OWN" }, version: 4 } },
    ])
    expect(of(changes, "openFindingCase")).toMatchObject([
      { finding: { class: "D4", personRef: ann, centerIds: [I, O] } },
    ])
  })

  it("lets an expired reservation go", () => {
    const expired = reservedBy(O, "2026-11-02T01:00:00.000Z", ben)
    const changes = changesOf(current(), former({ loanGuard: expired }))
    expect(of(changes, "linkLoanGuard")).toMatchObject([{ guard: { version: 3 } }])
    expect(of(changes, "claimLoanGuard")).toEqual([])
  })

  const offsiteLoanId = OffsiteLoanId.parse("lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ")
  const shared = aLine("SHARED", { role: "spouse" })
  it.each<[string, PersonRecord, PersonRecord]>([
    ["a live reservation", current({ loanGuard: reservedBy(O, "2026-11-03T01:00:00.000Z") }), former()],
    [
      "a certificate",
      current(),
      former({
        certificate: {
          personRef: ben,
          offsiteLoanId,
          homeCenterId: O,
          validTo: LocalDate.parse(today),
        },
      }),
    ],
    [
      "an off-site case",
      current({ offsiteLoans: [{ offsiteLoanId, loanCenterId: O, homeCenterId: I }] }),
      former(),
    ],
  ])("is put off beside %s, which ends by itself", (_what, now, before) => {
    expect(join(now, before)).toMatchObject({ outcome: "refused", problem: "persons-link-later" })
  })

  it("is refused for good beside one loan under both, and to a center that may not join them anyway", () => {
    const before = former({ loans: [{ ...shared, personRef: ben, role: "borrower" }] })
    const reserved = current({ loanGuard: reservedBy(O, "2026-11-03T01:00:00.000Z") })
    const refused = { outcome: "refused", problem: "persons-not-linkable" }
    expect(join(current({ loans: [shared] }), before)).toMatchObject(refused)
    expect(join({ ...reserved, accounts: [] }, former())).toMatchObject(refused)
  })
})
