import type { CenterId, Person } from "../../contracts/primitives.ts"
import type { LoanCarried } from "./carry-loan.ts"
import type { ServiceCarried } from "./carry-service.ts"
import type { Offices, Outcome } from "./office.ts"
import type { Books } from "./outside.ts"
import type { Plan, Story } from "./plan.ts"
import type { ServiceStory } from "./service-stories.ts"
import { makeUnitCreditCode } from "../../tools/make-person.ts"
import type { World } from "./world.ts"

/** A transfer as the simulation follows it: the plan of its story and what really happened to its money. */
export interface Carried {
  readonly caseId: string
  readonly plan: Plan
  readonly books: Books
}

/** Everybody's life in one world. */
export interface Lives {
  readonly world: World
  readonly offices: Offices
  readonly carried: Carried[]
  readonly loans: LoanCarried[]
  readonly services: ServiceCarried[]
  readonly findings: string[]
  readonly favourite: Story | undefined
  /** Stories that must come about, each told by whoever is next. */
  readonly wanted: Story[]
  readonly favouriteService: ServiceStory | undefined
  /** Waits for somebody else who is about to act on the same thing, so that both act at the same moment. */
  readonly meet: (about: string, atMostMs: number) => Promise<void>
}

export interface Place {
  readonly centerId: CenterId
  readonly accountNo: string
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

export const isAccepted = (outcome: Outcome): boolean => outcome.outcome === "accepted"
export const raise = (): never => {
  throw new Error("nothing to draw from")
}

/** Two who are to meet: the first waits until the second comes, or until it has had enough. */
export const meetings = (world: World): Lives["meet"] => {
  const waiting = new Map<string, () => void>()
  return (about, atMostMs) => {
    const other = waiting.get(about)
    if (other !== undefined) {
      waiting.delete(about)
      other()
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      waiting.set(about, resolve)
      const leave = async (): Promise<void> => {
        await world.sleep(atMostMs)
        if (waiting.get(about) === resolve) waiting.delete(about)
        resolve()
      }
      void leave()
    })
  }
}

/** So many who act at once: each waits for the last of them, or until it has had enough; whoever comes later waits no more. */
export const gathering = (world: World, count: number, atMostMs: number): (() => Promise<void>) => {
  const waiting: (() => void)[] = []
  let isOver = false
  const leave = (): void => {
    isOver = true
    for (const go of waiting.splice(0)) go()
  }
  return () => {
    if (isOver) return Promise.resolve()
    return new Promise((resolve) => {
      waiting.push(resolve)
      if (waiting.length === count) return leave()
      if (waiting.length === 1) void world.sleep(atMostMs).then(leave)
    })
  }
}

export const openingOf = (
  person: Person,
  accountNo: string,
  status: "01" | "02",
  contributorType: "employee" | "flexible",
) => ({
  person,
  accountNo,
  accountKind: "basic",
  contributorType,
  status,
  openedOn: "2021-01-04",
  ...(contributorType === "employee"
    ? { unitCreditCode: makeUnitCreditCode(accountNo) }
    : { agreementNo: `XY-${accountNo}` }),
})
