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

/** Of all centers that have the figure; withheld where they are too few. */
interface Average {
  readonly average?: Exact
  readonly averageWithheld?: "fewCenters"
}

/** What a line says of all centers. */
export interface CommonLine extends Average {
  readonly indicator: IndicatorName
  readonly target: Band
}

export interface GradedLine extends CommonLine {
  readonly value?: Exact
  readonly grade: Grade
  readonly place?: Place
}

export interface GradedCard {
  readonly lines: readonly GradedLine[]
  readonly grades: Readonly<Record<Grade, number>>
  readonly place?: Place
}

const fractionOf = (figure: Figure): Fraction =>
  typeof figure === "string" ? { part: figure, whole: "1" } : figure

const valueOf = ({ figures }: CenterFigures, indicator: IndicatorName): Exact | undefined => {
  const figure = figures[indicator]
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

type Places = ReadonlyMap<string, Place>

/** One more than the centers that are better: equal ones share a place, and the next one is as far down as they are many. */
const placesOf = (merits: readonly (readonly [centerId: string, merit: Exact])[]): Places => {
  const places = new Map<string, Place>()
  let better: Exact | undefined
  let rank = 1
  for (const [index, [centerId, own]] of merits
    .toSorted(([, left], [, right]) => right.comparedTo(left))
    .entries()) {
    if (better === undefined || !own.eq(better)) rank = index + 1
    better = own
    places.set(centerId, { rank, of: merits.length })
  }
  return places
}

const averageOf = (
  centers: readonly CenterFigures[],
  indicator: IndicatorName,
  fewestCenters: number,
): Average => {
  const known = centers.flatMap(({ figures }) => {
    const figure = figures[indicator]
    const fraction = figure === undefined ? undefined : fractionOf(figure)
    return fraction === undefined || quotientOf(fraction) === undefined ? [] : [fraction]
  })
  if (known.length < fewestCenters) return { averageWithheld: "fewCenters" }
  const average = quotientOf(sumOfFractions(known))
  return average === undefined ? {} : { average }
}

/** One indicator of all centers: divided and sorted once, however many cards are read from it. */
interface RankedLine {
  readonly threshold: Threshold
  readonly values: ReadonlyMap<string, Exact>
  readonly places: Places
  readonly common: CommonLine
}

const rankedLine = (
  threshold: Threshold,
  centers: readonly CenterFigures[],
  fewestCenters: number,
): RankedLine => {
  const { indicator, met, better } = threshold
  const known = centers.flatMap((center) => {
    const value = valueOf(center, indicator)
    return value === undefined ? [] : [[center.centerId, value] as const]
  })
  return {
    threshold,
    values: new Map(known),
    places: placesOf(known.map(([centerId, value]) => [centerId, merit(value, better, met)] as const)),
    common: { indicator, target: met, ...averageOf(centers, indicator, fewestCenters) },
  }
}

const lineOf = ({ threshold, values, places, common }: RankedLine, centerId: string): GradedLine => {
  const value = values.get(centerId)
  const place = places.get(centerId)
  return {
    ...common,
    grade: gradeOf(value, threshold),
    ...(value === undefined ? {} : { value }),
    ...(place === undefined ? {} : { place }),
  }
}

const gradesOf = (lines: readonly GradedLine[]): GradedCard["grades"] => {
  const grades: Record<Grade, number> = { met: 0, near: 0, missed: 0, notKnown: 0 }
  for (const { grade } of lines) grades[grade] += 1
  return grades
}

/** The share of its known lines that a center meets; undefined when none is known. */
const metShare = ({ met, near, missed }: GradedCard["grades"]): Exact | undefined => {
  const known = met + near + missed
  return known === 0 ? undefined : exact(met).div(known)
}

export interface GradedCenters {
  readonly lines: readonly CommonLine[]
  readonly cards: ReadonlyMap<string, GradedCard>
}

/** The cards of all centers: grades by the thresholds, places by value, averages of everybody. */
export const reportCards = (
  centers: readonly CenterFigures[],
  thresholds: readonly Threshold[],
  fewestCenters: number,
): GradedCenters => {
  const ranked = thresholds.map((threshold) => rankedLine(threshold, centers, fewestCenters))
  const cards = centers.map(({ centerId }) => {
    const lines = ranked.map((line) => lineOf(line, centerId))
    return { centerId, lines, grades: gradesOf(lines) }
  })
  const places = placesOf(
    cards.flatMap(({ centerId, grades }) => {
      const share = metShare(grades)
      return share === undefined ? [] : [[centerId, share] as const]
    }),
  )
  return {
    lines: ranked.map(({ common }) => common),
    cards: new Map(
      cards.map(({ centerId, lines, grades }) => {
        const place = places.get(centerId)
        return [centerId, { lines, grades, ...(place === undefined ? {} : { place }) }] as const
      }),
    ),
  }
}

/**
 * One center's card among all. What it says of others is a place and an average, and no average of so few that it
 * would name them. A center that is not among them knows the averages only.
 */
export const reportCard = (
  centers: readonly CenterFigures[],
  centerId: string,
  thresholds: readonly Threshold[],
  fewestCenters: number,
): GradedCard => {
  const graded = reportCards(centers, thresholds, fewestCenters)
  const own = graded.cards.get(centerId)
  if (own !== undefined) return own
  const lines = graded.lines.map((line) => ({ ...line, grade: "notKnown" as const }))
  return { lines, grades: gradesOf(lines) }
}
