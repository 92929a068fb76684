import type { MeasuredIndicator } from "../../../contracts/indicators.ts"
import { RATIOS } from "../../../contracts/supervision-figures.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import type { MetricName } from "../../../contracts/supervision-metrics.ts"
import { daysBetween } from "../calendar/china-date.ts"
import type { Fraction } from "../indicator/ratio.ts"
import type { CenterFigures } from "./report-card.ts"

/** One counter of a list of all centers: whose it is, of which kind, and its sums by the role of the center. */
export interface CenterCounter {
  readonly first: string
  readonly slice?: string
  readonly figures: Readonly<Record<string, number>>
}

/** The lists of all centers that a card is read from. */
export interface MeasuredLists {
  readonly legs: readonly CenterCounter[]
  /** Working days of service cases, by mode. */
  readonly serviceDays: readonly CenterCounter[]
  readonly transfers: readonly CenterCounter[]
  /** What stands when the card is read; absent when it is the card of an earlier month. */
  readonly now?: StandingLists
}

export interface StandingLists {
  readonly today: LocalDate
  readonly openFindings: readonly CenterCounter[]
  /** The day on which the oldest money without a letter came to a center; of a center without such money nothing. */
  readonly unmatchedSince: ReadonlyMap<string, LocalDate>
  /** When the oldest message came that a center has not acknowledged. */
  readonly unreadSince: ReadonlyMap<string, LocalDate>
}

const sumOf = (counters: readonly CenterCounter[], name: string): number =>
  counters.reduce((total, { figures }) => total + (figures[name] ?? 0), 0)

/** The ratio as supervisors see it, before it is divided. */
const fractionOf = (
  counters: readonly CenterCounter[],
  metric: MetricName,
  ratio: string,
  role: string,
): Fraction | undefined => {
  const known = RATIOS[metric]?.find(({ name }) => name === ratio)
  if (known === undefined) throw new Error(`no ratio ${ratio} of ${metric}`)
  const sum = (names: readonly string[]): number =>
    names.reduce((total, name) => total + sumOf(counters, `${role}.${name}`), 0)
  const whole = sum(known.by) - sum(known.less ?? [])
  return whole <= 0 ? undefined : { part: String(sum([known.of])), whole: String(whole) }
}

const transferLegs: readonly string[] = ["letter", "stateAndPay", "completion"]

const plain = (value: number): Fraction => ({ part: String(value), whole: "1" })

type Standing = "openDuplicates" | "unmatchedMoneyAge" | "oldestUnread"

/** Whole days; what is not there has waited none. */
const standingOf = (
  centerId: string,
  { today, openFindings, unmatchedSince, unreadSince }: StandingLists,
): Readonly<Record<Standing, Fraction>> => {
  const ageOf = (since: LocalDate | undefined): Fraction =>
    plain(since === undefined ? 0 : Math.max(0, daysBetween(since, today)))
  return {
    openDuplicates: plain(
      sumOf(
        openFindings.filter(({ first }) => first === centerId),
        "own.open",
      ),
    ),
    unmatchedMoneyAge: ageOf(unmatchedSince.get(centerId)),
    oldestUnread: ageOf(unreadSince.get(centerId)),
  }
}

/** What the hub counted of one center in the month. A center that did nothing has no share of anything. */
const figuresOf = (centerId: string, lists: MeasuredLists): CenterFigures => {
  const own = (counters: readonly CenterCounter[]): readonly CenterCounter[] =>
    counters.filter(({ first }) => first === centerId)
  const legs = own(lists.legs)
  const transfers = own(lists.transfers)
  const found: Readonly<Partial<Record<MeasuredIndicator, Fraction | undefined>>> = {
    onTimeLegs: fractionOf(
      legs.filter(({ slice = "" }) => transferLegs.includes(slice)),
      "legs",
      "onTimeShare",
      "own",
    ),
    jointServiceDays: fractionOf(
      own(lists.serviceDays).filter(({ slice }) => slice === "joint"),
      "serviceDays",
      "averageDays",
      "own",
    ),
    // Of letters that came to the center: it is the home center that refuses and whose statement is disputed.
    refusalRate: fractionOf(transfers, "transfers", "refusalRate", "out"),
    negotiationRate: fractionOf(transfers, "transfers", "negotiationRate", "out"),
    ...(lists.now === undefined ? {} : standingOf(centerId, lists.now)),
  }
  const known = Object.entries(found).filter(([, fraction]) => fraction !== undefined)
  return { centerId, figures: Object.fromEntries(known) }
}

export const measuredFigures = (
  centerIds: readonly string[],
  lists: MeasuredLists,
): readonly CenterFigures[] => centerIds.map((centerId) => figuresOf(centerId, lists))
