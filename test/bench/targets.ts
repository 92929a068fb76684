import type { ServiceMode } from "../../contracts/service-codes.ts"
import type { BenchResults } from "./bench-results.ts"

export interface Target {
  readonly name: string
  readonly unit: string
  /** Counted figures are the same on every machine, so that missing one is an error; times and rates are not. */
  readonly kind: "counted" | "timed"
  readonly bound: "most" | "least"
  readonly limit: number
  /** Undefined when it was not measured. */
  readonly figure: (results: BenchResults) => number | undefined
}

/** Zero when growth costs nothing. */
const spread = (figures: readonly number[] | undefined): number | undefined =>
  figures === undefined ? undefined : Math.max(...figures) - Math.min(...figures)

const counted = (name: string, unit: string, limit: number, figure: Target["figure"]): Target => ({
  name,
  unit,
  kind: "counted",
  bound: "most",
  limit,
  figure,
})

const timed = (
  name: string,
  bound: Target["bound"],
  limit: number,
  unit: string,
  figure: Target["figure"],
): Target => ({ name, unit, kind: "timed", bound, limit, figure })

const serviceTargets = (
  mode: ServiceMode,
  { transitions, wru }: { readonly transitions: number; readonly wru: number },
): readonly Target[] => [
  counted(
    `service case, ${mode}: transitions`,
    "",
    transitions,
    ({ serviceCase }) => serviceCase?.[mode].stateTransitions,
  ),
  counted(`service case, ${mode}: writes`, "WRU", wru, ({ serviceCase }) => serviceCase?.[mode].wru),
  counted(
    `service case, ${mode}: price of 1,000`,
    "USD",
    0.4,
    ({ serviceCase }) => serviceCase?.[mode].usdPer1000,
  ),
]

