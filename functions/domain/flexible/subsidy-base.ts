import type { Segment } from "../../../contracts/accounts.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { sumForLimit } from "../money/money.ts"
import { monthNumber } from "../months/month.ts"
import { partsOfBalance } from "../withdrawal/parts-of-balance.ts"
import type { LedgerEntry, WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import { ownMonthsOf, paidMonthsOf, type OwnMonth } from "./own-months.ts"

/**
 * What subsidies look at: money that the person paid here as a flexible contributor. Employee money and what a
 * transfer brought are other money (昌吉 二(三)2(2)).
 */
export interface SubsidyBase {
  /** Months paid in time; what was paid later is no unbroken row. */
  readonly paid: ReadonlySet<number>
  /** Months that were paid later: no unbroken row, and money all the same. */
  readonly late: ReadonlySet<number>
  readonly byMonth: ReadonlyMap<number, readonly OwnMonth[]>
  readonly contributions: Money
  readonly principal: Money
  /** All the flexible money of the account, what a transfer brought included: interest is earned on it. */
  readonly balance: Money
  /** Flexible money that a transfer brought lies beside it. */
  readonly hasTransferred: boolean
}

export const subsidyBaseOf = (segments: readonly Segment[]): SubsidyBase => {
  const flexible = segments.filter(({ contributorType }) => contributorType === "flexible")
  const own = flexible.filter(({ origin }) => origin.kind === "local")
  const paid = new Set<number>()
  const allLate = new Set<number>()
  const byMonth = new Map<number, readonly OwnMonth[]>()
  for (const segment of own) {
    const late = new Set((segment.backPaidMonths ?? []).map(monthNumber))
    for (const month of late) allLate.add(month)
    for (const month of paidMonthsOf(segment)) if (!late.has(month)) paid.add(month)
    for (const month of ownMonthsOf(segment))
      byMonth.set(month.month, [...(byMonth.get(month.month) ?? []), month])
  }
  return {
    paid,
    late: allLate,
    byMonth,
    contributions: sumForLimit(own.map(({ contributions }) => contributions)),
    principal: sumForLimit(own.map(({ principal }) => principal)),
    balance: partsOfBalance(segments).flexible,
    hasTransferred: own.length < flexible.length,
  }
}

/** The unbroken row of months that ends with the last one paid, as far as a month has begun. */
export const lastRowOf = (
  { paid }: Pick<SubsidyBase, "paid">,
  on: LocalDate,
): { readonly first: number; readonly last: number } | undefined => {
  const present = monthNumber(on)
  let last: number | undefined
  for (const month of paid) if (month <= present && (last === undefined || month > last)) last = month
  if (last === undefined) return undefined
  let first = last
  while (paid.has(first - 1)) first -= 1
  return { first, last }
}

export interface Block {
  readonly first: number
  readonly last: number
}

/** Full years of a row, one after the other from its beginning: no month is in two of them. */
export const blocksOf = (row: Block | undefined, months: number): readonly Block[] => {
  if (row === undefined || months === 0) return []
  const count = Math.floor((row.last - row.first + 1) / months)
  return Array.from({ length: count }, (_, index) => ({
    first: row.first + index * months,
    last: row.first + (index + 1) * months - 1,
  }))
}

export const dayOfWithdrawal = ({ approvedOn, paidOn = approvedOn }: LedgerEntry): LocalDate => paidOn

/** Withdrawals that were approved or paid by a day: the money is used. */
export const withdrawalsBy = (ledger: WithdrawalLedger | undefined, on: LocalDate): readonly LedgerEntry[] =>
  (ledger?.entries ?? []).filter((entry) => dayOfWithdrawal(entry) <= on)
