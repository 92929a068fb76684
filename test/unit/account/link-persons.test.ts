import { expect, test } from "vitest"
import { CenterId, PersonRef, ServiceCaseId } from "../../../contracts/primitives.ts"
import { linkPersons, type NamedPerson } from "../../../functions/domain/account/link-persons.ts"
import type { AccountRecord, PersonRecord } from "../../../functions/domain/account/account-record.ts"
import { contextOf, holding, personOf, someAccount } from "./account-ledger.ts"

const formerRef = PersonRef.parse("prs_BBBBBBBBBBBBBBBBBBBBBB")
const elsewhere = CenterId.parse("990201000000001")
const named = (record: PersonRecord, nameMac = "name"): NamedPerson => ({ record, nameMac })
const formerly = (record: PersonRecord): PersonRecord => ({
  ...record,
  personRef: formerRef,
  accounts: record.accounts.map((account) => ({ ...account, personRef: formerRef })),
})
const old = (changes: Partial<AccountRecord> & { readonly no?: string } = {}) =>
  someAccount({ no: "f-1", centerId: elsewhere, ...changes })

const kindsOf = (decided: ReturnType<typeof linkPersons>): readonly string[] =>
  decided.outcome === "accepted" ? decided.changes.map((change) => change.kind) : []

test("the former's guard becomes the person's when there is none yet", () => {
  const current = personOf([someAccount({ status: "02" })])
  const decided = linkPersons(named(current), named(formerly(holding(old()))), contextOf(current))
  expect(decided).toMatchObject({ outcome: "accepted", joined: "linked" })
  expect(kindsOf(decided)).toEqual([
    "expectUnlinked",
    "linkPerson",
    "closePartition",
    "claimGuard",
    "linkLoanGuard",
    "forgetAccount",
    "registerAccount",
    "repointToPerson",
    "recordAccountHistory",
    "tell",
  ])
  // The other center did not declare the link, and its account goes by another document now.
  expect(decided.outcome === "accepted" ? decided.changes.at(-1) : undefined).toMatchObject({
    message: { type: "account.person-linked", to: elsewhere, accountNo: "f-1", actionNeeded: true },
  })
})

test("a moved account bears the name in use, so that nobody finds a doubt that the link has settled", () => {
  const current = personOf([someAccount({ status: "02", nameMac: "new name" })])
  const decided = linkPersons(named(current, "new name"), named(formerly(holding(old()))), contextOf(current))
  const moved =
    decided.outcome === "accepted"
      ? decided.changes.find((change) => change.kind === "registerAccount")
      : undefined
  expect(moved).toMatchObject({ account: { nameMac: "new name", personRef: current.personRef } })
})

test("two normal accounts: both contested, the current's guard stays and the former stands in line", () => {
  const current = holding(someAccount())
  const decided = linkPersons(named(current), named(formerly(holding(old()))), contextOf(current))
  expect(decided).toMatchObject({ joined: "contested", finding: { class: "D7" } })
  const changes = decided.outcome === "accepted" ? decided.changes : []
  const saved = changes.flatMap((change) =>
    change.kind === "saveAccount" || change.kind === "registerAccount" ? [change.account] : [],
  )
  expect(saved.map(({ accountNo, contested, personRef }) => [accountNo, contested, personRef])).toEqual([
    ["f-1", true, current.personRef],
    ["a-1", true, current.personRef],
  ])
  const guard = changes.find((change) => change.kind === "saveGuard")
  expect(guard).toMatchObject({
    guard: { holder: current.guard?.holder, waiting: [{ accountNo: "f-1" }], version: 2 },
  })
})

test("an open transfer on either side bars the link", () => {
  const mark = {
    fromCenterId: elsewhere,
    accountKind: "basic",
    transferId: "trf_01HZZZZZZZZZZZZZZZZZZZZZZZ",
  } as const
  const current = personOf([someAccount()])
  const former = formerly(personOf([old()], { openTransfers: [mark] }))
  expect(linkPersons(named(current), named(former), contextOf(current))).toMatchObject({
    problem: "persons-not-linkable",
  })
})

const openCase = (end: string, subject = "purchase") => ({
  serviceCaseId: ServiceCaseId.parse(`svc_01HZZZZZZZZZZZZZZZZZZZZZ${end}`),
  homeCenterId: elsewhere,
  subject,
})

test("the former's open cases keep their place under the document in use; of two for one place the current's stays", () => {
  const [kept, dropped, moved] = [openCase("AA"), openCase("AB"), openCase("AC", "rent")]
  const current = personOf([someAccount()], { openServices: [kept] })
  const former = formerly(personOf([old({ status: "02" })], { openServices: [dropped, moved] }))
  const decided = linkPersons(named(current), named(former), contextOf(current))
  const marks = (decided.outcome === "accepted" ? decided.changes : []).filter(
    ({ kind }) => kind === "markOpenService" || kind === "unmarkOpenService",
  )
  expect(marks).toEqual([
    { kind: "unmarkOpenService", personRef: formerRef, mark: dropped },
    { kind: "unmarkOpenService", personRef: formerRef, mark: moved },
    { kind: "markOpenService", personRef: current.personRef, mark: moved },
  ])
})

test("more accounts than one transaction takes are not linked by halves", () => {
  const current = personOf([someAccount()])
  const former = formerly(
    personOf(Array.from({ length: 22 }, (_, index) => old({ no: `f-${index}`, status: "02" }))),
  )
  expect(linkPersons(named(current), named(former), contextOf(current))).toMatchObject({
    problem: "persons-not-linkable",
  })
})
