import type { BenchFederation } from "./bench-federation.ts"
import { carriedBy, type Carried } from "./carried.ts"
import {
  applicantAt,
  carryToGrant,
  collect,
  feed,
  lendingOf,
  offset,
  payOff,
  type Feed,
  type Lending,
  type RunningLoan,
} from "./carry-offsite-loan.ts"
import { consumptionOf, plus, type Counted } from "./consumption-of.ts"
import { createFlowMeter } from "./flow-meter.ts"
import { sweep, visitOfSweeper } from "./sweep.ts"

export interface OffsiteLoanBench extends Carried {
  /** Twelve feeds, one collection, one offset. */
  readonly year: Carried & { readonly wruPerFeed: number }
}

const dayMs = 86_400_000
const today = ({ hub }: Lending): string => new Date(hub.clock.now() + dayMs / 3).toISOString().slice(0, 10)

/** Late in the next month, when it may be fed. */
const nextMonth = async (lending: Lending): Promise<string> => {
  const now = new Date(lending.hub.clock.now())
  const then = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 25, 1)
  await lending.hub.clock.advance(then - now.getTime())
  return today(lending).slice(0, 7)
}

/** The third month is overdue and collected, in the fifth the account pays a part of the loan. */
const [overdueFeed, offsetFeed] = [3, 5]
const offsetYuan = 20_000

const balanceAfter = (feeds: number, offsets: number): string =>
  `${300_000 - 1_000 * feeds - offsetYuan * offsets}.00`

const figuresOf = (month: string, number: number): Feed => ({
  month,
  balance: balanceAfter(number, number > offsetFeed ? 1 : 0),
  overduePeriods: number === overdueFeed ? 1 : 0,
})

/** The sweeper visits a case at rest after each change, and no other; a month's work is over before it does. */
const serveYear = async (
  lending: Lending,
  running: RunningLoan,
): Promise<{ readonly carried: Carried; readonly wruPerFeed: number }> => {
  const meter = createFlowMeter()
  const months: Counted[] = []
  for (let number = 1; number <= 12; number += 1) {
    const month = await nextMonth(lending)
    const acts = await consumptionOf(lending.hub, async () => {
      await feed(lending, running, figuresOf(month, number), meter)
      if (number === overdueFeed) await collect(lending, running, today(lending), meter)
      if (number === offsetFeed)
        await offset(
          lending,
          running,
          { on: today(lending), amount: `${offsetYuan}.00`, balance: balanceAfter(number, 1) },
          meter,
        )
    })
    months.push(plus(acts, await visitOfSweeper(lending.hub)))
  }
  const [first, ...rest] = months
  if (first === undefined) throw new Error("a year without a month")
  return { carried: carriedBy(lending.hub, rest.reduce(plus, first), meter), wruPerFeed: first.wru }
}

/** Starts every function and lets it learn the centers' keys; ends, so that no clock looks at it later. */
const warmUp = async (lending: Lending): Promise<void> => {
  const meter = createFlowMeter()
  const running = await carryToGrant(lending, await applicantAt(lending.H, "offsite-warm-up"), meter)
  await feed(lending, running, { month: "2026-09", balance: "0.00", overduePeriods: 0 }, meter)
  await payOff(lending, running, "2026-09-01")
  for (const center of [lending.L, lending.H]) await meter.emptyInbox(center)
  await sweep(lending.hub)
}

/**
 * Everything that one off-site loan makes the hub do until it is granted: consent, quote and reservation, parks, wakes,
 * acknowledgements, the sweeper's visit. Then a year of it.
 */
export const benchOffsiteLoan = async (federation: BenchFederation): Promise<OffsiteLoanBench> => {
  const lending = lendingOf(federation)
  const { hub, H } = lending
  await warmUp(lending)
  const applicant = await applicantAt(H, "offsite")
  const meter = createFlowMeter()
  let running: RunningLoan | undefined
  const acts = await consumptionOf(hub, async () => {
    running = await carryToGrant(lending, applicant, meter)
  })
  if (running === undefined) throw new Error("no loan was granted")
  const granted = carriedBy(hub, plus(acts, await visitOfSweeper(hub)), meter)
  const { carried, wruPerFeed } = await serveYear(lending, running)
  return { ...granted, year: { ...carried, wruPerFeed } }
}
