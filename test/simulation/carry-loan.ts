import type { CenterId, Person } from "../../contracts/primitives.ts"
import { day, hour, isAccepted, minute, type Lives } from "./lives.ts"
import { isTold, nextLoanMoves, type LoanMove, type Progress, type Situation } from "./loan-plan.ts"
import type { LoanPlan } from "./loan-stories.ts"
import type { StoredLoanCase } from "./mirror.ts"
import type { Request } from "./office.ts"
import type { World } from "./world.ts"

/** An off-site loan as the simulation follows it. */
export interface LoanCarried {
  readonly caseId: string
  readonly plan: LoanPlan
  readonly progress: Progress
  readonly borrower: Person
  readonly spouse?: Person
}

const mostSteps = 4_000
const lookEveryMs = 3 * hour
const messageLostAfterMs = day
const hasteMs = [0, 2_500] as const
/** A step that is refused so often is left out: somebody else was quicker for good. */
const mostRefusals = 3

const situationOf = (
  world: World,
  { borrower, plan, progress }: LoanCarried,
  known: StoredLoanCase,
): Situation => ({
  borrower,
  plan,
  progress,
  known,
  loan: known.grant === undefined ? undefined : world.mirror.loan(known.loanCenterId, known.grant.contractNo),
  mirror: world.mirror,
  today: world.today(),
})

const centerOf = (known: StoredLoanCase, { party }: LoanMove): CenterId =>
  party === "loan" ? known.loanCenterId : known.homeCenterId

/** What a center must have been told: what others did. What it did itself it knows. */
const lastTold = (world: World, caseId: string, centerId: string): number =>
  world.mirror.history(caseId).findLast(({ event, by }) => event !== "calendar-review" && by !== centerId)
    ?.version ?? 1

/** The money of the home account is on its way elsewhere: soon its transfer is completed. */
const isLeaving = (world: World, { personRef, homeAccountNo }: StoredLoanCase): boolean =>
  world.mirror
    .transfers()
    .some(
      (transfer) =>
        transfer.personRef === personRef &&
        transfer.fromAccountNo === homeAccountNo &&
        (transfer.status === "statementSent" || transfer.status === "negotiating"),
    )

/** Asks what must be refused; an acceptance is a finding. */
const probe = async ({ world, offices, findings }: Lives, known: StoredLoanCase): Promise<void> => {
  const { offsiteLoanId: about, grant, loan } = known
  const params = { offsiteLoanId: about }
  const stranger = world.centers.find((id) => id !== known.loanCenterId && id !== known.homeCenterId)
  const today = world.today()
  const always: readonly [CenterId, Request][] = [
    [known.loanCenterId, { operation: "refuseCertification", params, body: { reasonCode: "fraud-record" } }],
    [stranger ?? known.homeCenterId, { operation: "cancelOffsiteLoan", params, body: {} }],
    [
      known.homeCenterId,
      {
        operation: "sendOffset",
        params,
        body: { reference: `X-${about.slice(-10)}`, amount: "99999999.00", paidOn: today },
      },
    ],
  ]
  const whenGranted: readonly [CenterId, Request][] =
    grant === undefined || loan === undefined || known.status !== "granted"
      ? []
      : [
          [
            known.homeCenterId,
            {
              operation: "feedRepayment",
              params: { contractNo: grant.contractNo },
              body: { month: today.slice(0, 7), balance: "0.00", overduePeriods: 0 },
            },
          ],
          [
            known.loanCenterId,
            {
              operation: "feedRepayment",
              params: { contractNo: grant.contractNo },
              body: { month: today.slice(0, 7), balance: "99999999.00", overduePeriods: 0 },
            },
          ],
          [
            known.loanCenterId,
            {
              operation: "grantLoan",
              params,
              body: {
                contractNo: `${grant.contractNo}-again`,
                kind: "hpf",
                amount: grant.amount,
                termMonths: 120,
                yearlyRate: "0.026",
                grantedOn: today,
                certificateNo: known.certificateNo,
                reservationId: grant.reservationId,
                overrideReason: "again",
              },
            },
          ],
        ]
  const [first, ...others] = [...always, ...whenGranted]
  if (first === undefined) return
  const [centerId, request] = world.chance.oneOf([first, ...others])
  const outcome = await offices.of(centerId).ask({ ...request, about })
  if (isAccepted(outcome)) findings.push(`probe ${request.operation} of ${about} was accepted`)
}

