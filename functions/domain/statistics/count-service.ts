import type { Fact } from "../../../contracts/statistics.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { hasEndedService, matterOf, type ServiceCase } from "../service-case/service-case.ts"
import { dayOf, fact, fenOf, firstOf, lastOf, legFact, type CalendarOf, type Course } from "./fact.ts"

type Centers = Fact["centers"]

/** How a case may end, by the event that ends it. One that was closed and reopened has not ended. */
const endings: readonly (readonly [status: ServiceCase["status"], event: string])[] = [
  ["closed", "closure"],
  ["cancelled", "cancellation"],
  ["expired", "expiry"],
]

/** From the application to the answer, whatever was asked for between: what supervisors compare the modes by. */
const daysOfMode = 5

/** The home center answers once; an approval that is taken back later is no second answer. */
const answerOf = (course: Course) => firstOf(course, "approval", "refusal")

/** When a leg began: with the application, or with the last thing since that had to come first. */
const begunBefore = (serviceCase: ServiceCase, earlier: Course, ...events: readonly string[]): LocalDate => {
  const last = lastOf(earlier, ...events)
  return last === undefined ? chinaDateOf(serviceCase.openedAt) : dayOf(last)
}

const before = (course: Course, entry: Course[number]): Course => course.slice(0, course.indexOf(entry))

/** Papers that were asked for stop the clock: the days of a leg begin again when they are there. */
const legFacts = (serviceCase: ServiceCase, course: Course, calendarOf: CalendarOf): readonly Fact[] => {
  const { legDays, receivingCenterId, homeCenterId, mode } = serviceCase
  const verified = firstOf(course, "verification")
  const decided = answerOf(course)
  const ended = [
    ...(verified === undefined
      ? []
      : [
          {
            name: "verification",
            by: receivingCenterId,
            from: begunBefore(serviceCase, before(course, verified), "supplement"),
            to: dayOf(verified),
            given: legDays.verification,
            kind: legDays.kind,
          },
        ]),
    ...(decided === undefined
      ? []
      : [
          {
            name: "decision",
            by: homeCenterId,
            from: begunBefore(serviceCase, before(course, decided), "supplement", "verification"),
            to: dayOf(decided),
            given: legDays.decision,
            kind: legDays.kind,
          },
          {
            metric: "serviceDays" as const,
            name: mode,
            by: homeCenterId,
            from: chinaDateOf(serviceCase.openedAt),
            to: dayOf(decided),
            given: daysOfMode,
          },
        ]),
  ]
  return ended.map((leg) => legFact(leg, calendarOf))
}

/** As it stands: an approval that was taken back is a refusal, of the day on which it was. */
const decisionFacts = (serviceCase: ServiceCase, centers: Centers): readonly Fact[] => {
  const { decision, mode } = serviceCase
  if (decision === undefined) return []
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
  const events = endings.flatMap(([status, event]) => {
    const entry = serviceCase.status === status ? lastOf(course, event) : undefined
    return entry === undefined
      ? []
      : [fact({ metric: "services", day: dayOf(entry), slice, centers, figures: { [status]: 1 } })]
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
    ...decisionFacts(serviceCase, centers),
    ...paymentFacts(serviceCase, centers),
    ...ratingFacts(serviceCase, centers),
    ...legFacts(serviceCase, course, calendarOf),
    ...standingFacts(serviceCase),
  ]
}
