import type { Person } from "../../contracts/primitives.ts"
import { hasEnded } from "../../functions/domain/transfer/transfer-case.ts"
import { makePhone } from "../../tools/make-person.ts"
import { day, hour, isAccepted, minute, raise, type Carried, type Lives, type Place } from "./lives.ts"
import type { StoredCase } from "./mirror.ts"
import type { Office } from "./office.ts"
import { openBooks } from "./outside.ts"
import { drawPlan, nextMoves, type Move, type Pace } from "./plan.ts"
import type { World } from "./world.ts"

const mostSteps = 4_000
/** A center that has not been told of a change for so long was never told. */
const messageLostAfterMs = day
const lookEveryMs = 3 * hour
const hasteMs = [0, 2_500] as const
const patient = ["account-held", "withdrawal-not-recorded"]

/** Who may be told of a change: the calendar review of the clock tells nobody, since nothing changed for the centers. */
const lastTold = (world: World, caseId: string): number =>
  world.mirror.history(caseId).findLast(({ event }) => event !== "calendar-review")?.version ?? 1

/** Asks what must be refused; an acceptance is a finding. */
const probe = async ({ world, offices, findings }: Lives, known: StoredCase): Promise<void> => {
  const stranger = world.centers.find((id) => id !== known.fromCenterId && id !== known.toCenterId)
  const params = { transferId: known.transferId }
  const about = known.transferId
  const used = world.mirror
    .transfers()
    .findLast(({ transferId, payments }) => transferId !== known.transferId && payments.length > 0)
    ?.payments[0]
  const tries: readonly [Office, Parameters<Office["ask"]>[0]][] = [
    ...(used === undefined
      ? []
      : [
          [
            offices.of(known.fromCenterId),
            {
              operation: "sendPayment",
              params,
              body: { reference: used.reference, amount: used.amount, paidOn: world.today() },
              about,
            },
          ] satisfies [Office, Parameters<Office["ask"]>[0]],
        ]),
    [offices.of(known.toCenterId), { operation: "confirmLetter", params, body: {}, about }],
    [offices.of(stranger ?? known.toCenterId), { operation: "confirmLetter", params, body: {}, about }],
    [
      offices.of(known.fromCenterId),
      { operation: "completeTransfer", params, body: { payments: [] }, about },
    ],
    [
      offices.of(known.toCenterId),
      {
        operation: "disputeStatement",
        params,
        body: { reasonCode: "other" },
        ifMatch: known.version + 7,
        about,
      },
    ],
    [
      offices.of(known.toCenterId),
      {
        operation: "completeTransfer",
        params,
        body: { payments: [{ amount: "1.23", receivedOn: world.today(), bankSerial: "SN-0" }] },
        about,
      },
    ],
  ]
  const [office, request] = world.chance.oneOf([tries[0] ?? raise(), ...tries.slice(1)])
  const outcome = await office.ask(request)
  if (isAccepted(outcome)) findings.push(`probe ${request.operation} of ${known.transferId} was accepted`)
}

/** What really happens once the hub has accepted: the bank pays, the money comes back, the new account is booked. */
const happen = ({ world }: Lives, { books }: Carried, move: Move, handler: string): void => {
  const { pays, getsBack } = move
  if (pays !== undefined && !books.paid.has(pays.reference)) {
    const arrivesAtMs = world.clock.now() + world.chance.between(minute, 30 * hour)
    books.paid.set(pays.reference, { fen: pays.fen, bounces: pays.bounces, arrivesAtMs })
  }
  if (getsBack !== undefined) books.cameBack.set(getsBack.reference, getsBack.fen)
  if (move.books !== undefined) books.booked.set(handler, move.books)
}

/** A center's system may act by itself, right after its own last answer. */
const isHasty = (world: World, { thinkMs: [least] }: Move): boolean =>
  least < day && world.chance.happens(0.4)

/** Somebody asks for money of the old account, and has no answer or no money yet. */
const isAskedFor = (world: World, { personRef, fromCenterId }: StoredCase): boolean =>
  world.mirror
    .serviceCases()
    .some(
      (known) =>
        known.personRef === personRef &&
        known.homeCenterId === fromCenterId &&
        ["submitted", "verified", "approved"].includes(known.status),
    )

