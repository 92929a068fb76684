import type { Segment } from "../../../contracts/accounts.ts"
import type { TaxStatement } from "../../../contracts/interest.ts"
import type { CenterId, Money } from "../../../contracts/primitives.ts"
import { sumForLimit } from "../money/money.ts"
import { monthNumber, monthOfNumber } from "../months/month.ts"
import { ownMonthsOf, paidMonthsOf, type OwnMonth } from "./own-months.ts"

type TaxedMonth = TaxStatement["months"][number]

export type StatedYear =
  | { readonly outcome: "stated"; readonly statement: Omit<TaxStatement, "accountNo"> }
  /** The record does not tell a flexible contributor's months of the year. */
  | { readonly outcome: "missing" }

/** Money counts in the year in which it was booked; where the record names no day, in the year of its month. */
const yearOf = ({ month, credited }: OwnMonth): string =>
  credited === undefined ? monthOfNumber(month).slice(0, 4) : credited.slice(0, 4)

const taxedOf = (segment: Segment, own: OwnMonth): TaxedMonth => ({
  month: monthOfNumber(own.month),
  contributorType: segment.contributorType,
  amount: own.amount,
  ...(own.credited === undefined
    ? { countedBy: "month" }
    : { countedBy: "credited", creditedOn: own.credited }),
})

/** Months of the year that were paid, and of which the record does not tell the own part. */
const untoldOf = (segment: Segment, year: string): readonly number[] => {
  const told = new Set(ownMonthsOf(segment).map(({ month }) => month))
  const first = monthNumber(`${year}-01`)
  return paidMonthsOf(segment).filter((month) => month >= first && month < first + 12 && !told.has(month))
}

const byMonth = (left: TaxedMonth, right: TaxedMonth): number =>
  left.month.localeCompare(right.month) || left.contributorType.localeCompare(right.contributorType)

const sumOf = (months: readonly TaxedMonth[], contributorType: TaxedMonth["contributorType"]): Money =>
  sumForLimit(months.filter((month) => month.contributorType === contributorType).map(({ amount }) => amount))

/**
 * Own contributions of a calendar year as this center books them. What was paid elsewhere before a transfer is that
 * center's to state; the employer's part is nobody's own money.
 */
export const taxStatementOf = (segments: readonly Segment[], year: string): StatedYear => {
  const local = segments.filter(({ origin }) => origin.kind === "local")
  const untold = local.map((segment) => ({ segment, months: untoldOf(segment, year) }))
  if (untold.some(({ segment, months }) => segment.contributorType === "flexible" && months.length > 0))
    return { outcome: "missing" }
  const months = local
    .flatMap((segment) =>
      ownMonthsOf(segment)
        .filter((own) => yearOf(own) === year)
        .map((own) => taxedOf(segment, own)),
    )
    .toSorted(byMonth)
  const transferred = segments.flatMap(({ origin }): CenterId[] =>
    origin.kind === "transferred" ? [origin.fromCenterId] : [],
  )
  const flexible = sumOf(months, "flexible")
  const employee = sumOf(months, "employee")
  return {
    outcome: "stated",
    statement: {
      year,
      months,
      flexible,
      employee,
      total: sumForLimit([flexible, employee]),
      unknownMonths: [...new Set(untold.flatMap(({ months: numbers }) => numbers))]
        .toSorted((left, right) => left - right)
        .map(monthOfNumber),
      transferredFrom: [...new Set(transferred)].toSorted(),
      ceiling: "notJudged",
    },
  }
}
