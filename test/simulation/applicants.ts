import type { CenterId, Person } from "../../contracts/primitives.ts"
import type { ServiceMode } from "../../contracts/service-codes.ts"
import { moneyOf } from "../../tools/fen.ts"
import { makePerson, makePhone, makeUnitCreditCode } from "../../tools/make-person.ts"
import { applyForLoan } from "./borrowers.ts"
import { idIn } from "./carry-loan.ts"
import { carryService, type ServiceCarried } from "./carry-service.ts"
import { requestTransfer } from "./carry-transfer.ts"
import {
  day,
  gathering,
  hour,
  isAccepted,
  minute,
  openingOf,
  raise,
  type Lives,
  type Place,
} from "./lives.ts"
import type { Request } from "./office.ts"
import { drawServicePlan, type ServicePace } from "./service-stories.ts"

/** Who asks for what, and whom they race. */
const households = [
  ["lift", 5],
  ["twice", 3],
  ["double", 3],
  ["moving", 4],
  ["borrowing", 4],
  ["marked", 3],
  ["plain", 4],
] as const
export type Household = (typeof households)[number][0]

interface Asked {
  readonly person: Person
  readonly home: CenterId
  readonly details: object
  readonly situation: string
  readonly modes: readonly [ServiceMode, ...ServiceMode[]]
  readonly amountFen?: bigint
  readonly pace: ServicePace
  readonly gather?: () => Promise<void>
}

const anyMode = ["online", "agent", "joint"] as const
const together = 3 * day

/** An account with a record: money of one kind, paid at this center. */
const contribute = async (
  { offices }: Lives,
  person: Person,
  { centerId, accountNo }: Place,
  { type, status, fen }: { type: "employee" | "flexible"; status: "01" | "02"; fen: bigint },
): Promise<void> => {
  const opened = await offices
    .of(centerId)
    .ask({ operation: "openAccount", body: openingOf(person, accountNo, status, type) })
  if (opened.outcome === "refused") throw new Error(`${accountNo} was not opened: ${opened.problem}`)
  const principal = moneyOf(fen)
  const segment = {
    contributorType: type,
    accountKind: "basic",
    origin: { kind: "local" },
    ...(type === "employee"
      ? { unitCreditCode: makeUnitCreditCode(accountNo) }
      : { agreementNo: `XY-${accountNo}` }),
    from: "2021-01",
    to: "2025-12",
    principal,
    interest: "0.00",
    contributions: principal,
    subsidy: "0.00",
    monthlyContribution: "1000.00",
  }
  const put = await offices.of(centerId).ask({
    operation: "putSegments",
    params: { accountNo },
    body: { segments: [segment] },
    ifMatch: Number(idIn(opened.body, "version")),
  })
  if (put.outcome === "refused") throw new Error(`the record of ${accountNo} was refused: ${put.problem}`)
}

/** Somebody asks at a counter, or online, and both centers carry the case to its end. */
const ask = async (lives: Lives, asked: Asked): Promise<void> => {
  const { world, offices, findings } = lives
  const { chance, centers } = world
  const { person, home, details, situation, pace, amountFen, gather } = asked
  const mode = chance.oneOf(asked.modes)
  const elsewhere = centers.filter((id) => id !== home)
  const receiving =
    mode === "online" && chance.happens(0.5)
      ? home
      : chance.oneOf([elsewhere[0] ?? raise(), ...elsewhere.slice(1)])
  await world.sleep(chance.between(minute, day))
  const [proof, paper] = [
    await world.upload(receiving, "proof"),
    await world.upload(receiving, "paymentReceipt"),
  ]
  const request: Request = {
    operation: "requestService",
    body: {
      mode,
      situation,
      person,
      homeCenterId: home,
      details,
      documents: [proof],
      contact: { phone: makePhone(person.documentNumber) },
      appliedOn: world.today(),
    },
  }
  const clerks = chance.happens(0.2) ? 2 : 1
  const outcomes = await Promise.all(
    Array.from({ length: clerks }, () => offices.of(receiving).ask(request, chance.happens(0.2) ? 2 : 1)),
  )
  const opened = outcomes.filter(isAccepted)
  if (opened.length !== 1) findings.push(`${opened.length} cases for one request about ${situation}`)
  const [first] = opened
  if (first?.outcome !== "accepted") return
  const carried: ServiceCarried = {
    caseId: idIn(first.body, "serviceCaseId"),
    plan: drawServicePlan(chance, { pace, favourite: lives.favouriteService, amountFen }),
    progress: {
      amountFen: amountFen ?? 0n,
      refusals: 0,
      corrected: false,
      barred: false,
      supplemented: 0,
      returned: 0,
    },
    paper,
    ...(gather === undefined ? {} : { gather }),
  }
  lives.services.push(carried)
  world.gate.note(`${carried.caseId} story ${carried.plan.story}`)
  await carryService(lives, carried)
}

const withdrawal = (
  matter: "purchaseWithdrawal" | "otherWithdrawal",
  accountNo: string,
  amountFen: bigint,
  purpose: object,
) => ({
  details: { matter, accountNo, amount: moneyOf(amountFen), withdrawal: purpose },
  amountFen,
})

