import type { Segment } from "../../../contracts/accounts.ts"
import type { Statement } from "../../../contracts/transfers.ts"
import { compareMoney, isZeroMoney, sumForLimit } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { partsOfBalance, totalOf } from "../withdrawal/parts-of-balance.ts"
import { openTaken } from "../withdrawal/withdrawal-ledger.ts"
import type { WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"

/** What the hub knows of the old account's money: the record that O put last, and what left it since. */
export interface OldRecord {
  readonly segments: readonly Segment[]
  readonly ledger?: WithdrawalLedger | undefined
}

/**
 * Money that was withdrawn does not leave a second time with the transfer. A statement may be more than the record, by
 * interest and contributions that came since; while the record still contains withdrawn money, nobody can tell the one
 * from the other. Where nothing is registered the statement is all there is.
 */
export const withdrawalNotRecorded = (
  { amount }: Pick<Statement, "amount">,
  { segments, ledger }: OldRecord,
): Refusal | undefined => {
  const taken = totalOf(openTaken(ledger))
  if (segments.length === 0 || isZeroMoney(taken)) return undefined
  const registered = totalOf(partsOfBalance(segments))
  return isZeroMoney(amount) || compareMoney(sumForLimit([amount, taken]), registered) <= 0
    ? undefined
    : refuse("withdrawal-not-recorded", { rule: "WDR-026", field: "/amount" })
}
