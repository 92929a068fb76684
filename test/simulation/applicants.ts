import type { CenterId } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import { anyMode, askForService, contribute, fen, liftOf, purchase, withdrawal } from "./ask-for-service.ts"
import { applyForLoan } from "./borrowers.ts"
import { idIn } from "./carry-loan.ts"
import { requestTransfer } from "./carry-transfer.ts"
import type { World } from "./world.ts"
import { day, gathering, hour, minute, openingOf, raise, type Lives, type Place } from "./lives.ts"

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

const together = 3 * day

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
      askForService(lives, {
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
      askForService(lives, {
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
    askForService(lives, {
      ...common,
      situation: "newHome",
      ...withdrawal("purchaseWithdrawal", accountNo, fen(lives, 16_000, 30_000), purchase(`DOUBLE-${index}`)),
    }),
    askForService(lives, {
      ...common,
      situation: "lift",
      ...withdrawal("otherWithdrawal", accountNo, fen(lives, 16_000, 30_000), liftOf(`D${index}`)),
    }),
  ])
}

const mostLetters = 3
const longestWaitMs = 20 * day

/** H takes its time, mostly until something has come about. */
const waitFor = async (world: World, hasCome: () => boolean): Promise<void> => {
  if (world.chance.happens(0.2)) return
  const until = world.clock.now() + longestWaitMs
  while (!hasCome() && world.clock.now() < until) await world.sleep(minute)
}

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
  const isAskedFor = (): boolean =>
    world.mirror.transfers().some((known) => known.fromAccountNo === from.accountNo)
  const move = async (): Promise<void> => {
    for (let letter = 1; letter <= mostLetters; letter += 1) {
      await world.sleep(chance.between(minute, 2 * day))
      if ((await requestTransfer(lives, person, from, to, "quick")) > 0) return
      await world.sleep(chance.between(hour, 5 * day))
    }
  }
  await Promise.all([
    move(),
    askForService(lives, {
      person,
      home,
      situation: "newHome",
      modes: anyMode,
      pace: "race",
      gather: () => waitFor(world, isAskedFor),
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
  const racesWith = chance.oneOf(["reservation", "grant"])
  const borrow = async (): Promise<void> => {
    await world.sleep(chance.between(minute, 2 * day))
    if (racesWith === "reservation") await gather()
    const reserved = await offices.of(lender).ask({ operation: "reserveLoan", body: { borrower: person } })
    if (racesWith === "grant") await gather()
    else await world.sleep(chance.between(minute, 3 * day))
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
    askForService(lives, {
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
  const isLent = (): boolean =>
    world.mirror
      .offsiteLoans()
      .some((known) => known.homeAccountNo === accountNo && known.status === "granted")
  await Promise.all([
    applyForLoan(lives, { borrower: person, home, lender }, "quiet"),
    askForService(lives, {
      person,
      home,
      situation: "newHome",
      modes: anyMode,
      pace: "race",
      gather: () => waitFor(world, isLent),
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
    askForService(lives, {
      ...common,
      situation: "ownRecord",
      modes: ["online", "agent"],
      details: { matter: "informationQuery", topics: ["account", "loans"] },
    }),
    askForService(lives, {
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