const purchase = (contractNo: string) => ({
  purpose: "purchase",
  relation: "self",
  region: "990100",
  contractNo,
  price: "600000.00",
  purchasedOn: "2026-02-10",
})

const liftOf = (index: string) => ({
  purpose: "lift",
  relation: "self",
  region: "990100",
  buildingNo: `B-${index}`,
  room: "501",
  cost: "60000.00",
  subsidy: "20000.00",
  approvedOn: "2026-02-10",
})

const fen = ({ world }: Lives, leastYuan: number, mostYuan: number): bigint =>
  BigInt(world.chance.between(leastYuan, mostYuan)) * 100n

/** Owner, spouse, child and parent with accounts in three cities; together they ask for more than the lift costs. */
const familyLift = async (lives: Lives, index: string, centers: readonly CenterId[]): Promise<void> => {
  const owner = makePerson(`lift owner ${index}`)
  const gather = gathering(lives.world, 4, together)
  const family = ["self", "spouse", "child", "parent"].map((relation, number) => ({
    relation,
    person: relation === "self" ? owner : makePerson(`lift ${relation} ${index}`),
    home: centers[number % 3] ?? raise(),
    accountNo: `LIFT${index}${number}`,
  }))
  await Promise.all(
    family.map(({ person, home, accountNo }) =>
      contribute(
        lives,
        person,
        { centerId: home, accountNo },
        { type: "employee", status: "01", fen: 2_000_000n },
      ),
    ),
  )
  await Promise.all(
    family.map(({ relation, person, home, accountNo }) =>
      ask(lives, {
        person,
        home,
        situation: "lift",
        modes: anyMode,
        pace: "race",
        gather,
        ...withdrawal("otherWithdrawal", accountNo, fen(lives, 9_000, 16_000), {
          ...liftOf(index),
          relation,
          ...(relation === "self" ? {} : { principal: owner }),
        }),
      }),
    ),
  )
}

/** One person with accounts in two cities asks in both for the same home. */
const sameHomeTwice = async (lives: Lives, index: string, centers: readonly CenterId[]): Promise<void> => {
  const person = makePerson(`twice ${index}`)
  const gather = gathering(lives.world, 2, together)
  const places = centers.slice(0, 2).map((home, number) => ({ home, accountNo: `TWICE${index}${number}` }))
  for (const [number, { home, accountNo }] of places.entries())
    await contribute(
      lives,
      person,
      { centerId: home, accountNo },
      { type: "employee", status: number === 0 ? "01" : "02", fen: 5_000_000n },
    )
  await Promise.all(
    places.map(({ home, accountNo }) =>
      ask(lives, {
        person,
        home,
        situation: "newHome",
        modes: anyMode,
        pace: "race",
        gather,
        ...withdrawal(
          "purchaseWithdrawal",
          accountNo,
          fen(lives, 20_000, 40_000),
          purchase(`TWICE-${index}`),
        ),
      }),
    ),
  )
}

/** A home and a lift out of one account that has not enough for both. */
const twoPurposes = async (
  lives: Lives,
  index: string,
  [home = raise()]: readonly CenterId[],
): Promise<void> => {
  const person = makePerson(`double ${index}`)
  const accountNo = `DOUBLE${index}`
  const gather = gathering(lives.world, 2, together)
  await contribute(
    lives,
    person,
    { centerId: home, accountNo },
    { type: "employee", status: "01", fen: 3_000_000n },
  )
  const common = { person, home, modes: anyMode, pace: "race", gather } as const
  await Promise.all([
    ask(lives, {
      ...common,
      situation: "newHome",
      ...withdrawal("purchaseWithdrawal", accountNo, fen(lives, 16_000, 30_000), purchase(`DOUBLE-${index}`)),
    }),
    ask(lives, {
      ...common,
      situation: "lift",
      ...withdrawal("otherWithdrawal", accountNo, fen(lives, 16_000, 30_000), liftOf(`D${index}`)),
    }),
  ])
}

const mostLetters = 3

/** Money is asked of an account that is about to move to another city. */
const movingAway = async (
  lives: Lives,
  index: string,
  [home = raise(), next = raise()]: readonly CenterId[],
): Promise<void> => {
  const { world, offices } = lives
  const { chance } = world
  const person = makePerson(`mover ${index}`)
  const from: Place = { centerId: home, accountNo: `LEAVE${index}` }
  const to: Place = { centerId: next, accountNo: `ARRIVE${index}` }
  await contribute(lives, person, from, { type: "employee", status: "02", fen: 5_000_000n })
  await offices
    .of(next)
    .ask({ operation: "openAccount", body: openingOf(person, to.accountNo, "01", "employee") })
  const move = async (): Promise<void> => {
    for (let letter = 1; letter <= mostLetters; letter += 1) {
      await world.sleep(chance.between(minute, 2 * day))
      if ((await requestTransfer(lives, person, from, to, "quick")) > 0) return
      await world.sleep(chance.between(hour, 5 * day))
    }
  }
  await Promise.all([
    move(),
    ask(lives, {
      person,
      home,
      situation: "newHome",
      modes: anyMode,
      pace: "race",
      ...withdrawal(
        "purchaseWithdrawal",
        from.accountNo,
        fen(lives, 10_000, 40_000),
        purchase(`MOVE-${index}`),
      ),
    }),
  ])
}

