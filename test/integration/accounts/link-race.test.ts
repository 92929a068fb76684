import { afterAll, beforeAll, expect, test } from "vitest"
import { AccountNo, CenterId, Instant, LocalDate, PersonRef } from "../../../contracts/primitives.ts"
import type { AccountContext } from "../../../functions/domain/account/account-decision.ts"
import type { AccountRecord } from "../../../functions/domain/account/account-record.ts"
import { linkPersons } from "../../../functions/domain/account/link-persons.ts"
import { registerNewAccount } from "../../../functions/domain/account/register-account.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"
import { readAccount } from "../../../functions/store/accounts.ts"
import { commit } from "../../../functions/store/commit.ts"
import { readPerson } from "../../../functions/store/persons.ts"
import type { Table } from "../../../functions/store/table.ts"
import { startTable, type StartedTable } from "../../fixtures/started-table.ts"

// Between reading two documents and joining them somebody opens an account under the former one.

const now = Instant.parse("2026-11-02T01:00:00.000Z")
const centerId = CenterId.parse("990101000000001")
const current = PersonRef.parse("prs_AAAAAAAAAAAAAAAAAAAAAA")
const former = PersonRef.parse("prs_BBBBBBBBBBBBBBBBBBBBBB")

let database: StartedTable
let table: Table
beforeAll(async () => {
  database = await startTable()
  ;({ table } = database)
})
afterAll(() => database?.close())

const context = async (ref: PersonRef): Promise<AccountContext> => ({
  now,
  today: LocalDate.parse("2026-11-02"),
  by: centerId,
  staff: {},
  newId: newIdAt(Date.parse(now)),
  person: await readPerson(table, ref),
})

const account = (personRef: PersonRef, no: string, status: "01" | "02"): AccountRecord => ({
  personRef,
  nameMac: "name",
  centerId,
  accountNo: AccountNo.parse(no),
  accountKind: "supplementary",
  contributorType: "employee",
  status,
  statusSince: LocalDate.parse("2024-03-01"),
  openedOn: LocalDate.parse("2024-03-01"),
  contested: false,
  holds: [],
  version: 1,
})

const opening = async (opened: AccountRecord) => {
  const decided = registerNewAccount(opened, await context(opened.personRef))
  if (decided.outcome === "refused") throw new Error(decided.problem)
  return decided.changes
}

const joining = async () => {
  const [to, from] = await Promise.all([context(current), context(former)])
  const decided = linkPersons(
    { record: to.person, nameMac: "name" },
    { record: from.person, nameMac: "name" },
    to,
  )
  if (decided.outcome === "refused") throw new Error(decided.problem)
  return decided.changes
}

test("a join that has not seen an opening fails, and one that has seen it takes the account along", async () => {
  await commit(table, await opening(account(current, "c-1", "02")))
  const decidedTooEarly = await joining()
  await commit(table, await opening(account(former, "f-1", "02")))
  expect((await commit(table, decidedTooEarly)).outcome).toBe("conflict")

  const openedTooLate = await opening(account(former, "f-2", "02"))
  expect((await commit(table, await joining())).outcome).toBe("committed")
  expect((await commit(table, openedTooLate)).outcome).toBe("conflict")
  expect(
    (await readPerson(table, former)).accounts.map(({ accountNo, personRef }) => [accountNo, personRef]),
  ).toEqual([
    ["c-1", current],
    ["f-1", current],
  ])
  expect((await readAccount(table, { centerId, accountNo: AccountNo.parse("f-1") }))?.account.version).toBe(2)
})
