import { afterAll, beforeAll, expect, test } from "vitest"
import { nameOf } from "../../../functions/domain/account/account-decision.ts"
import { leftOf } from "../../../functions/domain/withdrawal/use-fact.ts"
import type { Table } from "../../../functions/store/table.ts"
import { readFact, readWithdrawals } from "../../../functions/store/withdrawals.ts"
import { startTable, type StartedTable } from "../../fixtures/started-table.ts"
import { approve, fact, openIn, owner, relativeOf } from "./fact-acts.ts"

const uses = 40
let database: StartedTable
let table: Table

beforeAll(async () => {
  database = await startTable()
  ;({ table } = database)
})
afterAll(() => database?.close())

test("forty at once, at three centers, on one lift: as many as the total pays, and each of them whole", async () => {
  const relatives = Array.from({ length: uses }, (_, index) => relativeOf(index))
  await Promise.all(relatives.map((account) => openIn(table, account)))
  const outcomes = await Promise.all(
    relatives.map((account, index) =>
      approve({ at: nameOf(account), caseId: `s-${index}`, amount: "1500.00", principal: owner })(table),
    ),
  )
  const done = outcomes.filter((outcome) => outcome === "done")
  // 13 x 1500.00 = 19500.00 of 20000.00.
  expect(done).toHaveLength(13)
  expect(new Set(outcomes)).toEqual(new Set(["done", "shared-total-exceeded"]))
  const known = await readFact(table, fact)
  expect(known).toMatchObject({ version: 13 })
  expect(known === undefined ? undefined : leftOf(known)).toBe("500.00")
  const ledgers = await Promise.all(relatives.map((account) => readWithdrawals(table, nameOf(account))))
  const taken = ledgers.flatMap((ledger) => ledger?.entries ?? []).map(({ caseId }) => caseId)
  expect(taken.toSorted()).toEqual(known?.uses.map(({ caseId }) => caseId).toSorted())
}, 120_000)
