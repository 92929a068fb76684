import type { CenterId } from "../../contracts/primitives.ts"
import { hasEnded } from "../../functions/domain/transfer/transfer-case.ts"
import { day, hour, isAccepted, minute, raise, type Lives } from "./lives.ts"
import type { StoredServiceCase } from "./mirror.ts"
import type { Outcome, Request } from "./office.ts"
import {
  isServiceTold,
  nextServiceMoves,
  type ServiceMove,
  type ServiceProgress,
  type ServiceSituation,
} from "./service-plan.ts"
import type { ServicePlan } from "./service-stories.ts"
import type { World } from "./world.ts"

/** A service case as the simulation follows it. */
export interface ServiceCarried {
  readonly caseId: string
  readonly plan: ServicePlan
  readonly progress: ServiceProgress
  /** What R holds in case papers are asked for. */
  readonly paper: string
  /** Waits for those who decide at the same moment. */
  readonly gather?: () => Promise<void>
}

const mostSteps = 4_000
const lookEveryMs = 3 * hour
const messageLostAfterMs = day
const hasteMs = [0, 2_500] as const
/** H tries again so often before it says no. */
const mostRefusals = 6
const mostHalvings = 2n

const situationOf = (
  world: World,
  { plan, progress, paper }: ServiceCarried,
  known: StoredServiceCase,
): ServiceSituation => ({ plan, progress, known, today: world.today(), paper })

const centerOf = (known: StoredServiceCase, { party }: Pick<ServiceMove, "party">): CenterId =>
  party === "home" ? known.homeCenterId : known.receivingCenterId

/** What the clock does for itself nobody is told. */
const untold = ["calendar-review", "erasure"]
const lastTold = (world: World, caseId: string, centerId: string): number =>
  world.mirror.history(caseId).findLast(({ event, by }) => !untold.includes(event) && by !== centerId)
    ?.version ?? 1

/** The account that the money would come from is leaving its center, or about to. */
const isMoving = (world: World, { personRef, homeCenterId }: StoredServiceCase): boolean =>
  world.mirror
    .transfers()
    .some(
      (transfer) =>
        transfer.personRef === personRef && transfer.fromCenterId === homeCenterId && !hasEnded(transfer),
    )

/** Asks what must be refused; an acceptance is a finding. */
const probe = async ({ world, offices, findings }: Lives, known: StoredServiceCase): Promise<void> => {
  const { serviceCaseId: about, homeCenterId, receivingCenterId, decision } = known
  const params = { serviceCaseId: about }
  const stranger = world.centers.find((id) => id !== homeCenterId && id !== receivingCenterId) ?? raise()
  const paidOn = world.today()
  const reference = `X-${about.slice(-10)}`
  const tries: readonly [CenterId, Request][] = [
    [stranger, { operation: "decideService", params, body: { outcome: "approved", reason: "越权" } }],
    [homeCenterId, { operation: "payService", params, body: { reference, amount: "99999999.00", paidOn } }],
    [
      homeCenterId,
      {
        operation: "returnServicePayment",
        params,
        body: { reference: `${reference}-none`, returnedOn: paidOn },
      },
    ],
    ...(receivingCenterId === homeCenterId
      ? []
      : [
          [
            receivingCenterId,
            {
              operation: "decideService",
              params,
              body: {
                outcome: "approved",
                reason: "越权",
                ...(decision?.amount === undefined ? {} : { amount: decision.amount }),
              },
            },
          ] satisfies [CenterId, Request],
        ]),
  ]
  const [centerId, request] = world.chance.oneOf([tries[0] ?? raise(), ...tries.slice(1)])
  const outcome = await offices.of(centerId).ask({ ...request, about })
  if (isAccepted(outcome)) findings.push(`probe ${request.operation} of ${about} was accepted`)
}

const forGood = [
  "fact-used",
  "fact-differs",
  "withdrawal-not-allowed",
  "unsettled-loan-bars",
  "account-already-closed",
  "account-not-registered",
]

