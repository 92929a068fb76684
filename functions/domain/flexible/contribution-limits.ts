import type { Contribution, FlexibleStep, ParticipationVerdict } from "../../../contracts/participation.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { type Exact, exact } from "../money/money.ts"
import { citationOf, stepOf, type CitedFigure } from "./flexible-step.ts"

type Pack = Pick<PolicyPack, "contribution" | "sources">

interface Range extends CitedFigure {
  readonly least?: string | undefined
  readonly most?: string | undefined
}

const rule = "FLX-025"

const unruled = stepOf(rule, "homeDecides", {
  zh: "政策包没有月缴存额上下限",
  en: "the pack gives no limits of the monthly contribution",
})

/** Both limits belong to what is allowed; they are compared unrounded. */
const within = (value: Exact, { least, most }: Range): ParticipationVerdict => {
  if ((least !== undefined && value.lt(least)) || (most !== undefined && value.gt(most))) return "notAllowed"
  return least === undefined || most === undefined ? "homeDecides" : "allowed"
}

const textOf = ({ least = "-", most = "-" }: Range) => `${least} ~ ${most}`

const judged = (value: Exact, range: Range, what: { zh: string; en: string }, pack: Pack): FlexibleStep =>
  stepOf(rule, within(value, range), {
    zh: `${what.zh} ${textOf(range)}`,
    en: `${what.en} ${textOf(range)}`,
    source: citationOf(range, pack.sources),
  })

/** Lowest base x lowest rate to highest base x highest rate, where a city publishes only these. */
const derivedRange = (pack: Pack): Range | undefined => {
  const { monthlyBase, flexibleRate } = pack.contribution ?? {}
  if (monthlyBase === undefined || flexibleRate === undefined) return undefined
  const { least, most } = monthlyBase
  return {
    ...(least === undefined ? {} : { least: exact(least).times(flexibleRate.least).toFixed() }),
    ...(most === undefined ? {} : { most: exact(most).times(flexibleRate.most).toFixed() }),
    source: flexibleRate.source,
    clause: flexibleRate.clause,
  }
}

export const judgeMonthly = (monthly: Exact, pack: Pack): FlexibleStep => {
  const range = pack.contribution?.flexibleMonthly ?? derivedRange(pack)
  return range === undefined ? unruled : judged(monthly, range, { zh: "月缴存额", en: "monthly" }, pack)
}

export const judgeBase = (base: string, pack: Pack): FlexibleStep => {
  const range = pack.contribution?.monthlyBase
  return range === undefined ? unruled : judged(exact(base), range, { zh: "缴存基数", en: "base" }, pack)
}

const judgeRate = (rate: string, pack: Pack): FlexibleStep => {
  const range = pack.contribution?.flexibleRate
  return range === undefined ? unruled : judged(exact(rate), range, { zh: "缴存比例", en: "rate" }, pack)
}

/** 月缴存额, or 缴存基数 and 缴存比例, within the city's limits (昌吉 二(二)1; 晋城 三(三); 辽宁 一(四)). */
export const judgeContribution = (contribution: Contribution, pack: Pack): readonly FlexibleStep[] => {
  if ("monthlyContribution" in contribution)
    return [judgeMonthly(exact(contribution.monthlyContribution), pack)]
  const { base, rate } = contribution
  const { flexibleMonthly, monthlyBase, flexibleRate } = pack.contribution ?? {}
  // A city that limits the amount only asks nothing of base and rate.
  if (flexibleMonthly !== undefined && (monthlyBase === undefined || flexibleRate === undefined))
    return [judgeMonthly(exact(base).times(rate), pack)]
  return [
    judgeBase(base, pack),
    judgeRate(rate, pack),
    ...(flexibleMonthly === undefined ? [] : [judgeMonthly(exact(base).times(rate), pack)]),
  ]
}

export const judgeNewBase = (
  { newBase, newRate }: { readonly newBase: string; readonly newRate?: string | undefined },
  pack: Pack,
): readonly FlexibleStep[] => [
  judgeBase(newBase, pack),
  ...(newRate === undefined ? [] : [judgeRate(newRate, pack)]),
]
