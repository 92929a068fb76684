import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import type { ServiceMode } from "../../contracts/service-codes.ts"
import { INDEXES } from "../../contracts/table.ts"
import { callDynamodb, createTables } from "../../infra/local/dynamodb-process.ts"
import { hasEndedService } from "../../functions/domain/service-case/service-case.ts"
import { hasEnded } from "../../functions/domain/transfer/transfer-case.ts"
import type { LoanCarried } from "./carry-loan.ts"
import type { ServiceCarried } from "./carry-service.ts"
import { watchLiveness } from "./liveness.ts"
import type { Mutant } from "./mutant.ts"
import { createOffices } from "./office.ts"
import { bookedAtIn, goneFromOut } from "./outside.ts"
import type { Carried } from "./lives.ts"
import { populate } from "./people.ts"
import { miscounted, wholeTableOf } from "./recount.ts"
import { bookedByRegistry, safetyOf } from "./safety.ts"
import type { Violation } from "./violation.ts"
import { createWorld, type World } from "./world.ts"

export interface SeedResult {
  readonly seed: number
  readonly cases: number
  /** How often an off-site loan followed its account to another center, its own lender included. */
  readonly followed: number
  /** Service cases whose money was paid to the applicant. */
  readonly paid: number
  /** In which modes service cases were asked for. */
  readonly modes: readonly ServiceMode[]
  readonly effects: number
  readonly crashes: number
  readonly faults: number
  readonly violations: readonly Violation[]
  readonly awaiting: number
  readonly trace: readonly string[]
  readonly traceHash: string
}

export interface Database {
  readonly url: string
  readonly client: DynamoDBClient
}

const dayMs = 86_400_000
/** The longest story: a breach, thirty working days, a long silence after a payment. */
const mostDays = 220
const stepMs = 2 * 3_600_000
const restMs = 20 * 60_000

const text = (attribute: string) => ({ AttributeName: attribute, AttributeType: "S" })
const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: "HASH" },
  { AttributeName: sort, KeyType: "RANGE" },
]

export const tableOf = (name: string) => {
  const indexes = Object.values(INDEXES)
  const attributes = new Set(["pk", "sk", ...indexes.flatMap(({ partition, sort }) => [partition, sort])])
  const createTable = {
    TableName: name,
    KeySchema: keySchema("pk", "sk"),
    AttributeDefinitions: [...attributes].map(text),
    BillingMode: "PAY_PER_REQUEST",
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index.partition, index.sort),
      Projection: { ProjectionType: "KEYS_ONLY" },
    })),
  }
  return { name, createTable }
}

/** At rest the books of the outside world and the hub's registry tell the same story of every case. */
const unsettled = (world: World, carried: readonly Carried[]): readonly Violation[] =>
  carried.flatMap(({ caseId, plan, books }): readonly Violation[] => {
    const known = world.mirror.transfer(caseId)
    if (known === undefined) return [{ invariant: "every-case-ends", detail: `${caseId} is gone` }]
    const registry = bookedByRegistry(world.mirror, known)
    const booked = bookedAtIn(books)
    const gone = goneFromOut(books)
    if (registry !== booked)
      return [
        {
          invariant: "money-is-constant",
          detail: `${caseId}: ${booked} fen in I's books, ${registry} in the registry`,
        },
      ]
    if (hasEnded(known) && gone !== booked)
      return [
        {
          invariant: "money-is-constant",
          detail: `${caseId} ${known.status}: ${gone} fen left O, ${booked} were booked`,
        },
      ]
    if (hasEnded(known) || (plan.story === "never-paid" && known.status === "statementSent")) return []
    return [{ invariant: "every-case-ends", detail: `${caseId} stays ${known.status} (${plan.story})` }]
  })

/** At rest nobody waits for an answer on an off-site loan: it was lent upon, or it is over. */
const unanswered = (world: World, loans: readonly LoanCarried[]): readonly Violation[] =>
  loans.flatMap(({ caseId, plan }) => {
    const status = world.mirror.offsiteLoan(caseId)?.status
    return status === undefined || status === "requested" || status === "certified"
      ? [{ invariant: "every-case-ends", detail: `${caseId} stays ${status} (${plan.story})` }]
      : []
  })

/** At rest every service case is over, or was decided and somebody is told again and again that something is left to do. */
const unserved = (world: World, services: readonly ServiceCarried[]): readonly Violation[] =>
  services.flatMap(({ caseId, plan }) => {
    const known = world.mirror.serviceCase(caseId)
    if (known !== undefined && hasEndedService(known)) return []
    return known?.decision !== undefined && known.escalations > 0
      ? []
      : [{ invariant: "every-case-ends", detail: `${caseId} stays ${known?.status} (${plan.story})` }]
  })

/** One seed, from its first account to rest, or to its first violation. */
export const runSeed = async (
  database: Database,
  seed: number,
  mutant: Mutant | undefined,
): Promise<SeedResult> => {
  const tableName = `simulation-${seed}`
  await createTables(database.url, [tableOf(tableName)])
  const violations: Violation[] = []
  let traceSoFar: readonly string[] | undefined
  const see = (found: readonly Violation[]): void => {
    if (violations.length > 0 || found.length === 0) return
    violations.push(...found.slice(0, 3))
    for (const { invariant, detail } of violations) world.gate.note(`VIOLATION ${invariant}: ${detail}`)
    traceSoFar = [...world.gate.trace]
  }
  let check: (() => void) | undefined
  const world = createWorld({
    seed,
    url: database.url,
    tableName,
    raw: database.client,
    mutant,
    onEffect: () => check?.(),
  })
  try {
    await world.seed()
    const offices = createOffices(world)
    const unsafe = safetyOf(world.now, world.today)
    const liveness = watchLiveness(world, () => see(liveness.check()))
    let written = true
    world.mirror.onWrite(() => {
      written = true
    })
    check = () => {
      see([...(written ? unsafe(world.mirror, offices.acts) : []), ...liveness.check()])
      written = false
    }
    const population = populate(world, offices, mutant)
    const ends: ("told" | Error)[] = []
    void population.told.then(
      () => ends.push("told"),
      (error: unknown) => ends.push(error instanceof Error ? error : new Error(String(error))),
    )
    const until = world.clock.now() + mostDays * dayMs
    while (world.clock.now() < until && ends.length === 0 && violations.length === 0)
      await world.clock.advance(stepMs)
    const [end] = ends
    if (end instanceof Error) see([{ invariant: "every-request-is-answered", detail: end.message }])
    see(population.findings.map((detail) => ({ invariant: "every-story-is-told", detail })))
    if (violations.length === 0) {
      world.gate.heal()
      await world.clock.advance(restMs)
      see([...unsafe(world.mirror, offices.acts), ...liveness.check()])
      see([...unsettled(world, population.carried), ...unanswered(world, population.loans)])
      see(unserved(world, population.services))
      if (world.counts) see(miscounted(await wholeTableOf(database.client, tableName)))
    }
    return {
      seed,
      cases: world.mirror.hubCases().length,
      followed: world.mirror.offsiteLoans().reduce((sum, { homes }) => sum + homes.length, 0),
      modes: world.mirror.serviceCases().map(({ mode }) => mode),
      paid: world.mirror.serviceCases().filter(({ payment }) => payment !== undefined).length,
      ...world.gate.counts,
      violations,
      awaiting: world.mirror.transfers().filter((known) => !hasEnded(known)).length,
      trace: traceSoFar ?? world.gate.trace,
      traceHash: world.gate.traceHash(),
    }
  } finally {
    world.close()
    await callDynamodb(database.url, "DeleteTable", { TableName: tableName })
  }
}
