import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys } from "../../contracts/table.ts"
import type { WithdrawalChange } from "../domain/withdrawal/withdrawal-change.ts"
import { firstOrNext } from "./item-parts.ts"

const kinds: Readonly<Record<WithdrawalChange["kind"], true>> = { saveFact: true, saveWithdrawals: true }
export const isWithdrawalChange = (change: { readonly kind: string }): change is WithdrawalChange =>
  change.kind in kinds

export const itemOfWithdrawalChange = (table: string, change: WithdrawalChange): TransactWriteItem => {
  switch (change.kind) {
    case "saveFact":
      return firstOrNext(table, keys.housingFact(change.fact.fact), change.fact)
    case "saveWithdrawals":
      return firstOrNext(
        table,
        keys.account.withdrawals(change.ledger.centerId, change.ledger.accountNo),
        change.ledger,
      )
  }
}
