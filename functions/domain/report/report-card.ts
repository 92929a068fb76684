import type { Band, Indicator, IndicatorName } from "../../../contracts/indicators.ts"
import type { Grade, Threshold } from "../../../contracts/report-cards.ts"
import { quotientOf, sumOfFractions, type Fraction } from "../indicator/ratio.ts"
import { exact, type Exact } from "../money/money.ts"

/** A plain number, or the two sides of a ratio; the average of ratios needs the sides. */
export type Figure = string | Fraction

export interface CenterFigures {
  readonly centerId: string
  readonly figures: Readonly<Partial<Record<IndicatorName, Figure>>>
}

export interface Place {
  readonly rank: number
  readonly of: number
}

export interface GradedLine {
  readonly indicator: IndicatorName
  readonly value?: Exact
  readonly grade: Grade
  readonly place?: Place
  /** Of all centers that have the figure; withheld where they are too few. */
  readonly average?: Exact
  readonly averageWithheld?: "fewCenters"
  readonly target: Band
}

export interface GradedCard {
  readonly lines: readonly GradedLine[]
  readonly grades: Readonly<Record<Grade, number>>
  readonly place?: Place
}

const fractionOf = (figure: Figure): Fraction =>
  typeof figure === "string" ? { part: figure, whole: "1" } : figure

const valueOf = (center: CenterFigures, indicator: IndicatorName): Exact | undefined => {
  const figure = center.figures[indicator]
  return figure === undefined ? undefined : quotientOf(fractionOf(figure))
}

const isIn = (value: Exact, { atLeast, atMost }: Band): boolean =>
  (atLeast === undefined || value.gte(atLeast)) && (atMost === undefined || value.lte(atMost))

const gradeOf = (value: Exact | undefined, { met, near }: Threshold): Grade => {
  if (value === undefined) return "notKnown"
  if (isIn(value, met)) return "met"
  return isIn(value, near) ? "near" : "missed"
}

const outside = (value: Exact, { atLeast, atMost }: Band): Exact => {
  if (atLeast !== undefined && value.lt(atLeast)) return exact(atLeast).minus(value)
  return atMost !== undefined && value.gt(atMost) ? value.minus(atMost) : exact(0)
}

/** The more, the better: what places are given by. All within a band share its first place. */
const merit = (value: Exact, better: Indicator["better"], met: Band): Exact => {
  if (better === "higher") return value
  return better === "lower" ? value.negated() : outside(value, met).negated()
}

/** One more than the centers that are better: equal ones share a place, and the next one is as far down as they are many. */
const placeOf = (own: Exact, all: readonly Exact[]): Place => ({
  rank: 1 + all.filter((other) => other.gt(own)).length,
  of: all.length,
})

const averageOf = (
  centers: readonly CenterFigures[],
  indicator: IndicatorName,
  fewestCenters: number,
): Pick<GradedLine, "average" | "averageWithheld"> => {
  const known = centers.flatMap(({ figures }) => {
    const figure = figures[indicator]
    const fraction = figure === undefined ? undefined : fractionOf(figure)
    return fraction === undefined || quotientOf(fraction) === undefined ? [] : [fraction]
  })
  if (known.length < fewestCenters) return { averageWithheld: "fewCenters" }
  const average = quotientOf(sumOfFractions(known))
  return average === undefined ? {} : { average }
}

const lineOf = (
  threshold: Threshold,
  centers: readonly CenterFigures[],
  own: CenterFigures | undefined,
  fewestCenters: number,
): GradedLine => {
  const { indicator, met, better } = threshold
  const value = own === undefined ? undefined : valueOf(own, indicator)
  const merits = centers
    .map((center) => valueOf(center, indicator))
    .filter((known) => known !== undefined)
    .map((known) => merit(known, better, met))
  return {
    indicator,
    grade: gradeOf(value, threshold),
    ...(value === undefined ? {} : { value, place: placeOf(merit(value, better, met), merits) }),
    ...averageOf(centers, indicator, fewestCenters),
    target: met,
  }
}

/** The share of its known lines that a center meets; undefined when none is known. */
const metShare = (center: CenterFigures, thresholds: readonly Threshold[]): Exact | undefined => {
  const grades = thresholds.map((threshold) => gradeOf(valueOf(center, threshold.indicator), threshold))
  const known = grades.filter((grade) => grade !== "notKnown").length
  return known === 0 ? undefined : exact(grades.filter((grade) => grade === "met").length).div(known)
}

/**
 * One center's card among all: grades by the thresholds, places by value, averages of everybody. What it says of
 * others is a place and an average, and no average of so few that it would name them.
 */
export const reportCard = (
  centers: readonly CenterFigures[],
  centerId: string,
  thresholds: readonly Threshold[],
  fewestCenters: number,
): GradedCard => {
  const own = centers.find((center) => center.centerId === centerId)
  const lines = thresholds.map((threshold) => lineOf(threshold, centers, own, fewestCenters))
  const grades: Record<Grade, number> = { met: 0, near: 0, missed: 0, notKnown: 0 }
  for (const { grade } of lines) grades[grade] += 1
  const share = own === undefined ? undefined : metShare(own, thresholds)
  const shares = centers.map((center) => metShare(center, thresholds)).filter((known) => known !== undefined)
  return { lines, grades, ...(share === undefined ? {} : { place: placeOf(share, shares) }) }
}
