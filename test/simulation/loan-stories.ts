import type { Chance } from "./chance.ts"

/** What happens to a granted loan, one after the other; what stands together races. */
export type Step = "feed" | "overdue" | "collection" | "offset" | "last-feed" | "payoff" | "write-off"

const repaid = [["last-feed"], ["payoff"]] as const

/** The stories that an off-site loan may have, how often each is drawn, and its steps once it is granted. */
const stories = [
  ["repaid", 6, repaid],
  ["repaid-slowly", 3, [["feed"], ["feed"], ...repaid]],
  ["quiet", 3, [["feed"]]],
  ["overdue", 4, [["overdue"], ["collection"], ...repaid]],
  ["collection-ignored", 2, [["overdue"], ["collection"]]],
  ["offset", 4, [["offset"], ...repaid]],
  ["offset-against-feed", 3, [["feed"], ["offset", "feed"]]],
  ["offset-returned", 2, [["offset"], ["feed"]]],
  ["offset-ignored", 2, [["offset"]]],
  ["payoff-against-offset", 2, [["last-feed"], ["payoff", "offset"]]],
  ["written-off", 3, [["overdue"], ["write-off"], ...repaid]],
  ["feed-forgotten", 2, [["feed"]]],
  ["two-grants", 3, [["feed"]]],
  ["reject-against-grant", 2, [["feed"]]],
  ["rejected", 2, []],
  ["grant-forgotten", 2, []],
  ["refused", 2, []],
  ["refusal-against-certificate", 2, [["feed"]]],
  ["cancelled", 1, []],
  ["cancel-against-certificate", 2, [["feed"]]],
  ["certificate-ignored", 1, []],
] as const satisfies readonly (readonly [string, number, readonly (readonly Step[])[]])[]
export type LoanStory = (typeof stories)[number][0]

export interface LoanPlan {
  readonly story: LoanStory
  readonly amountFen: bigint
  /** The loan center asks for the quote of the case and keeps to it; otherwise it says why it does not. */
  readonly asksQuote: boolean
  readonly steps: readonly (readonly Step[])[]
}

export const drawLoanPlan = (chance: Chance, favourite: LoanStory | undefined): LoanPlan => {
  const drawn = chance.weighted(stories.map(([story, share]) => [story, share] as const))
  const story = favourite !== undefined && chance.happens(0.8) ? favourite : drawn
  const steps = stories.find(([name]) => name === story)?.[2] ?? []
  return {
    story,
    amountFen: BigInt(chance.between(100_000_00, 900_000_00)),
    asksQuote: chance.happens(0.4),
    steps,
  }
}
