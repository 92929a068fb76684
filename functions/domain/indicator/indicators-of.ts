import { reportedIndicators, type ReportedIndicator } from "../../../contracts/indicators.ts"
import type { ReportFigures } from "../../../contracts/reports.ts"
import { exact, type Exact } from "../money/money.ts"
import { sumOfFractions, type Fraction } from "./ratio.ts"

/** What an indicator needs of a report. */
export interface IndicatedReport {
  readonly centerId: string
  readonly month: string
  readonly figures: ReportFigures
}

/** A flow is added over the months; of what stands at a month's end only the last month's counts. */
interface Side {
  readonly over: "months" | "end"
  readonly of: (figures: ReportFigures) => Exact | undefined
}

type Value = string | number | undefined
const sumOf = (values: readonly Value[]): Exact | undefined => {
  let sum = exact(0)
  for (const value of values) {
    if (value === undefined) return undefined
    sum = sum.plus(value)
  }
  return sum
}

const flow = (read: (figures: ReportFigures) => readonly Value[]): Side => ({
  over: "months",
  of: (figures) => sumOf(read(figures)),
})
const stock = (read: (figures: ReportFigures) => readonly Value[]): Side => ({
  over: "end",
  of: (figures) => sumOf(read(figures)),
})

const withdrawn = flow(({ withdrawals }) => [withdrawals.total])
const lent = stock(({ loans }) => [loans.balance])
const balance = stock((figures) => [figures.balance.closing])
const employees = stock(({ contributors }) => [contributors.payingEmployees])

const sides: Readonly<Record<ReportedIndicator, { readonly part: Side; readonly whole: Side }>> = {
  withdrawalRate: { part: withdrawn, whole: flow(({ deposits }) => [deposits.total]) },
  housingWithdrawalShare: {
    part: flow(({ withdrawals: { employee, flexible } }) => [
      employee.housing,
      employee.rent,
      flexible.housing,
      flexible.rent,
    ]),
    whole: withdrawn,
  },
  rentShare: {
    part: flow(({ withdrawals: { employee, flexible } }) => [employee.rent, flexible.rent]),
    whole: withdrawn,
  },
  loanRate: { part: lent, whole: balance },
  overdueRate: { part: stock(({ loans }) => [loans.overdue.total]), whole: lent },
  fundUse: {
    part: stock(({ loans, funds }) => [loans.balance, funds.projectLoans ?? "0.00", funds.treasuryBonds]),
    whole: balance,
  },
  riskReserveRate: { part: stock(({ funds }) => [funds.riskReserve]), whole: lent },
  flexibleReserveRate: {
    part: stock(({ flexiblePool }) => [flexiblePool?.reserve]),
    whole: stock(({ flexiblePool }) => [flexiblePool?.loanBalance]),
  },
  coverage: { part: employees, whole: stock(({ contributors }) => [contributors.dueEmployees]) },
  baseAdjustmentRate: {
    part: flow(({ contributors }) => [contributors.adjustedEmployees]),
    whole: employees,
  },
  unitOverdueRate: {
    part: stock(({ contributors }) => [contributors.overdueUnits]),
    whole: stock(({ contributors }) => [contributors.dueUnits]),
  },
  flexibleShare: { part: stock(({ contributors }) => [contributors.payingFlexible]), whole: employees },
  offsiteLoanShare: {
    part: flow(({ loans }) => [loans.offsiteAmount]),
    whole: flow(({ loans }) => [loans.grantedAmount]),
  },
  onlineShare: {
    part: flow(({ service }) => [service?.handledOnline]),
    whole: flow(({ service }) => [service?.handled]),
  },
  hotlineSatisfaction: {
    part: flow(({ service }) => [service?.hotlineSatisfied]),
    whole: flow(({ service }) => [service?.hotlineRated]),
  },
  complaintSettlement: {
    part: flow(({ service }) => [service?.complaintsSettled]),
    whole: flow(({ service }) => [service?.complaints]),
  },
  complaintSubstantiation: {
    part: flow(({ service }) => [service?.serviceComplaintsSubstantiated]),
    whole: flow(({ service }) => [service?.serviceComplaints]),
  },
}

/** One center's fraction over its months, oldest first; a month in which a side is unknown counts on neither side. */
const fractionOf = (
  { part, whole }: (typeof sides)[ReportedIndicator],
  months: readonly IndicatedReport[],
): Fraction | undefined => {
  const end = months.at(-1)
  const read = (side: Side, month: IndicatedReport) =>
    side.of(side.over === "end" && end !== undefined ? end.figures : month.figures)
  const counted = part.over === "end" && whole.over === "end" ? months.slice(-1) : months
  let parts = exact(0)
  let wholes = exact(0)
  let known = 0
  for (const month of counted) {
    const [some, all] = [read(part, month), read(whole, month)]
    if (some === undefined || all === undefined) continue
    parts = parts.plus(some)
    // Of what stands at the end there is one, however many months the flow above it has.
    wholes = whole.over === "end" ? all : wholes.plus(all)
    known += 1
  }
  return known === 0 ? undefined : { part: parts.toFixed(), whole: wholes.toFixed() }
}

const byCenter = (reports: readonly IndicatedReport[]): readonly (readonly IndicatedReport[])[] => {
  const groups = new Map<string, IndicatedReport[]>()
  for (const report of reports.toSorted((left, right) => left.month.localeCompare(right.month))) {
    const group = groups.get(report.centerId)
    if (group === undefined) groups.set(report.centerId, [report])
    else group.push(report)
  }
  return [...groups.values()]
}

export type Indicators = Readonly<Partial<Record<ReportedIndicator, Fraction>>>

/**
 * The indicators of a center, a province, a federation or the nation: of whatever reports are given, over one month or
 * several. A center that does not tell a side of a ratio is left out of both.
 */
export const indicatorsOf = (reports: readonly IndicatedReport[]): Indicators => {
  const centers = byCenter(reports)
  const found: Partial<Record<ReportedIndicator, Fraction>> = {}
  for (const name of reportedIndicators) {
    const fractions = centers
      .map((months) => fractionOf(sides[name], months))
      .filter((fraction) => fraction !== undefined)
    if (fractions.length > 0) found[name] = sumOfFractions(fractions)
  }
  return found
}
