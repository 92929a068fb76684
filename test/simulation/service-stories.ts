import type { Chance } from "./chance.ts"

/** The ways that a service case may take, and how often each is drawn. */
const stories = [
  ["straight", 8],
  ["supplemented", 4],
  ["not-verified", 2],
  ["refused", 2],
  ["approval-against-refusal", 2],
  ["cancelled", 1],
  ["cancel-against-decision", 2],
  ["amount-mistyped", 2],
  ["bounced", 3],
  ["bounced-after-closure", 3],
  ["supplement-ignored", 1],
  ["nobody-decides", 1],
  ["never-paid", 1],
  ["never-delivered", 1],
] as const
export type ServiceStory = (typeof stories)[number][0]

/** Nothing of these keeps money from being approved and paid. */
const paying = [
  "straight",
  "supplemented",
  "bounced",
  "bounced-after-closure",
] as const satisfies ServiceStory[]

/** `none`: nobody says anything; `ignored`: nobody answers a bad rating. */
const ratings = ["none", "none", "good", "bad", "ignored"] as const

export interface ServicePlan {
  readonly story: ServiceStory
  /** What is asked for; absent where no money is. */
  readonly amountFen?: bigint
  readonly rating: (typeof ratings)[number]
}

/** `race`: the household is about who is approved first, so that most of its cases come to that. */
export type ServicePace = "any" | "race"

interface ServiceDraw {
  readonly pace: ServicePace
  readonly favourite: ServiceStory | undefined
  readonly amountFen: bigint | undefined
}

const drawStory = (chance: Chance, { pace, favourite }: ServiceDraw): ServiceStory => {
  if (favourite !== undefined && chance.happens(0.8)) return favourite
  return pace === "race" && chance.happens(0.8) ? chance.oneOf(paying) : chance.weighted(stories)
}

export const drawServicePlan = (chance: Chance, draw: ServiceDraw): ServicePlan => ({
  story: drawStory(chance, draw),
  ...(draw.amountFen === undefined ? {} : { amountFen: draw.amountFen }),
  rating: chance.oneOf(ratings),
})
