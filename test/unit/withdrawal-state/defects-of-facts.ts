import { partsOfBalance } from "../../../functions/domain/withdrawal/parts-of-balance.ts"
import { compareMoney, sumMoney } from "../../../functions/domain/money/money.ts"
import type {
  HousingFact,
  LedgerEntry,
  WithdrawalLedger,
} from "../../../functions/domain/withdrawal/withdrawal-record.ts"
import { readSegments } from "../../../functions/store/accounts.ts"
import { recordOf } from "../../../functions/store/record.ts"
import type { Table } from "../../../functions/store/table.ts"
import { readFact } from "../../../functions/store/withdrawals.ts"
import type { Memory } from "../../integration/accounts/memory-table.ts"

const ledgersIn = (memory: Memory): readonly WithdrawalLedger[] =>
  [...memory.values()]
    .filter(({ sk }) => sk === "WITHDRAWALS")
    .map((item) => recordOf<WithdrawalLedger>(item))

const defectsOfFact = (fact: HousingFact, entries: readonly LedgerEntry[]): readonly string[] => {
  const { uses, total } = fact
  const people = Map.groupBy(uses, ({ personRef }) => personRef)
  return [
    ...(compareMoney(sumMoney(uses.map(({ amount }) => amount)), total) > 0
      ? [`${fact.fact} is used beyond its total`]
      : []),
    ...[...people.values()]
      .filter((own) => new Set(own.map(({ centerId }) => centerId)).size > 1)
      .map((own) => `${own[0]?.personRef} uses ${fact.fact} at two centers`),
    ...uses
      .filter(({ caseId, amount }) =>
        entries.every((entry) => entry.caseId !== caseId || entry.amount !== amount),
      )
      .map(({ caseId }) => `${caseId} uses the fact, and no account knows of it`),
  ]
}

/** What must never be, at no moment: looked at in the table itself. */
export const defectsOfFacts = async (
  memory: Memory,
  table: Table,
  factless: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const ledgers = ledgersIn(memory)
  const entries = ledgers.flatMap((ledger) => ledger.entries)
  const names = [...memory.values()].filter(({ sk }) => sk === "FACT").map(({ fact }) => String(fact))
  const facts = (await Promise.all(names.map((name) => readFact(table, name)))).filter(
    (fact) => fact !== undefined,
  )
  const overdrawn = await Promise.all(
    ledgers.map(async (ledger) => {
      const groups = await readSegments(table, ledger)
      const { employee } = partsOfBalance(groups.flatMap(({ segments }) => segments))
      const open = ledger.entries.filter(
        ({ recordedAt, purpose }) => recordedAt === undefined && purpose !== undefined,
      )
      return compareMoney(sumMoney(open.map(({ amount }) => amount)), employee) > 0
        ? [`${ledger.accountNo} has approved more than it holds`]
        : []
    }),
  )
  const merged = [...memory.values()].filter(
    ({ sk, status }) => String(sk).startsWith("ACCOUNT#") && status === "03",
  )
  const used = new Set(facts.flatMap(({ uses }) => uses.map(({ caseId }) => caseId)))
  return [
    ...facts.flatMap((fact) => defectsOfFact(fact, entries)),
    ...overdrawn.flat(),
    ...ledgers
      .filter(
        ({ accountNo, entries: left }) =>
          left.length > 0 && merged.some((line) => line["accountNo"] === accountNo),
      )
      .map(({ accountNo }) => `${accountNo} has ended in another account, its withdrawals have not moved`),
    ...entries
      .filter(({ caseId, purpose }) => purpose === "lift" && !factless.has(caseId) && !used.has(caseId))
      .map(({ caseId }) => `${caseId} has left an account, and the fact does not know of it`),
    ...entries
      .filter(({ caseId }, index) => entries.findIndex((entry) => entry.caseId === caseId) !== index)
      .map(({ caseId }) => `${caseId} stands in two ledgers`),
  ]
}