/** A flexible contributor leaves the fund at home while another center lends. */
const leavingAndBorrowing = async (
  lives: Lives,
  index: string,
  [home = raise(), lender = raise()]: readonly CenterId[],
): Promise<void> => {
  const { world, offices } = lives
  const { chance } = world
  const person = makePerson(`leaver ${index}`)
  const accountNo = `EXIT${index}`
  const gather = gathering(world, 2, together)
  await contribute(
    lives,
    person,
    { centerId: home, accountNo },
    { type: "flexible", status: "01", fen: 2_000_000n },
  )
  const borrow = async (): Promise<void> => {
    await world.sleep(chance.between(minute, 2 * day))
    const reserved = await offices.of(lender).ask({ operation: "reserveLoan", body: { borrower: person } })
    await gather()
    const contractNo = `LX-${index}`
    await offices.of(lender).ask({
      operation: "registerLoan",
      body: {
        contractNo,
        kind: "hpf",
        amount: "200000.00",
        termMonths: 120,
        yearlyRate: "0.026",
        grantedOn: world.today(),
        borrower: person,
        ...(reserved.outcome === "accepted" ? { reservationId: idIn(reserved.body, "reservationId") } : {}),
      },
    })
  }
  await Promise.all([
    borrow(),
    ask(lives, {
      person,
      home,
      situation: "flexibleExit",
      modes: anyMode,
      pace: "race",
      gather,
      ...withdrawal("otherWithdrawal", accountNo, 2_000_000n, { purpose: "flexibleExit" }),
    }),
  ])
}

const longestWaitMs = 20 * day

/** Money is asked of an account on which another center lends meanwhile; H decides when it has been lent. */
const pledged = async (
  lives: Lives,
  index: string,
  [home = raise(), lender = raise()]: readonly CenterId[],
): Promise<void> => {
  const { world } = lives
  const person = makePerson(`pledger ${index}`)
  const accountNo = `PLEDGE${index}`
  await contribute(
    lives,
    person,
    { centerId: home, accountNo },
    { type: "employee", status: "01", fen: 5_000_000n },
  )
  const waits = world.chance.happens(0.8)
  const isLent = (): boolean =>
    world.mirror
      .offsiteLoans()
      .some((known) => known.homeAccountNo === accountNo && known.status === "granted")
  const gather = async (): Promise<void> => {
    const until = world.clock.now() + longestWaitMs
    while (waits && !isLent() && world.clock.now() < until) await world.sleep(2 * hour)
  }
  await Promise.all([
    applyForLoan(lives, { borrower: person, home, lender }, "quiet"),
    ask(lives, {
      person,
      home,
      situation: "newHome",
      modes: anyMode,
      pace: "race",
      gather,
      ...withdrawal("purchaseWithdrawal", accountNo, fen(lives, 10_000, 40_000), purchase(`PLEDGE-${index}`)),
    }),
  ])
}

/** What needs no money, and a home that nobody else asks for. */
const plain = async (lives: Lives, index: string, [home = raise()]: readonly CenterId[]): Promise<void> => {
  const person = makePerson(`plain ${index}`)
  const accountNo = `PLAIN${index}`
  await contribute(
    lives,
    person,
    { centerId: home, accountNo },
    { type: "employee", status: "01", fen: 5_000_000n },
  )
  const common = { person, home, pace: "any" } as const
  await Promise.all([
    ask(lives, {
      ...common,
      situation: "ownRecord",
      modes: ["online", "agent"],
      details: { matter: "informationQuery", topics: ["account", "loans"] },
    }),
    ask(lives, {
      ...common,
      situation: "newHome",
      modes: anyMode,
      ...withdrawal("purchaseWithdrawal", accountNo, fen(lives, 10_000, 40_000), purchase(`PLAIN-${index}`)),
    }),
  ])
}

const storyOf: Readonly<
  Record<Household, (lives: Lives, index: string, centers: readonly CenterId[]) => Promise<void>>
> = {
  lift: familyLift,
  twice: sameHomeTwice,
  double: twoPurposes,
  moving: movingAway,
  borrowing: leavingAndBorrowing,
  marked: pledged,
  plain,
}

/** One household asks for what is theirs. */
export const applyForServices = (
  lives: Lives,
  index: number,
  favourite: Household | undefined,
): Promise<void> => {
  const { chance, centers } = lives.world
  const household =
    favourite !== undefined && chance.happens(0.9) ? favourite : chance.weighted<Household>(households)
  const turn = chance.below(centers.length)
  return storyOf[household](
    lives,
    String(index),
    centers.map((_, offset) => centers[(turn + offset) % centers.length] ?? raise()),
  )
}