/** At approval the loan center reserves the family, once; without the reservation it does not lend. */
const reserve = async (lives: Lives, carried: LoanCarried, known: StoredLoanCase): Promise<void> => {
  const { world, offices } = lives
  const { borrower, spouse, progress, caseId } = carried
  if (progress.reservationId !== undefined || progress.barred) return
  const outcome = await offices.of(known.loanCenterId).ask(
    {
      operation: "reserveLoan",
      body: { borrower, ...(spouse === undefined ? {} : { spouse }), offsiteLoanId: caseId },
      about: caseId,
    },
    world.chance.happens(0.2) ? 2 : 1,
  )
  if (outcome.outcome === "accepted") progress.reservationId = idIn(outcome.body, "reservationId")
  else progress.barred = true
}

export const idIn = (body: string, name: string): string => {
  const answer: unknown = JSON.parse(body)
  if (typeof answer !== "object" || answer === null) return ""
  return String(Object.entries(answer).find(([key]) => key === name)?.[1] ?? "")
}

const make = async (
  lives: Lives,
  carried: LoanCarried,
  move: LoanMove,
  pace: "as-it-comes" | "hasty",
): Promise<void> => {
  const { world, offices } = lives
  const { caseId, progress } = carried
  const hasty = pace === "hasty" || (move.thinkMs[0] < day && world.chance.happens(0.4))
  await world.sleep(world.chance.between(...(hasty ? hasteMs : move.thinkMs)))
  const known = world.mirror.offsiteLoan(caseId)
  if (known === undefined) return
  if (isLeaving(world, known) && world.chance.happens(0.7)) await lives.meet(known.personRef, 2 * day)
  const request: Request = {
    operation: move.operation,
    params: move.contractNo === undefined ? { offsiteLoanId: caseId } : { contractNo: move.contractNo },
    body: move.body,
    about: caseId,
  }
  const { step } = progress
  // Two clerks at once do the same; or one call is delivered twice.
  const clerks = world.chance.happens(0.15) ? 2 : 1
  const copies = world.chance.happens(0.15) ? 2 : 1
  const office = offices.of(centerOf(known, move))
  const outcomes = await Promise.all(Array.from({ length: clerks }, () => office.ask(request, copies)))
  const accepted = outcomes.some(isAccepted)
  progress.refusals = accepted ? 0 : progress.refusals + 1
  const isOver = accepted || progress.refusals >= mostRefusals
  if (move.takesStep === "takes" && isOver && progress.step === step) {
    progress.step += 1
    progress.refusals = 0
  }
}

const giveBack = async ({ world, offices }: Lives, { progress }: LoanCarried, known: StoredLoanCase) => {
  const { reservationId } = progress
  if (reservationId === undefined || known.grant !== undefined || world.chance.happens(0.3)) return
  await offices
    .of(known.loanCenterId)
    .ask({ operation: "releaseReservation", params: { reservationId }, body: {} })
}

/** Carries one off-site loan on until nobody will do anything for it again. */
export const carryLoan = async (lives: Lives, carried: LoanCarried): Promise<void> => {
  const { world, offices, findings } = lives
  const { caseId } = carried
  let waitedMs = 0
  for (let step = 0; step < mostSteps; step += 1) {
    const known = world.mirror.offsiteLoan(caseId)
    if (known === undefined) return void findings.push(`${caseId} is gone`)
    if (isTold(situationOf(world, carried, known))) return giveBack(lives, carried, known)
    const moves = nextLoanMoves(situationOf(world, carried, known))
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
    if (world.chance.happens(0.12)) await probe(lives, known)
    if (moves.some(({ operation }) => operation === "grantLoan")) await reserve(lives, carried, known)
    const ready = nextLoanMoves(situationOf(world, carried, known))
    // Two who do not know of each other may well act in the same second.
    const pace = ready.length > 1 && world.chance.happens(0.6) ? "hasty" : "as-it-comes"
    await Promise.all(ready.map((move) => make(lives, carried, move, pace)))
  }
  findings.push(`${caseId} went on for ever`)
}
