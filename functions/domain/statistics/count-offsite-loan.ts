import type { Fact } from "../../../contracts/statistics.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { hasEndedOffsite, type OffsiteLoanCase } from "../offsite-loan/offsite-loan-case.ts"
import { OFFSITE_LEG_DAYS } from "../offsite-loan/offsite-legs.ts"
import { dayOf, fact, fenOf, firstOf, legFact, type CalendarOf, type Course } from "./fact.ts"

type Centers = Fact["centers"]

/** Events that a figure of the same name counts, on the day of the event. */
const counted: Readonly<Record<string, string>> = {
  certification: "certified",
  "certification-refusal": "refused",
  rejection: "rejected",
  cancellation: "cancelled",
  expiry: "expired",
}

/** The home center of a case may have changed since; the course tells who acted. */
const legFacts = (offsite: OffsiteLoanCase, course: Course, calendarOf: CalendarOf): readonly Fact[] => {
  const requested = chinaDateOf(offsite.openedAt)
  const answered = firstOf(course, "certification", "certification-refusal")
  if (answered === undefined) return []
  const facts = [
    legFact(
      {
        name: "certification",
        by: answered.by,
        from: requested,
        to: dayOf(answered),
        given: OFFSITE_LEG_DAYS.certification,
      },
      calendarOf,
    ),
  ]
  const decided = firstOf(course, "grant", "rejection")
  if (decided !== undefined)
    facts.push(
      legFact(
        {
          name: "loanDecision",
          by: offsite.loanCenterId,
          from: dayOf(answered),
          to: dayOf(decided),
          given: OFFSITE_LEG_DAYS.decision,
        },
        calendarOf,
      ),
    )
  return facts
}

const grantFacts = ({ grant }: OffsiteLoanCase, centers: Centers): readonly Fact[] =>
  grant === undefined
    ? []
    : [
        fact({
          metric: "offsiteLoans",
          day: grant.grantedOn,
          centers,
          figures: { granted: 1, amount: fenOf(grant.amount) },
        }),
      ]

const standingFacts = (offsite: OffsiteLoanCase): readonly Fact[] => {
  // A loan that runs quietly for years is no open case.
  if (hasEndedOffsite(offsite) || offsite.status === "granted") return []
  const leg = offsite.legs[0]
  const waitsFor = leg?.party === "home" ? offsite.homeCenterId : offsite.loanCenterId
  const late = offsite.legs.some(({ escalatedAt }) => escalatedAt !== undefined)
  return [
    fact({
      metric: "openCases",
      day: chinaDateOf(offsite.openedAt),
      stands: true,
      centers: [["own", waitsFor]],
      figures: { offsiteLoan: 1, ...(late ? { late: 1 } : {}) },
    }),
  ]
}

/** What the case of an off-site loan adds to the figures. */
export const countOffsiteLoan = (
  offsite: OffsiteLoanCase,
  course: Course,
  calendarOf: CalendarOf,
): readonly Fact[] => {
  const centers: Centers = [
    ["loan", offsite.loanCenterId],
    ["home", offsite.homes[0]?.centerId ?? offsite.homeCenterId],
  ]
  const events = Object.entries(counted).flatMap(([event, figure]) => {
    const entry = firstOf(course, event)
    return entry === undefined
      ? []
      : [fact({ metric: "offsiteLoans", day: dayOf(entry), centers, figures: { [figure]: 1 } })]
  })
  return [
    fact({ metric: "offsiteLoans", day: chinaDateOf(offsite.openedAt), centers, figures: { requested: 1 } }),
    ...events,
    ...grantFacts(offsite, centers),
    ...legFacts(offsite, course, calendarOf),
    ...standingFacts(offsite),
  ]
}
