import type { Fact } from "../../../contracts/statistics.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { hasEndedService, matterOf, type ServiceCase } from "../service-case/service-case.ts"
import { dayOf, fact, fenOf, firstOf, lastOf, legFact, type CalendarOf, type Course } from "./fact.ts"

type Centers = Fact["centers"]

const counted: Readonly<Record<string, string>> = {
  closure: "closed",
  cancellation: "cancelled",
  expiry: "expired",
}

const legFacts = (serviceCase: ServiceCase, course: Course, calendarOf: CalendarOf): readonly Fact[] => {
  const submitted = chinaDateOf(serviceCase.openedAt)
  const { legDays, receivingCenterId, homeCenterId } = serviceCase
  const verified = firstOf(course, "verification")
  const facts: Fact[] = []
  if (verified !== undefined)
    facts.push(
      legFact(
        {
          name: "verification",
          by: receivingCenterId,
          from: submitted,
          to: dayOf(verified),
          given: legDays.verification ?? 0,
        },
        calendarOf,
      ),
    )
  const decided = firstOf(course, "decision")
  // Papers that were asked for stop the clock: the days of the decision begin again when they are there.
  const supplied = lastOf(course, "supplement")
  if (decided !== undefined) {
    const begun = [
      submitted,
      ...[verified, supplied].flatMap((entry) => (entry === undefined ? [] : [dayOf(entry)])),
    ]
    const from = begun.toSorted().at(-1) ?? submitted
    facts.push(
      legFact(
        { name: "decision", by: homeCenterId, from, to: dayOf(decided), given: legDays.decision },
        calendarOf,
      ),
    )
    facts.push(
      legFact(
        { name: serviceCase.mode, by: homeCenterId, from: submitted, to: dayOf(decided), given: 5 },
        calendarOf,
      ),
    )
  }
  return facts
}

const decisionFacts = (serviceCase: ServiceCase, course: Course, centers: Centers): readonly Fact[] => {
  const { decision, mode } = serviceCase
  if (decision === undefined || firstOf(course, "decision") === undefined) return []
  return [
    fact({
      metric: "services",
      day: decision.decidedOn,
      slice: matterOf(serviceCase),
      centers,
      figures: { [decision.outcome]: 1, [`${mode}.${decision.outcome}`]: 1 },
    }),
  ]
}

const paymentFacts = (serviceCase: ServiceCase, centers: Centers): readonly Fact[] => {
  const { payment } = serviceCase
  return payment === undefined || payment.returnedOn !== undefined
    ? []
    : [
        fact({
          metric: "services",
          day: payment.paidOn,
          slice: matterOf(serviceCase),
          centers,
          figures: { paid: 1, amount: fenOf(payment.amount) },
        }),
      ]
}

const ratingFacts = (serviceCase: ServiceCase, centers: Centers): readonly Fact[] => {
  const { rating } = serviceCase
  return rating === undefined
    ? []
    : [
        fact({
          metric: "services",
          day: rating.ratedOn,
          slice: matterOf(serviceCase),
          centers,
          figures: {
            rated: 1,
            [`rated.${rating.rating}`]: 1,
            ...(rating.reply === undefined ? {} : { replied: 1 }),
          },
        }),
      ]
}

const standingFacts = (serviceCase: ServiceCase): readonly Fact[] => {
  if (hasEndedService(serviceCase)) return []
  const leg = serviceCase.legs[0]
  const late = serviceCase.legs.some(({ escalatedAt }) => escalatedAt !== undefined)
  return [
    fact({
      metric: "openCases",
      day: chinaDateOf(serviceCase.openedAt),
      stands: true,
      centers: [
        ["own", leg?.party === "receiving" ? serviceCase.receivingCenterId : serviceCase.homeCenterId],
      ],
      figures: { service: 1, ...(late ? { late: 1 } : {}) },
    }),
  ]
}

/** What a service case adds to the figures. */
export const countService = (
  serviceCase: ServiceCase,
  course: Course,
  calendarOf: CalendarOf,
): readonly Fact[] => {
  const centers: Centers = [
    ["receiving", serviceCase.receivingCenterId],
    ["home", serviceCase.homeCenterId],
  ]
  const slice = matterOf(serviceCase)
  const { mode } = serviceCase
  const events = Object.entries(counted).flatMap(([event, figure]) => {
    const entry = firstOf(course, event)
    return entry === undefined
      ? []
      : [fact({ metric: "services", day: dayOf(entry), slice, centers, figures: { [figure]: 1 } })]
  })
  return [
    fact({
      metric: "services",
      day: chinaDateOf(serviceCase.openedAt),
      slice,
      centers,
      figures: { submitted: 1, [`${mode}.submitted`]: 1 },
    }),
    ...events,
    ...decisionFacts(serviceCase, course, centers),
    ...paymentFacts(serviceCase, centers),
    ...ratingFacts(serviceCase, centers),
    ...legFacts(serviceCase, course, calendarOf),
    ...standingFacts(serviceCase),
  ]
}
