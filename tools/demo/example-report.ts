import { Money } from "../../contracts/primitives.ts"
import { ReportFigures } from "../../contracts/reports.ts"

/**
 * An invented report of a demo center, the same each time: whatever month is asked, its opening balance is the closing
 * balance of the month before, so that any row of months is accepted in its order.
 */

/** A number from 0 to below `most`, from the text alone. */
const drawn = (text: string, most: number): number => {
  let hash = 2_166_136_261
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return hash % most
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1

const yuan = (whole: number): Money => Money.parse(`${Math.round(whole)}.00`)

/** Parts of a whole by weights; the last one takes what rounding leaves. */
const split = (total: number, weights: readonly number[]): readonly number[] => {
  const parts = weights.slice(0, -1).map((weight) => Math.floor(total * weight))
  return [...parts, total - parts.reduce((sum, part) => sum + part, 0)]
}

const withdrawalsOf = (total: number, housing: number): Record<string, Money> => {
  const [bought = 0, rent = 0, retired = 0, left = 0, other = 0] = split(total, [
    housing - 0.14,
    0.14,
    0.09,
    0.04,
    0,
  ])
  return {
    housing: yuan(bought),
    rent: yuan(rent),
    retirement: yuan(retired),
    leaving: yuan(left),
    other: yuan(other),
    total: yuan(total),
  }
}

export const exampleReport = (centerId: string, month: string): ReportFigures => {
  const size = 20 + drawn(centerId, 180)
  const of = (what: string, most: number): number => drawn(`${centerId} ${what}`, most)
  const now = (what: string, most: number): number => drawn(`${centerId} ${month} ${what}`, most)

  const employees = size * 10_000
  const flexible = Math.round((employees * (80 + of("flexible", 300))) / 10_000)
  // What the balance gains is the same each month, so that it can be told of any month without the ones before.
  const gain = size * 2_000_000
  const deposits = gain * 4 + now("deposits", gain)
  const withdrawals = deposits - gain
  const opening = size * 1_200_000_000 + (monthNumber(month) - 24_300) * gain
  const closing = opening + gain
  const lent = Math.round((closing * (68 + of("lent", 26))) / 100)
  const granted = Math.round(deposits * (0.35 + of("granted", 15) / 100))
  const overdue = Math.round((lent * (5 + of("overdue", 400))) / 1_000_000)
  const [flexibleDeposits = 0, employeeDeposits = 0] = split(deposits, [0.012, 0.988])
  const [flexibleWithdrawals = 0, employeeWithdrawals = 0] = split(withdrawals, [0.006, 0.994])
  const [upTo3 = 0, upTo6 = 0, upTo12 = 0, upTo36 = 0, more = 0] = split(overdue, [0.5, 0.2, 0.15, 0.1, 0.05])
  const handled = size * 900
  const rated = size * 110
  const complaints = 4 + now("complaints", 30)
  const flexibleLoans = Math.round(lent / 60)
  const reserve = Math.round((lent * (20 + of("reserve", 35))) / 1000)

  return ReportFigures.parse({
    contributors: {
      payingUnits: size * 420,
      dueUnits: size * 430,
      overdueUnits: size * (2 + of("units", 12)),
      payingEmployees: employees,
      payingFlexible: flexible,
      dueEmployees: Math.round((employees * 100) / (66 + of("coverage", 20))),
      adjustedEmployees: Math.round((employees * (40 + of("adjusted", 45))) / 1200),
    },
    deposits: {
      employee: yuan(employeeDeposits),
      flexible: yuan(flexibleDeposits),
      total: yuan(deposits),
    },
    withdrawals: {
      employee: withdrawalsOf(employeeWithdrawals, 0.76 + of("housing", 10) / 100),
      flexible: withdrawalsOf(flexibleWithdrawals, 0.6),
      total: yuan(withdrawals),
    },
    balance: { opening: yuan(opening), closing: yuan(closing) },
    loans: {
      grantedCount: Math.max(1, Math.round(granted / 420_000)),
      grantedAmount: yuan(granted),
      offsiteCount: Math.round((granted * 0.08) / 420_000),
      offsiteAmount: yuan((granted * (4 + of("offsite", 12))) / 100),
      balance: yuan(lent),
      overdue: {
        from1To3: yuan(upTo3),
        from3To6: yuan(upTo6),
        from6To12: yuan(upTo12),
        from12To36: yuan(upTo36),
        over36: yuan(more),
        total: yuan(overdue),
      },
    },
    funds: { riskReserve: yuan(reserve), treasuryBonds: yuan(closing / 100) },
    service: {
      handled,
      handledOnline: Math.floor((handled * (82 + of("online", 17))) / 100),
      hotlineRated: rated,
      hotlineSatisfied: Math.floor((rated * (970 + of("satisfied", 30))) / 1000),
      complaints,
      complaintsSettled: complaints - now("settled", 4),
      serviceComplaints: Math.floor(complaints / 3),
      serviceComplaintsSubstantiated: now("true", 12) === 0 ? 1 : 0,
    },
    flexiblePool: {
      balance: yuan(closing / 50),
      reserve: yuan((flexibleLoans * (16 + of("pool", 14))) / 1000),
      loanBalance: yuan(flexibleLoans),
      lentByEmployeePool: yuan(flexibleLoans / 8),
      stillToReturn: yuan(flexibleLoans / 12),
    },
  })
}