export const TARGETS: readonly Target[] = [
  counted("account check: database calls", "calls", 3, ({ accountCheck }) => accountCheck?.dynamoCalls),
  counted("account check: reads", "RRU", 1, ({ accountCheck }) => accountCheck?.rru),
  counted("account check: writes", "WRU", 2, ({ accountCheck }) => accountCheck?.wru),
  timed("account check: rate over bare calls", "least", 0.5, "x", ({ accountCheck }) => accountCheck?.ratio),
  counted("opening: items of the transaction", "items", 6, ({ openAccount }) => openAccount?.items),
  counted("transfer: writing calls", "calls", 4, ({ transfer }) => transfer?.writingCalls),
  counted("transfer: state transitions", "", 10, ({ transfer }) => transfer?.stateTransitions),
  counted("transfer: writes", "WRU", 110, ({ transfer }) => transfer?.wru),
  counted("transfer: list price of 1,000", "USD", 0.4, ({ transfer }) => transfer?.usdPer1000),
  counted("loan check of three: database calls", "calls", 6, ({ loanCheck }) => loanCheck?.dynamoCalls),
  // One a person, and one for the rules of the asking center.
  counted("loan check of three: reads", "RRU", 4, ({ loanCheck }) => loanCheck?.rru),
  counted("loan check of three: writes", "WRU", 2, ({ loanCheck }) => loanCheck?.wru),
  counted("reservation for three: items", "items", 6, ({ reservation }) => reservation?.items),
  counted("reservation for three: writes", "WRU", 14, ({ reservation }) => reservation?.wru),
  counted("off-site loan to grant: transitions", "", 12, ({ offsiteLoan }) => offsiteLoan?.stateTransitions),
  counted("off-site loan to grant: writes", "WRU", 135, ({ offsiteLoan }) => offsiteLoan?.wru),
  counted("off-site loan to grant: price of 1,000", "USD", 0.4, ({ offsiteLoan }) => offsiteLoan?.usdPer1000),
  counted(
    "off-site loan, a year: transitions",
    "",
    16,
    ({ offsiteLoan }) => offsiteLoan?.year.stateTransitions,
  ),
  counted("off-site loan, a year: writes", "WRU", 410, ({ offsiteLoan }) => offsiteLoan?.year.wru),
  counted(
    "off-site loan, a month's feed: writes",
    "WRU",
    26,
    ({ offsiteLoan }) => offsiteLoan?.year.wruPerFeed,
  ),
  counted(
    "transfer of a marked account: transitions",
    "",
    10,
    ({ markedTransfer }) => markedTransfer?.stateTransitions,
  ),
  counted(
    "transfer of a marked account: writes",
    "WRU more",
    24,
    ({ markedTransfer }) => markedTransfer?.extraWru,
  ),
  // The account, its withdrawals, the person, the loans, the fact, the rules of the asking center; warnings about the
  // unit of the account, and notices on the city of a home that is bought.
  counted("withdrawal check: database calls", "calls", 10, ({ withdrawalCheck }) => withdrawalCheck?.calls),
  counted("withdrawal check: reads", "RRU", 8, ({ withdrawalCheck }) => withdrawalCheck?.rru),
  counted("withdrawal check: writes", "WRU", 2, ({ withdrawalCheck }) => withdrawalCheck?.wru),
  ...serviceTargets("online", { transitions: 8, wru: 95 }),
  ...serviceTargets("agent", { transitions: 9, wru: 145 }),
  ...serviceTargets("joint", { transitions: 10, wru: 150 }),
  counted("batch: writes of a line", "WRU", 24, ({ batch }) => batch?.wruPerLine),
  timed("batch of letters: rate", "least", 20, "lines/s", ({ batch }) => batch?.linesPerSecond),
  timed("loan quote, one core", "least", 20_000, "/s", ({ loanQuote }) => loanQuote?.perSecond),
  timed("signature: whole check over jose", "least", 0.8, "x", ({ signature }) => signature?.ratio),
  counted("largest bundle of an API function", "bytes", 750_000, ({ bundle }) => bundle?.maxBytes),
  timed("cold import over that of the SDK", "most", 1.5, "x", ({ coldImport }) => coldImport?.maxRatio),
  counted("growth: reads of a check", "RRU more", 0, ({ growth }) => spread(growth?.rruPerCheck)),
  counted("growth: reads of a loan check", "RRU more", 0, ({ growth }) => spread(growth?.rruPerLoanCheck)),
  counted("growth: writes of a loan check", "WRU more", 0, ({ growth }) => spread(growth?.wruPerLoanCheck)),
  counted("growth: reads of a reservation", "RRU more", 0, ({ growth }) => spread(growth?.rruPerReservation)),
  counted("growth: writes of a reservation", "WRU more", 0, ({ growth }) =>
    spread(growth?.wruPerReservation),
  ),
  counted("growth: reads of a service request", "RRU more", 0, ({ growth }) => spread(growth?.rruPerService)),
  counted("growth: writes of a service request", "WRU more", 0, ({ growth }) =>
    spread(growth?.wruPerService),
  ),
  counted("overview of the nation: database calls", "calls", 12, ({ overview }) =>
    overview === undefined ? undefined : Math.max(...overview.dynamoCalls),
  ),
  counted("growth: calls of an overview", "calls more", 0, ({ overview }) => spread(overview?.dynamoCalls)),
  timed("overview of the nation: p99", "most", 1_000, "ms", ({ overview }) => overview?.p99Ms.at(-1)),
  counted("statistics: writes of counting a commit", "WRU", 60, ({ statistics }) => statistics?.wruPerChange),
  counted("growth: writes of counting a commit", "WRU more", 0, ({ statistics }) =>
    spread(statistics?.growth.wruPerChange),
  ),
  timed("statistics: lag, p99", "most", 5_000, "ms", ({ statistics }) => statistics?.lagMsP99),
  counted("growth: writes of an opening", "WRU more", 0, ({ growth }) => spread(growth?.wruPerOpen)),
]

export type Verdict = "ok" | "missed"

export const verdictOf = ({ bound, limit }: Target, figure: number): Verdict =>
  (bound === "most" ? figure <= limit : figure >= limit) ? "ok" : "missed"

/** The counted figures that are beyond their target, as sentences. */
export const missedTargets = (results: BenchResults): readonly string[] =>
  TARGETS.flatMap((target) => {
    const figure = target.figure(results)
    const missed = target.kind === "counted" && figure !== undefined && verdictOf(target, figure) === "missed"
    return missed ? [`${target.name}: ${figure} instead of at most ${target.limit} ${target.unit}`] : []
  })
