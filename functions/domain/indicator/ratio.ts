import type { Written } from "../../../contracts/indicators.ts"
import { exact, type Exact } from "../money/money.ts"

/**
 * A figure before it is divided. Figures of several centers are added part to part and whole to whole: a mean of
 * ratios would weigh the smallest center like the largest.
 */
export interface Fraction {
  readonly part: string
  readonly whole: string
}

/** The exact quotient; undefined where there is nothing to divide by. */
export const quotientOf = ({ part, whole }: Fraction): Exact | undefined =>
  exact(whole).isZero() ? undefined : exact(part).div(whole)

export const sumOfFractions = (fractions: readonly Fraction[]): Fraction => {
  let part = exact(0)
  let whole = exact(0)
  for (const fraction of fractions) {
    part = part.plus(fraction.part)
    whole = whole.plus(fraction.whole)
  }
  return { part: part.toFixed(), whole: whole.toFixed() }
}

/** As the wire has it: a plain decimal, to eight places at most. An overdue rate of 0.015 per mille needs six. */
export const plainOf = (quotient: Exact): string => quotient.toDecimalPlaces(8).toFixed()

const factors = { percent: 100, permille: 1000, plain: 1 } as const
const signs = { percent: " %", permille: " ‰", plain: "" } as const

/** For people: the exact quotient, rounded once, half up. */
export const writtenOf = (quotient: Exact, { as, places }: Written): string =>
  `${quotient.times(factors[as]).toFixed(places)}${signs[as]}`

/** 76.15 % of 0.76146…, to the places that a publication has. */
export const percentOf = (quotient: Exact, places = 2): string =>
  writtenOf(quotient, { as: "percent", places })

export const permilleOf = (quotient: Exact, places = 2): string =>
  writtenOf(quotient, { as: "permille", places })
