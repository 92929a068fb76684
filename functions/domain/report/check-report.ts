import {
  overdueBuckets,
  withdrawalKinds,
  type ReportBreach,
  type ReportFigures,
} from "../../../contracts/reports.ts"
import type { Money } from "../../../contracts/primitives.ts"
import { exact, type Exact } from "../money/money.ts"

type ReportRule =
  | "RPT-001"
  | "RPT-002"
  | "RPT-003"
  | "RPT-004"
  | "RPT-005"
  | "RPT-008"
  | "RPT-009"
  | "RPT-010"

export interface ReportDefect extends ReportBreach {
  readonly rule: ReportRule
}

const total = (amounts: readonly Money[]): Exact =>
  amounts.reduce((sum, amount) => sum.plus(amount), exact(0))

interface Sum {
  readonly field: string
  readonly parts: readonly Money[]
  readonly total: Money
}

const sumsOf = ({ deposits, withdrawals, loans }: ReportFigures): readonly Sum[] => [
  { field: "/deposits/total", parts: [deposits.employee, deposits.flexible], total: deposits.total },
  ...(["employee", "flexible"] as const).map((whose) => ({
    field: `/withdrawals/${whose}/total`,
    parts: withdrawalKinds.map((kind) => withdrawals[whose][kind]),
    total: withdrawals[whose].total,
  })),
  {
    field: "/withdrawals/total",
    parts: [withdrawals.employee.total, withdrawals.flexible.total],
    total: withdrawals.total,
  },
  {
    field: "/loans/overdue/total",
    parts: overdueBuckets.map((bucket) => loans.overdue[bucket]),
    total: loans.overdue.total,
  },
]

type Amount = Money | number | undefined
type Share = readonly [field: string, part: Amount, whole: Amount]

const sharesOf = ({
  contributors,
  loans,
  funds,
  service,
  flexiblePool,
  balance,
}: ReportFigures): readonly Share[] => [
  ["/contributors/overdueUnits", contributors.overdueUnits, contributors.dueUnits],
  ["/contributors/payingEmployees", contributors.payingEmployees, contributors.dueEmployees],
  ["/contributors/adjustedEmployees", contributors.adjustedEmployees, contributors.payingEmployees],
  ["/loans/offsiteCount", loans.offsiteCount, loans.grantedCount],
  ["/loans/offsiteAmount", loans.offsiteAmount, loans.grantedAmount],
  ["/loans/overdue/total", loans.overdue.total, loans.balance],
  ["/service/handledOnline", service?.handledOnline, service?.handled],
  ["/service/hotlineSatisfied", service?.hotlineSatisfied, service?.hotlineRated],
  ["/service/complaintsSettled", service?.complaintsSettled, service?.complaints],
  ["/service/serviceComplaints", service?.serviceComplaints, service?.complaints],
  [
    "/service/serviceComplaintsSubstantiated",
    service?.serviceComplaintsSubstantiated,
    service?.serviceComplaints,
  ],
  ["/flexiblePool/balance", flexiblePool?.balance, balance.closing],
  ["/flexiblePool/loanBalance", flexiblePool?.loanBalance, loans.balance],
  ["/flexiblePool/reserve", flexiblePool?.reserve, funds.riskReserve],
]

const isMore = (part: Amount, whole: Amount): boolean =>
  part !== undefined && whole !== undefined && exact(part).gt(whole)

/** 期初＋并入＋缴存＋结息－提取＝期末: the whole roll, without rounding. */
const rolls = ({ balance, deposits, withdrawals }: ReportFigures): boolean =>
  total([
    balance.opening,
    deposits.total,
    ...[balance.interest, balance.takenOver].filter((amount) => amount !== undefined),
  ])
    .minus(withdrawals.total)
    .eq(balance.closing)

const poolField = "/flexiblePool/lentByEmployeePool"

/** The first thing in which a report contradicts itself or the month before; undefined when there is none. */
export const reportDefect = (
  figures: ReportFigures,
  previous: ReportFigures | undefined,
): ReportDefect | undefined => {
  const sum = sumsOf(figures).find((one) => !total(one.parts).eq(one.total))
  if (sum !== undefined) return { rule: "RPT-001", field: sum.field }
  if (!rolls(figures)) return { rule: "RPT-002", field: "/balance/closing" }
  if (previous !== undefined && previous.balance.closing !== figures.balance.opening)
    return { rule: "RPT-003", field: "/balance/opening" }
  const share = sharesOf(figures).find(([, part, whole]) => isMore(part, whole))
  if (share !== undefined) return { rule: "RPT-004", field: share[0] }
  const pool = figures.flexiblePool
  if (isMore(pool?.stillToReturn, pool?.lentByEmployeePool))
    return { rule: "RPT-005", field: "/flexiblePool/stillToReturn" }
  // A pool that is left out says nothing of what it still owes.
  if (pool === undefined && isMore(previous?.flexiblePool?.stillToReturn, 0))
    return { rule: "RPT-005", field: "/flexiblePool" }
  return isMore(previous?.flexiblePool?.lentByEmployeePool, pool?.lentByEmployeePool)
    ? { rule: "RPT-005", field: poolField }
    : undefined
}

/**
 * A balance comes from elsewhere in the month of a merger only. `joined` has, of each center whose books were taken
 * over in the month, the report of the month before; what one of them did not report cannot be compared.
 */
export const mergerDefect = (
  { balance }: ReportFigures,
  joined: readonly (ReportFigures | undefined)[],
): ReportDefect | undefined => {
  const { takenOver } = balance
  const closings = joined.flatMap((figures) => (figures === undefined ? [] : [figures.balance.closing]))
  const wrong =
    joined.length === 0
      ? takenOver !== undefined
      : closings.length === joined.length && !total(closings).eq(takenOver ?? "0.00")
  return wrong ? { rule: "RPT-010", field: "/balance/takenOver" } : undefined
}

/** What a consistent report shows: it is no reason to refuse the figures, for then nobody would see them. */
export const breachesOf = (
  figures: ReportFigures,
  next: ReportFigures | undefined,
  leastFlexibleReserve: string,
): readonly ReportDefect[] => {
  const pool = figures.flexiblePool
  const low =
    pool !== undefined && exact(pool.reserve).lt(exact(pool.loanBalance).times(leastFlexibleReserve))
  const broken = next !== undefined && next.balance.opening !== figures.balance.closing
  return [
    ...(low ? [{ rule: "RPT-008", field: "/flexiblePool/reserve" } as const] : []),
    ...(broken ? [{ rule: "RPT-009", field: "/balance/closing" } as const] : []),
  ]
}
