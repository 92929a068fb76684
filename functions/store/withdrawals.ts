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

/** A housing fact that withdrawals have named; undefined while none has. */
export const readFact = async (table: Table, fact: string): Promise<HousingFact | undefined> => {
  const item = await table.get(keys.housingFact(fact))
  return item === undefined ? undefined : recordOf<HousingFact>(item)
}
