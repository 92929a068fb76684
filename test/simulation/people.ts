import type { CenterId } from "../../contracts/primitives.ts"
import { hasEnded } from "../../functions/domain/transfer/transfer-case.ts"
import { makePerson, makePhone, makeUnitCreditCode } from "../../tools/make-person.ts"
import type { Office, Offices, Outcome } from "./office.ts"
import { openBooks, type Books } from "./outside.ts"
import { drawPlan, nextMoves, type Move, type Plan, type Story } from "./plan.ts"
import type { StoredCase } from "./mirror.ts"
import type { World } from "./world.ts"

/** A transfer as the simulation follows it: the plan of its story and what really happened to its money. */
export interface Carried {
  readonly caseId: string
  readonly plan: Plan
  readonly books: Books
}

export interface Population {
  readonly carried: readonly Carried[]
  readonly findings: readonly string[]
  /** Settles when every story is told. */
  readonly told: Promise<void>
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const mostSteps = 4_000
/** A center that has not been told of a change for so long was never told. */
const messageLostAfterMs = day
const lookEveryMs = 3 * hour
const hasteMs = [0, 2_500] as const

interface Lives {
  readonly world: World
  readonly offices: Offices
  readonly carried: Carried[]
  readonly findings: string[]
  readonly favourite: Story | undefined
}

/** Who may be told of a change: the calendar review of the clock tells nobody, since nothing changed for the centers. */
const lastTold = (world: World, caseId: string): number =>
  world.mirror.history(caseId).findLast(({ event }) => event !== "calendar-review")?.version ?? 1

const isAccepted = (outcome: Outcome): boolean => outcome.outcome === "accepted"

/** Asks what must be refused; an acceptance is a finding. */
const probe = async ({ world, offices, findings }: Lives, known: StoredCase): Promise<void> => {
  const stranger = world.centers.find((id) => id !== known.fromCenterId && id !== known.toCenterId)
  const params = { transferId: known.transferId }
  const about = known.transferId
  const used = world.mirror
    .cases()
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
const raise = (): never => {
  throw new Error("no probe")
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

const make = async (lives: Lives, carried: Carried, move: Move): Promise<boolean> => {
  const { world, offices } = lives
  const known = world.mirror.case(carried.caseId)
  if (known === undefined) return false
  await world.sleep(world.chance.between(...(isHasty(world, move) ? hasteMs : move.thinkMs)))
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
  return outcomes.some(isAccepted)
}

/** Carries one case on until it has ended or nobody will ever move it again. */
const carry = async (lives: Lives, carried: Carried): Promise<void> => {
  const { world, offices, findings } = lives
  const { caseId, plan, books } = carried
  let waitedMs = 0
  for (let step = 0; step < mostSteps; step += 1) {
    const known = world.mirror.case(caseId)
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

const openingOf = (
  index: number,
  accountNo: string,
  status: "01" | "02",
  contributorType: "employee" | "flexible",
) => ({
  person: makePerson(`simulated ${index}`),
  accountNo,
  accountKind: "basic",
  contributorType,
  status,
  openedOn: "2021-01-04",
  ...(contributorType === "employee"
    ? { unitCreditCode: makeUnitCreditCode(accountNo) }
    : { agreementNo: `XY-${accountNo}` }),
})

const request = async (
  lives: Lives,
  index: number,
  from: { centerId: CenterId; accountNo: string },
  to: { centerId: CenterId; accountNo: string },
): Promise<void> => {
  const { world, offices, carried } = lives
  const { chance } = world
  await world.sleep(chance.between(minute, 2 * day))
  const body = {
    person: makePerson(`simulated ${index}`),
    fromCenterId: from.centerId,
    fromAccountNo: from.accountNo,
    accountKind: "basic",
    toAccountNo: to.accountNo,
    appliedOn: world.today(),
    contact: { phone: makePhone(index) },
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
      plan: drawPlan(chance, lives.favourite),
      books: openBooks(),
    }
    carried.push(one)
    world.gate.note(`${one.caseId} story ${one.plan.story}`)
    await carry(lives, one)
  }
}

/** A person moves: an old account or two, a new one elsewhere, and the old money follows. */
const live = async (lives: Lives, index: number): Promise<void> => {
  const { world, offices } = lives
  const { chance, centers } = world
  const [first = raise(), second = raise(), third = raise()] = chance.happens(0.5)
    ? centers
    : centers.toReversed()
  const life = chance.weighted([
    ["sealed-before", 4],
    ["two-cities", 3],
    ["still-normal", 4],
    ["flexible-waits", 2],
  ] as const)
  const olds = life === "two-cities" ? [first, third] : [first]
  const oldStatus = life === "still-normal" || life === "flexible-waits" ? "01" : "02"
  const old = olds.map((centerId, number) => ({ centerId, accountNo: `OLD${index}${number}` }))
  const fresh = { centerId: second, accountNo: `NEW${index}` }
  await Promise.all(
    old.map(({ centerId, accountNo }) =>
      offices
        .of(centerId)
        .ask({ operation: "openAccount", body: openingOf(index, accountNo, oldStatus, "employee") }),
    ),
  )

  const seal = async (): Promise<void> => {
    const [held = raise()] = old
    await world.sleep(chance.between(minute, 12 * day))
    await offices.of(held.centerId).ask(
      {
        operation: "sealAccount",
        params: { accountNo: held.accountNo },
        body: { sealedOn: world.today() },
      },
      chance.happens(0.2) ? 2 : 1,
    )
  }
  const openFresh = (type: "employee" | "flexible", status: "01" | "02") =>
    offices
      .of(second)
      .ask(
        { operation: "openAccount", body: openingOf(index, fresh.accountNo, status, type) },
        chance.happens(0.2) ? 2 : 1,
      )
  const rival = async (): Promise<void> => {
    if (!chance.happens(0.5)) return
    await offices
      .of(third)
      .ask({ operation: "openAccount", body: openingOf(index, `RIVAL${index}`, "01", "flexible") })
  }
  const [opened] = await Promise.all([
    openFresh(life === "still-normal" || chance.happens(0.5) ? "employee" : "flexible", "01"),
    rival(),
  ])
  if (opened.outcome === "refused") {
    if (life === "flexible-waits") await seal()
    const again = await openFresh("flexible", life === "flexible-waits" && chance.happens(0.7) ? "01" : "02")
    if (again.outcome === "refused") await openFresh("flexible", "02")
  }
  const sealing = life === "still-normal" && chance.happens(0.7) ? seal() : Promise.resolve()
  await Promise.all([sealing, ...old.map((from) => request(lives, index, from, fresh))])
}

const peopleOf = [2, 3, 4] as const

export const populate = (world: World, offices: Offices, favourite: Story | undefined): Population => {
  const lives: Lives = { world, offices, carried: [], findings: [], favourite }
  const people = Array.from({ length: world.chance.oneOf(peopleOf) }, (_, index) => live(lives, index))
  return { carried: lives.carried, findings: lives.findings, told: Promise.all(people).then(() => undefined) }
}