const isMarked = (world: World, { personRef }: StoredCase): boolean =>
  world.mirror.offsiteLoans().some((loan) => loan.status === "granted" && loan.personRef === personRef)

const make = async (lives: Lives, carried: Carried, move: Move): Promise<boolean> => {
  const { world, offices } = lives
  const known = world.mirror.transfer(carried.caseId)
  if (known === undefined) return false
  await world.sleep(world.chance.between(...(isHasty(world, move) ? hasteMs : move.thinkMs)))
  if (move.operation === "completeTransfer" && isMarked(world, known) && world.chance.happens(0.6))
    await lives.meet(known.personRef, 2 * day)
  if (isAskedFor(world, known) && world.chance.happens(0.7))
    await lives.meet(`leave ${known.personRef}`, 2 * day)
  const office = offices.of(move.party === "out" ? known.fromCenterId : known.toCenterId)
  const request = {
    operation: move.operation,
    params: { transferId: carried.caseId },
    body: move.body,
    about: carried.caseId,
  }
  // Two clerks at once do the same; or one call is delivered twice.
  const clerks = world.chance.happens(0.15) ? 2 : 1
  const copies = world.chance.happens(0.15) ? 2 : 1
  const outcomes = await Promise.all(Array.from({ length: clerks }, () => office.ask(request, copies)))
  for (const outcome of outcomes)
    if (outcome.outcome === "accepted") happen(lives, carried, move, outcome.handler)
  // What holds the account, or is missing in its record, will not be other in an hour.
  if (outcomes.every((outcome) => outcome.outcome === "refused" && patient.includes(outcome.problem)))
    await world.sleep(world.chance.between(hour, 3 * day))
  return outcomes.some(isAccepted)
}

/** Carries one case on until it has ended or nobody will ever move it again. */
const carry = async (lives: Lives, carried: Carried): Promise<void> => {
  const { world, offices, findings } = lives
  const { caseId, plan, books } = carried
  let waitedMs = 0
  for (let step = 0; step < mostSteps; step += 1) {
    const known = world.mirror.transfer(caseId)
    if (known === undefined) return void findings.push(`${caseId} is gone`)
    if (hasEnded(known)) return
    if (plan.story === "never-paid" && known.status === "statementSent" && known.escalations > 2) return
    const moves = nextMoves(plan, known, books, world.today(), world.clock.now())
    const informed = moves.every(
      ({ party }) =>
        offices.of(party === "out" ? known.fromCenterId : known.toCenterId).knows(caseId) >=
        lastTold(world, caseId),
    )
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
    await Promise.all(moves.map((move) => make(lives, carried, move)))
  }
  findings.push(`${caseId} went on for ever`)
}

/** I asks for the money of the old account, and both centers carry the case to its end. */
export const requestTransfer = async (
  lives: Lives,
  person: Person,
  from: Place,
  to: Place,
  pace: Pace = "any",
): Promise<number> => {
  const { world, offices, carried } = lives
  const { chance } = world
  const body = {
    person,
    fromCenterId: from.centerId,
    fromAccountNo: from.accountNo,
    accountKind: "basic",
    toAccountNo: to.accountNo,
    appliedOn: world.today(),
    contact: { phone: makePhone(person.documentNumber) },
  }
  const clerks = chance.happens(0.3) ? 2 : 1
  const outcomes = await Promise.all(
    Array.from({ length: clerks }, () =>
      offices.of(to.centerId).ask({ operation: "requestTransfer", body }, chance.happens(0.2) ? 2 : 1),
    ),
  )
  const opened = outcomes.filter(isAccepted)
  if (opened.length > 1) lives.findings.push(`two letters for one account ${from.accountNo}`)
  for (const outcome of opened) {
    if (outcome.outcome !== "accepted") continue
    const answer: unknown = JSON.parse(outcome.body)
    if (typeof answer !== "object" || answer === null || !("transferId" in answer)) continue
    const one: Carried = {
      caseId: String(answer.transferId),
      plan: drawPlan(chance, lives.favourite, pace, pace === "any" ? lives.wanted.shift() : undefined),
      books: openBooks(),
    }
    carried.push(one)
    world.gate.note(`${one.caseId} story ${one.plan.story}`)
    await carry(lives, one)
  }
  return opened.length
}
