import type { SubsidyPolicy } from "../../../contracts/policies.ts"
import type { Money } from "../../../contracts/primitives.ts"
import {
  contributionSubsidy,
  startingGrant,
  type SubsidyContribution,
} from "../money/contribution-subsidy.ts"
import {
  compareMoney,
  exact,
  leastMoney,
  roundToMoney,
  subtractMoney,
  sumForLimit,
  zeroMoney,
} from "../money/money.ts"
import { monthNumber, monthOfNumber } from "../months/month.ts"
import { citationOf, stepOf, type CitedFigure } from "./flexible-step.ts"
import { addMonthsToDay } from "./retirement-age.ts"
import { blocksOf, dayOfWithdrawal, lastRowOf, withdrawalsBy } from "./subsidy-base.ts"
import { interestOf } from "./subsidy-interest.ts"
import type { FoundSubsidy, SubsidyCase } from "./subsidy-quote.ts"

type Figure<Kind extends keyof SubsidyPolicy> = NonNullable<SubsidyPolicy[Kind]>

const yes = (isMet: boolean) => (isMet ? "allowed" : "notAllowed")
const sourceOf = (figure: CitedFigure, { pack }: SubsidyCase) => ({
  source: citationOf(figure, pack.sources),
})

const share = (amount: Money, rate: string): Money => roundToMoney(exact(amount).times(rate))

const yearOf = (month: number): string => monthOfNumber(month).slice(0, 4)

/** 0.5 % of the year's own contributions after twelve full months (昌吉 二(三)2). The years follow each other from the first month of the row. */
export const contributionFound = (figure: Figure<"contribution">, about: SubsidyCase): FoundSubsidy => {
  const cited = sourceOf(figure, about)
  const row = lastRowOf(about.base, about.on)
  const blocks = blocksOf(row, figure.months)
  const block =
    about.year === undefined ? blocks.at(-1) : blocks.find(({ last }) => yearOf(last) === about.year)
  const [used] = withdrawalsBy(about.ledger, about.on)
  const months = row === undefined ? 0 : row.last - row.first + 1
  const steps = [
    stepOf("FLX-040", yes(block !== undefined), {
      ...cited,
      zh: `连续 ${months} 个月，要求 ${figure.months} 个月`,
      en: `${months} months in a row of ${figure.months}`,
    }),
    stepOf("FLX-041", yes(used === undefined), cited),
    stepOf("FLX-043", "allowed", cited),
  ]
  const year = block === undefined ? about.year : yearOf(block.last)
  const named = year === undefined ? {} : { year }
  if (block === undefined) return { steps, amount: zeroMoney, ...named }
  const contributions: SubsidyContribution[] = []
  let isMissing = false
  for (let month = block.first; month <= block.last; month += 1) {
    const known = about.base.byMonth.get(month)
    if (known === undefined) isMissing = true
    for (const { amount } of known ?? [])
      contributions.push({
        month: monthOfNumber(month),
        amount,
        contributorType: "flexible",
        origin: "local",
      })
  }
  const record = {
    lastMonth: monthOfNumber(block.last),
    withdrawnOn: used === undefined ? undefined : dayOfWithdrawal(used),
  }
  return {
    steps,
    ...named,
    amount: contributionSubsidy(contributions, record, figure),
    of: sumForLimit(contributions.map(({ amount }) => amount)),
    from: block.first,
    to: block.last,
    ...(isMissing ? { isMissing: true } : {}),
  }
}

/** Of the categories that the pack names; a graduate within so many years, the anniversary included. */
const isEntitled = (
  figure: Figure<"startingGrant">,
  { categories, graduatedOn, on }: SubsidyCase,
): boolean => {
  if (figure.categories === undefined) return true
  return figure.categories.some((category) => {
    if (!categories.includes(category)) return false
    if (category !== "graduate" || figure.graduatedWithinYears === undefined) return true
    return (
      graduatedOn !== undefined &&
      graduatedOn <= on &&
      addMonthsToDay(graduatedOn, figure.graduatedWithinYears * 12) >= on
    )
  })
}