/** H learns from a refusal: it approves less, waits, or says no. */
const learn = async ({ world }: Lives, carried: ServiceCarried, problem: string): Promise<void> => {
  const { progress, plan } = carried
  progress.refusals += 1
  if (problem === "amount-mismatch") progress.corrected = true
  if (problem === "reason-missing") progress.explains = true
  if (forGood.includes(problem) || progress.refusals > mostRefusals) progress.barred = true
  if (problem === "shared-total-exceeded" || problem === "over-allowed-part") {
    progress.amountFen /= 2n
    if (progress.amountFen < (plan.amountFen ?? 0n) >> mostHalvings) progress.barred = true
  }
  // What holds the account will not be gone in an hour.
  if (problem === "account-held") await world.sleep(world.chance.between(hour, 3 * day))
}

const make = async (
  lives: Lives,
  carried: ServiceCarried,
  move: ServiceMove,
  pace: "as-it-comes" | "hasty",
): Promise<void> => {
  const { world, offices } = lives
  const { chance } = world
  const { caseId, progress } = carried
  const hasty = pace === "hasty" || (move.thinkMs[0] < day && chance.happens(0.4))
  await world.sleep(chance.between(...(hasty ? hasteMs : move.thinkMs)))
  const known = world.mirror.serviceCase(caseId)
  if (known === undefined) return
  const isHome = move.operation === "decideService" || move.operation === "payService"
  if (move.operation === "decideService" && progress.refusals === 0) await carried.gather?.()
  if (isHome && isMoving(world, known) && chance.happens(0.7))
    await lives.meet(`leave ${known.personRef}`, 2 * day)
  const request: Request = {
    operation: move.operation,
    params: { serviceCaseId: caseId },
    body: move.body,
    about: caseId,
  }
  // Two clerks at once do the same; or one call is delivered twice.
  const clerks = chance.happens(0.15) ? 2 : 1
  const copies = chance.happens(0.15) ? 2 : 1
  const office = offices.of(centerOf(known, move))
  const outcomes: readonly Outcome[] = await Promise.all(
    Array.from({ length: clerks }, () => office.ask(request, copies)),
  )
  if (outcomes.some(isAccepted)) {
    if (move.counts !== undefined) progress[move.counts] += 1
    return
  }
  const [first] = outcomes
  if (isHome && first?.outcome === "refused") await learn(lives, carried, first.problem)
}

/** Carries one service case on until nobody will do anything for it again. */
export const carryService = async (lives: Lives, carried: ServiceCarried): Promise<void> => {
  const { world, offices, findings } = lives
  const { caseId } = carried
  let waitedMs = 0
  for (let step = 0; step < mostSteps; step += 1) {
    const known = world.mirror.serviceCase(caseId)
    if (known === undefined) return void findings.push(`${caseId} is gone`)
    const situation = situationOf(world, carried, known)
    if (isServiceTold(situation)) return
    const moves = nextServiceMoves(situation)
    const informed = moves.every((move) => {
      const centerId = centerOf(known, move)
      return offices.of(centerId).knows(caseId) >= lastTold(world, caseId, centerId)
    })
    if (moves.length === 0 || !informed) {
      const pauseMs = moves.length === 0 ? lookEveryMs : minute
      waitedMs = informed ? 0 : waitedMs + pauseMs
      if (waitedMs > messageLostAfterMs)
        return void findings.push(`message lost: nobody told the center that must act on ${caseId}`)
      await world.sleep(pauseMs)
      continue
    }
    waitedMs = 0
    if (world.chance.happens(0.15)) await probe(lives, known)
    const pace = moves.length > 1 && world.chance.happens(0.6) ? "hasty" : "as-it-comes"
    await Promise.all(moves.map((move) => make(lives, carried, move, pace)))
  }
  findings.push(`${caseId} went on for ever`)
}
