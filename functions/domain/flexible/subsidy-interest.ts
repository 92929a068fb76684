import { LocalDate, type Money } from "../../../contracts/primitives.ts"
import { creditsOf, type DatedRate, type Movement } from "../money/account-interest.ts"
import { zeroMoney } from "../money/money.ts"
import type { WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import type { SubsidyBase } from "./subsidy-base.ts"

/**
 * Interest credited to the flexible money on 30 June of a year, out of the record: when each month of it is known with
 * the day of its booking, from the first on. Undefined where it is not, and the home center's books must say it.
 */
export const yearInterestOf = (
  base: SubsidyBase,
  ledger: WithdrawalLedger | undefined,
  year: string,
  rates: readonly DatedRate[],
): Money | undefined => {
  const { data: closedOn } = LocalDate.safeParse(`${year}-07-01`)
  if (closedOn === undefined || base.hasTransferred) return undefined
  const movements: Movement[] = []
  for (const month of base.paid) {
    const known = base.byMonth.get(month)
    if (known === undefined || known.some(({ credited }) => credited === undefined)) return undefined
  }
  for (const { amount, credited } of [...base.byMonth.values()].flat())
    if (credited !== undefined && credited < closedOn)
      movements.push({ on: credited, kind: "contribution", amount })
  for (const { taken, paidOn } of ledger?.entries ?? [])
    if (paidOn !== undefined && paidOn < closedOn && taken.flexible !== zeroMoney)
      movements.push({ on: paidOn, kind: "withdrawal", amount: taken.flexible })
  const openedOn = movements.map(({ on }) => on).toSorted()[0]
  if (openedOn === undefined) return zeroMoney
  if (rates[0] === undefined || rates[0].from > openedOn) return undefined
  const credits = creditsOf({ openingBalance: zeroMoney, openedOn, movements, closedOn, rates })
  return credits === undefined
    ? undefined
    : (credits.find(({ on }) => on === `${year}-06-30`)?.interest ?? zeroMoney)
}
