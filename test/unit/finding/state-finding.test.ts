import { expect, test } from "vitest"
import type { FindingConclusion } from "../../../contracts/findings.ts"
import { PersonRef, type CenterId } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../../../functions/domain/account/account-record.ts"
import type { FindingCase } from "../../../functions/domain/finding/finding-record.ts"
import { stateFinding, type FindingStated } from "../../../functions/domain/finding/state-finding.ts"
import { superviseFinding, viewFinding } from "../../../functions/domain/finding/view-finding.ts"
import { caseOf, home, later, lender, messagesOf, newId, opened, personWith, third } from "./a-finding.ts"

const some = opened()
const d6 = caseOf(some.changes)
const person = personWith({ findings: [some.finding] })
const staff = { handler: "h1", reviewer: "r1" }

const stated = (
  finding: FindingCase,
  centerId: CenterId,
  conclusion: FindingConclusion,
  of: PersonRecord = person,
): FindingStated => {
  const decided = stateFinding(finding, { centerId, conclusion, ...staff }, of, { now: later, newId })
  if (decided.outcome === "refused") throw new Error(decided.problem)
  return decided
}

test("one of two has spoken: the case stays open and the other is told that it must act", () => {
  const { finding, changes } = stated(d6, home, "corrected")
  expect(finding).toMatchObject({ status: "open", version: 2 })
  expect(changes.map(({ kind }) => kind)).toEqual(["saveFindingCase", "tell"])
  expect(messagesOf(changes)).toMatchObject([
    { type: "finding.stated", to: lender, centerId: home, contractNo: "c-1", actionNeeded: true, version: 2 },
  ])
})

test("both say the same: closed, the person's line too, and a join of documents cannot overlook it", () => {
  const { finding, changes } = stated(stated(d6, home, "corrected").finding, lender, "corrected")
  expect(finding).toMatchObject({ status: "closed", conclusion: "corrected", closedAt: later, version: 3 })
  expect(changes.map(({ kind }) => kind)).toEqual([
    "saveFindingCase",
    "expectUnlinked",
    "saveFinding",
    "tell",
  ])
  expect(changes[2]).toMatchObject({
    personRef: person.personRef,
    finding: { ...some.finding, closedAt: later },
  })
  expect(messagesOf(changes)).toMatchObject([{ type: "finding.closed", to: home, actionNeeded: false }])
})

test("they see it differently: open until the newest of each agree", () => {
  const differing = stated(stated(d6, home, "mistaken").finding, lender, "confirmed").finding
  expect(differing.status).toBe("open")
  const changedMind = stated(differing, home, "confirmed").finding
  expect(changedMind).toMatchObject({ status: "closed", conclusion: "confirmed" })
  expect(changedMind.positions).toHaveLength(2)
})

test("three centers: two that agree are not all", () => {
  const three = caseOf(opened({ centerIds: [home, lender, third] }).changes)
  const two = stated(stated(three, home, "lawful").finding, lender, "lawful")
  expect(two.finding.status).toBe("open")
  // Who has said the same already need not act again.
  expect(messagesOf(two.changes).map(({ to, actionNeeded }) => [to, actionNeeded])).toEqual([
    [home, false],
    [third, true],
  ])
  expect(stated(two.finding, third, "lawful").finding.status).toBe("closed")
})

test("a finding of one center closes with its one statement", () => {
  const alone = caseOf(opened({ class: "D2", loans: [], centerIds: [home] }).changes)
  const { finding, changes } = stated(alone, home, "mistaken")
  expect(finding.status).toBe("closed")
  expect(messagesOf(changes)).toEqual([])
})

test("the line is closed where the documents have been joined to", () => {
  const current = PersonRef.parse("prs_CCCCCCCCCCCCCCCCCCCCCC")
  const joined = personWith({ personRef: current, findings: [some.finding] })
  const { changes } = stated(stated(d6, home, "lawful").finding, lender, "lawful", joined)
  expect(changes.find(({ kind }) => kind === "saveFinding")).toMatchObject({ personRef: current })
})

test("closed is closed", () => {
  const closed = stated(stated(d6, home, "lawful").finding, lender, "lawful").finding
  const again = { centerId: home, conclusion: "mistaken", ...staff } as const
  expect(stateFinding(closed, again, person, { now: later, newId })).toMatchObject({
    problem: "action-not-allowed",
  })
})

test("what a statement changes is the doubt: no account, no guard, no loan", () => {
  const changes = [
    ...stated(d6, home, "confirmed").changes,
    ...stated(stated(d6, home, "confirmed").finding, lender, "confirmed").changes,
  ]
  const kinds = new Set(changes.map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(["saveFindingCase", "expectUnlinked", "saveFinding", "tell"]))
})

test("a center sees its own accounts and loans, a supervisor nobody's", () => {
  const { finding } = stated(d6, home, "lawful")
  expect(viewFinding(finding, home)).toMatchObject({ accountNos: ["a-1"], contractNos: [] })
  expect(viewFinding(finding, lender)).toMatchObject({ accountNos: [], contractNos: ["c-1"] })
  const supervised = superviseFinding(finding, later)
  expect(supervised).toMatchObject({ class: "D6", centerIds: [home, lender], openDays: 2 })
  for (const view of [viewFinding(finding, home), viewFinding(finding, lender), supervised])
    expect(JSON.stringify(view)).not.toMatch(/prs_|h1|r1/)
  expect(JSON.stringify(supervised)).not.toMatch(/a-1|c-1/)
})
