import { makePerson } from "../../tools/make-person.ts"
import { applyForServices } from "./applicants.ts"
import { borrow } from "./borrowers.ts"
import type { LoanCarried } from "./carry-loan.ts"
import type { ServiceCarried } from "./carry-service.ts"
import { requestTransfer } from "./carry-transfer.ts"
import { day, meetings, minute, openingOf, raise, type Carried, type Lives, type Place } from "./lives.ts"
import type { Mutant } from "./mutant.ts"
import type { Offices } from "./office.ts"
import type { Story } from "./plan.ts"
import type { World } from "./world.ts"

export interface Population {
  readonly carried: readonly Carried[]
  readonly loans: readonly LoanCarried[]
  readonly services: readonly ServiceCarried[]
  readonly findings: readonly string[]
  /** Settles when every story is told. */
  readonly told: Promise<void>
}

/** A person moves: an old account or two, a new one elsewhere, and the old money follows. */
const live = async (lives: Lives, index: number): Promise<void> => {
  const { world, offices } = lives
  const { chance, centers } = world
  const person = makePerson(`simulated ${index}`)
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
        .ask({ operation: "openAccount", body: openingOf(person, accountNo, oldStatus, "employee") }),
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
  const follow = async (from: Place): Promise<void> => {
    await world.sleep(chance.between(minute, 2 * day))
    await requestTransfer(lives, person, from, fresh)
  }
  const openFresh = (type: "employee" | "flexible", status: "01" | "02") =>
    offices
      .of(second)
      .ask(
        { operation: "openAccount", body: openingOf(person, fresh.accountNo, status, type) },
        chance.happens(0.2) ? 2 : 1,
      )
  const rival = async (): Promise<void> => {
    if (!chance.happens(0.5)) return
    await offices
      .of(third)
      .ask({ operation: "openAccount", body: openingOf(person, `RIVAL${index}`, "01", "flexible") })
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
  await Promise.all([sealing, ...old.map((from) => follow(from))])
}

const peopleOf = [1, 2, 3] as const
const householdsOf = 1

/** How many live in a world, where chance does not say. */
export interface Crowd {
  readonly movers: number
  readonly families: number
  readonly households: number
  readonly stories: readonly Story[]
}
const familiesOf = [1, 1, 2] as const

const told = (stories: readonly Promise<void>[]): Promise<void> => Promise.all(stories).then(() => undefined)

export const populate = (
  world: World,
  offices: Offices,
  mutant: Mutant | undefined,
  crowd?: Crowd,
): Population => {
  const lives: Lives = {
    world,
    offices,
    carried: [],
    loans: [],
    services: [],
    findings: [],
    favourite: mutant?.favours,
    wanted: [...(crowd?.stories ?? [])],
    favouriteService: mutant?.favoursService,
    meet: meetings(world),
  }
  const isBroken = mutant !== undefined
  const aboutServices = mutant?.favoursHousehold !== undefined
  // A hub that is broken in one place is looked at there: its other stories would prove nothing and cost their time.
  const applicants =
    isBroken && !aboutServices
      ? []
      : Array.from({ length: crowd?.households ?? householdsOf }, (_, index) =>
          applyForServices(lives, index, mutant?.favoursHousehold),
        )
  const { carried, loans, services, findings } = lives
  if (aboutServices) return { carried, loans, services, findings, told: told(applicants) }
  const movers = mutant?.only === "borrowers" ? 0 : (crowd?.movers ?? world.chance.oneOf(peopleOf))
  const people = Array.from({ length: movers }, (_, index) => live(lives, index))
  const families = Array.from({ length: crowd?.families ?? world.chance.oneOf(familiesOf) }, (_, index) =>
    borrow(lives, index, mutant?.favoursLoan),
  )
  return {
    carried,
    loans,
    services,
    findings,
    told: told([...people, ...families, ...applicants]),
  }
}