/** 100 yuan once, after six full months (昌吉 二(三)3). */
export const startingGrantFound = (figure: Figure<"startingGrant">, about: SubsidyCase): FoundSubsidy => {
  const cited = sourceOf(figure, about)
  const row = lastRowOf(about.base, about.on)
  const continuousMonths = row === undefined ? 0 : row.last - row.first + 1
  const [used] = withdrawalsBy(about.ledger, about.on)
  const entitled = isEntitled(figure, about)
  return {
    steps: [
      stepOf("FLX-040", yes(continuousMonths >= figure.months), {
        ...cited,
        zh: `连续 ${continuousMonths} 个月，要求 ${figure.months} 个月`,
        en: `${continuousMonths} months in a row of ${figure.months}`,
      }),
      stepOf("FLX-041", yes(used === undefined), cited),
      stepOf("FLX-042", yes(entitled), cited),
    ],
    amount: startingGrant(
      {
        continuousMonths,
        entitled,
        alreadyGranted: false,
        withdrawnOn: used === undefined ? undefined : dayOfWithdrawal(used),
      },
      figure,
    ),
    ...(row === undefined ? {} : { from: row.first, to: row.last }),
  }
}

/** The last year whose 30 June has passed. */
export const creditedYear = ({ on, year }: SubsidyCase): string =>
  year ?? (on.slice(5) > "06-30" ? on.slice(0, 4) : String(Number(on.slice(0, 4)) - 1))

/** 30 % of the year's interest (苏州). */
export const interestFound = (figure: Figure<"interest">, about: SubsidyCase): FoundSubsidy => {
  const year = creditedYear(about)
  const isCredited = `${year}-06-30` < about.on
  const interest = isCredited ? interestOf(about, year) : zeroMoney
  return {
    steps: [stepOf("FLX-047", yes(isCredited), sourceOf(figure, about))],
    year,
    amount: interest === undefined ? zeroMoney : share(interest, figure.rate),
    ...(interest === undefined ? { isMissing: true } : { of: interest }),
    from: monthNumber(`${year}-06`) - 11,
    to: monthNumber(`${year}-06`),
  }
}

/** 1 % of what has lain unused for twelve months (海南): the whole less what came since, and less what was taken. */
export const unusedMoneyFound = (figure: Figure<"unusedMoney">, about: SubsidyCase): FoundSubsidy => {
  const { base, on } = about
  const cited = sourceOf(figure, about)
  const since = addMonthsToDay(on, -figure.months)
  const taken = withdrawalsBy(about.ledger, on)
  const recent: Money[] = []
  let isMissing = false
  for (const month of base.paid) {
    const known = base.byMonth.get(month)
    const isOld = month <= monthNumber(since)
    if (known === undefined) isMissing ||= !isOld
    for (const { amount, credited } of known ?? [])
      if (credited === undefined ? !isOld : credited > since) recent.push(amount)
  }
  const newer = sumForLimit([...recent, ...taken.map((entry) => entry.taken.flexible)])
  const lain =
    compareMoney(newer, base.contributions) >= 0 ? zeroMoney : subtractMoney(base.contributions, newer)
  const of = leastMoney(lain, base.principal)
  const year = on.slice(0, 4)
  const isOtherYear = about.year !== undefined && about.year !== year
  return {
    steps: [
      stepOf("FLX-040", yes(of !== zeroMoney && !isOtherYear), cited),
      stepOf("FLX-041", yes(taken.every((entry) => dayOfWithdrawal(entry) <= since)), cited),
      stepOf("FLX-043", "allowed", cited),
    ],
    year: about.year ?? year,
    amount: share(of, figure.rate),
    of,
    from: monthNumber(since) + 1,
    to: monthNumber(on),
    ...(isMissing ? { isMissing: true } : {}),
  }
}
