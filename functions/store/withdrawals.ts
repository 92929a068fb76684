import type { PersonRef } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import type { AccountName } from "../domain/account/account-record.ts"
import type { HousingFact, WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

/** What was approved and paid from an account; undefined while nothing was. */
export const readWithdrawals = async (
  table: Table,
  { centerId, accountNo }: AccountName,
): Promise<WithdrawalLedger | undefined> => {
  const item = await table.get(keys.account.withdrawals(centerId, accountNo))
  return item === undefined ? undefined : recordOf<WithdrawalLedger>(item)
}

/** A linked document leads to the document in use; nobody changes documents more often than this by far. */
const mostLinks = 100

/** Where each of some documents leads today, by the marker that joining two documents leaves. */
const currentRefs = async (
  table: Table,
  refs: readonly PersonRef[],
): Promise<ReadonlyMap<PersonRef, PersonRef>> => {
  let current = new Map(refs.map((ref) => [ref, ref] as const))
  for (let link = 0; link < mostLinks; link += 1) {
    const asked = [...new Set(current.values())]
    const items = await table.getMany(asked.map((ref) => keys.person.normalAccount(ref)))
    const led = new Map(
      items
        .filter((item) => typeof item["currentPersonRef"] === "string")
        .map((item) => [item["pk"], recordOf<{ currentPersonRef: PersonRef }>(item).currentPersonRef]),
    )
    if (led.size === 0) return current
    current = new Map(
      [...current].map(([ref, now]) => [ref, led.get(keys.person.partition(now)) ?? now] as const),
    )
  }
  throw new Error("a person link leads in a circle")
}

/**
 * A housing fact that withdrawals have named, its people under the documents that they use today: who has changed a
 * document has used the fact all the same. Undefined while none has named it.
 */
export const readFact = async (table: Table, name: string): Promise<HousingFact | undefined> => {
  const item = await table.get(keys.housingFact(name))
  if (item === undefined) return undefined
  const fact = recordOf<HousingFact>(item)
  const refs = [...new Set([fact.principalRef, ...fact.uses.map(({ personRef }) => personRef)])]
  const current = await currentRefs(table, refs)
  const now = (ref: PersonRef): PersonRef => current.get(ref) ?? ref
  return {
    ...fact,
    principalRef: now(fact.principalRef),
    uses: fact.uses.map((use) => ({ ...use, personRef: now(use.personRef) })),
  }
}
