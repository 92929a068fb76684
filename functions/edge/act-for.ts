import { actingForName, isNamedByHub } from "../../contracts/acting-for.ts"
import { PROBLEMS } from "../../contracts/problems.ts"
import type { Route } from "../../contracts/route.ts"
import type { Instant } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { formerCentersOf, keeperOf } from "../domain/directory/books-keeper.ts"
import type { Refusal } from "../domain/refusal.ts"
import type { CenterKey } from "../security/verify-request.ts"
import type { Result } from "../use-cases/use-case.ts"
import type { ProblemOccurrence } from "./problem-answer.ts"

/** In whose name a call may be answered: the caller's own, and the codes of the books that it has taken over. */
export type ActsFor =
  | {
      readonly outcome: "known"
      /** Tried in this order; the first that the thing belongs to is the one. */
      readonly codes: readonly [string, ...string[]]
      /** Codes beside the caller's own, for lists and the inbox. */
      readonly formerIds: readonly string[]
    }
  | { readonly outcome: "refused"; readonly problem: ProblemOccurrence }

/** The one who keeps the books of this key's center now, when that is not the center itself. */
export const successorOf = ({ centerId, books }: CenterKey, now: Instant): string | undefined => {
  if (centerId === "operator") return undefined
  const keeper = keeperOf({ centerId, ...books }, chinaDateOf(now))
  return keeper === centerId ? undefined : keeper
}

/**
 * The one rule of succession: a successor's call counts as the former center's where it is about the former center's
 * books. What the hub has given an id is found in whichever of the books it stands; what bears a number of a center's
 * own is the caller's, unless `actingFor` names the books.
 */
export const actsFor = (
  route: Route,
  key: CenterKey,
  actingFor: string | undefined,
  now: Instant,
): ActsFor => {
  const own = key.centerId
  const formerIds = key.books === undefined ? [] : formerCentersOf(key.books, chinaDateOf(now))
  if (actingFor !== undefined) {
    if (actingFor !== own && !formerIds.some((id) => id === actingFor))
      return { outcome: "refused", problem: { problem: "not-successor", field: actingForName } }
    return { outcome: "known", codes: [actingFor], formerIds: [] }
  }
  return { outcome: "known", codes: isNamedByHub(route) ? [own, ...formerIds] : [own], formerIds }
}

/**
 * The thing is not in these books, this side of it may not do that, or the agreement is not with this center: then perhaps
 * another of the caller's may. Of leaving a federation this is not said: a center that has left would leave for another.
 */
const isElsewhere = ({ problem }: Refusal): boolean =>
  PROBLEMS[problem].status === 404 || problem === "wrong-party" || problem === "federation-not-member"

/** The answer in the first name that fits; when none does, the one that says most of what is wrong. */
export const answerInName = async (
  codes: readonly [string, ...string[]],
  answerAs: (callerId: string) => Promise<Result<unknown>>,
): Promise<Result<unknown>> => {
  const [own, ...others] = codes
  const first = await answerAs(own)
  if (first.outcome !== "refused" || !isElsewhere(first)) return first
  let best = first
  for (const code of others) {
    const answered = await answerAs(code)
    if (answered.outcome !== "refused" || !isElsewhere(answered)) return answered
    if (PROBLEMS[best.problem].status === 404 && answered.problem !== first.problem) best = answered
  }
  return best
}
