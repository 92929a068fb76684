import { makePerson } from "../../tools/make-person.ts"
import { hubOf, type Hub } from "../../functions/edge/hub.ts"
import { createTable, type Item } from "../../functions/store/table.ts"
import { createTables } from "../../infra/local/dynamodb-process.ts"
import { day, hour, isAccepted, openingOf, raise } from "./lives.ts"
import { createOffices, type Offices, type Request } from "./office.ts"
import { populate, type Crowd } from "./people.ts"
import { wholeTableOf } from "./recount.ts"
import { tableOf, type Database } from "./run-seed.ts"
import { createWorld, type World } from "./world.ts"

const crowd: Crowd = {
  movers: 9,
  families: 3,
  households: 5,
  stories: [
    "refused-and-acknowledged",
    "return-of-the-whole",
    "letter-ignored",
    "cancelled",
    "bounced-and-paid-again",
    "two-parts",
    "statement-corrected",
    "late-payment",
  ],
}
const mostDays = 220
/** The figures of an ended service case are erased by then. */
const longAfterDays = 16

/** What no story of the simulation has: holds, mergers, reported withdrawals and documents that become one person. */
const registryMonth = async (world: World, offices: Offices): Promise<void> => {
  const [first = raise(), second = raise()] = world.centers
  const ask = async (centerId: string, request: Request): Promise<void> => {
    const outcome = await offices.of(centerId).ask(request)
    if (!isAccepted(outcome) && outcome.outcome === "refused")
      throw new Error(`${request.operation} was refused as ${outcome.problem}`)
    await world.sleep(world.chance.between(hour, 2 * day))
  }
  const open = (centerId: string, name: string, accountNo: string, status: "01" | "02") =>
    ask(centerId, {
      operation: "openAccount",
      body: openingOf(makePerson(name), accountNo, status, "employee"),
    })
  await open(first, "merging", "MERGE1", "01")
  await open(first, "merging", "MERGE2", "02")
  await ask(first, {
    operation: "placeHold",
    params: { accountNo: "MERGE1" },
    body: { ground: "other", scope: ["transfer"], from: world.today() },
  })
  for (const [reference, amount, withdrawalReason] of [
    ["RW-1", "1200.50", "01"],
    ["RW-2", "333.33", "06"],
    ["RW-3", "0.07", "01"],
  ])
    await ask(first, {
      operation: "reportWithdrawal",
      params: { accountNo: reference === "RW-3" ? "MERGE1" : "MERGE2" },
      body: { reference, amount, withdrawnOn: world.today(), withdrawalReason },
    })
  await ask(first, {
    operation: "mergeAccount",
    params: { accountNo: "MERGE2" },
    body: { intoAccountNo: "MERGE1", mergedOn: world.today() },
  })
  await open(first, "before", "LINK1", "01")
  await open(second, "after", "LINK2", "01")
  await ask(second, {
    operation: "linkPersons",
    body: { current: makePerson("after"), former: makePerson("before"), evidence: "证件更换证明" },
  })
}

export interface LongMonth {
  readonly world: World
  /** Reads the table that was left, without the virtual time of the world. */
  readonly hub: Hub
  readonly items: readonly Item[]
  readonly findings: readonly string[]
  readonly days: number
}

/** A month and more among four centers in which nothing goes wrong but what people do, and then what its table holds. */
export const liveLongMonth = async (database: Database, seed: number): Promise<LongMonth> => {
  const tableName = `month-${seed}`
  await createTables(database.url, [tableOf(tableName)])
  const world = createWorld({
    seed,
    url: database.url,
    tableName,
    raw: database.client,
    mutant: undefined,
    onEffect: () => undefined,
    calm: true,
  })
  await world.seed()
  const offices = createOffices(world)
  const population = populate(world, offices, undefined, crowd)
  const ends: (Error | "told")[] = []
  void Promise.all([population.told, registryMonth(world, offices)]).then(
    () => ends.push("told"),
    (error: unknown) => ends.push(error instanceof Error ? error : new Error(String(error))),
  )
  const begins = world.clock.now()
  while (ends.length === 0 && world.clock.now() < begins + mostDays * day) await world.clock.advance(6 * hour)
  const [end] = ends
  if (end instanceof Error) throw end
  await world.clock.advance(longAfterDays * day)
  const after = { ...world.runtime, table: createTable(database.client, tableName) }
  return {
    world,
    hub: hubOf(() => after),
    items: await wholeTableOf(database.client, tableName),
    findings: population.findings,
    days: Math.floor((world.clock.now() - begins) / day),
  }
}
