import type { Instant } from "../../../contracts/primitives.ts"
import type { ProblemSlug } from "../../../contracts/problems.ts"
import type { Fact } from "../../../contracts/statistics.ts"
import type { Change } from "../change.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { fact } from "./fact.ts"

/** Refusals that kept a duplicate from coming into being, by the class that it would have been. */
const prevented: Readonly<Partial<Record<ProblemSlug, string>>> = {
  "normal-account-exists": "D1",
  "unsettled-loan-exists": "D4",
}

/** A call of a center that was refused, by its problem. */
export const countRejection = (centerId: string, problem: ProblemSlug, now: Instant): readonly Fact[] => [
  fact({
    metric: "rejections",
    day: chinaDateOf(now),
    slice: problem,
    centers: [["own", centerId]],
    figures: { count: 1 },
  }),
]

/** The duplicate that a refusal kept away; the same act sent again is the same duplicate. */
export const countPrevention = (centerId: string, problem: ProblemSlug, now: Instant): readonly Fact[] => {
  const slice = prevented[problem]
  return slice === undefined
    ? []
    : [
        fact({
          metric: "duplicates",
          day: chinaDateOf(now),
          slice,
          centers: [["own", centerId]],
          figures: { prevented: 1 },
        }),
      ]
}

/** An opening that waits for the seal of the old account, where it would have been a second normal one. */
export const countWaiting = (changes: readonly Change[], at: Instant): readonly Fact[] =>
  changes.flatMap((change) =>
    change.kind === "registerAccount" && change.account.status === "X2"
      ? [
          fact({
            metric: "duplicates",
            day: chinaDateOf(at),
            slice: "D1",
            centers: [["own", change.account.centerId]],
            figures: { prevented: 1 },
          }),
        ]
      : [],
  )

/** What the operator does is seen by supervisors as what everybody else does. */
export const countOperatorAct = (route: string, now: Instant): readonly Fact[] => [
  fact({ metric: "operatorActs", day: chinaDateOf(now), slice: route, centers: [], figures: { count: 1 } }),
]

const kinds: Readonly<Record<string, string>> = { trf: "transfer", lnc: "offsiteLoan", svc: "service" }

/** What a writing call consumed, by the kind of work that it did. */
export const countSpent = (
  subjects: readonly string[],
  day: string,
  spent: { readonly readUnits: number; readonly writeUnits: number },
): readonly Fact[] => {
  const prefix = subjects.find((subject) => subject.startsWith("CASE#"))?.slice(5, 8) ?? ""
  return [
    {
      metric: "cost",
      day,
      slice: kinds[prefix] ?? "registry",
      centers: [],
      figures: {
        commits: 1,
        writeUnits: Math.round(spent.writeUnits),
        // An eventually consistent read costs half a unit.
        readHalves: Math.round(spent.readUnits * 2),
      },
    },
  ]
}
