import { createSecretKey } from "node:crypto"
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import type { Table } from "../../functions/store/table.ts"
import { type CaseId, CenterId, DocumentId, Instant, LocalDate } from "../../contracts/primitives.ts"
import type { Change } from "../../functions/domain/change.ts"
import type { DocumentRecord } from "../../functions/domain/document/document-record.ts"
import { OperatingLimits } from "../../contracts/environment.ts"
import { caseKindOf, keys, type CaseKind } from "../../contracts/table.ts"
import { ParkCasePayload, TickCasePayload } from "../../contracts/workflows.ts"
import { chinaDateOf } from "../../functions/domain/calendar/china-date.ts"
import { commitCounted } from "../../functions/edge/count-later.ts"
import { tellOfTick } from "../../functions/edge/follow-up.ts"
import { hubOf, type Hub } from "../../functions/edge/hub.ts"
import { newIdAt } from "../../functions/edge/new-id.ts"
import type { Runtime } from "../../functions/edge/runtime.ts"
import { createWorkflow } from "../../functions/edge/workflow.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"
import { importSigningKey } from "../../functions/security/algorithms.ts"
import { createTable } from "../../functions/store/table.ts"
import {
  leaveToken,
  lookAgainAt,
  raiseGeneration,
  readHubCase,
  readWatchedCase,
  restCase,
  toWake,
} from "../../functions/store/cases.ts"
import { eraseDocument } from "../../functions/use-cases/erase-document.ts"
import { parkCase } from "../../functions/use-cases/park-case.ts"
import { sweepCases } from "../../functions/use-cases/sweep-cases.ts"
import { tickOffsiteLoan } from "../../functions/use-cases/tick-offsite-loan.ts"
import { tickServiceCase } from "../../functions/use-cases/tick-service-case.ts"
import { tickTransfer } from "../../functions/use-cases/tick-transfer.ts"
import { createVirtualClock, type VirtualClock } from "../../infra/local/clock.ts"
import { createEngine, type Engine } from "../../infra/local/step-functions/engine.ts"
import { LambdaFunctionError } from "../../infra/local/step-functions/state-error.ts"
import { serviceDefinition } from "../../infra/workflows/service-definition.ts"
import { offsiteLoanDefinition } from "../../infra/workflows/offsite-loan-definition.ts"
import { transferDefinition } from "../../infra/workflows/transfer-definition.ts"
import { createChance, type Chance } from "./chance.ts"
import { connectTable, connectWorkflow, gateTable } from "./connections.ts"
import { createGate, type Gate } from "./gate.ts"
import { createMirror, type Mirror } from "./mirror.ts"
import type { Mutant } from "./mutant.ts"
import { centersOf, seedDirectory } from "./seed-directory.ts"
import { immortal, runProcess, within } from "./process.ts"
import { createStatistician } from "./statistician.ts"

/** A Monday morning in China, far from any boundary of the calendar. */
const startsAt = Date.parse("2026-03-02T01:00:00.000Z")
const minuteMs = 60_000
const remindEveryMs = 5 * minuteMs
/** How long the engine waits for a Lambda that died. */
const lambdaGoneMs = 3_000
const restartOf = ["die-one", "die-all"] as const

export interface World {
  readonly clock: VirtualClock
  readonly gate: Gate
  readonly chance: Chance
  readonly mirror: Mirror
  readonly engine: Engine
  /** The execution that keeps the clock of a case in one generation. */
  readonly execution: (
    caseId: CaseId,
    generation: number,
  ) => ReturnType<Engine["executions"]>[number] | undefined
  /** Whether the commits of this world are counted. */
  readonly counts: boolean
  readonly runtime: Runtime
  readonly hub: Hub
  readonly centers: readonly CenterId[]
  readonly now: () => Instant
  readonly today: () => LocalDate
  readonly newId: (prefix: string) => string
  readonly sleep: (ms: number) => Promise<void>
  /** The token of the last park that an execution asked for. */
  readonly lastToken: (execution: string) => string | undefined
  /** When something last went wrong for a case, or for everybody. */
  readonly faultAt: (caseId: string) => number
  /** When an execution of the case was last lost. */
  readonly lostAt: (caseId: string) => number | undefined
  /** How this hub compares a payment with what was approved. */
  readonly payments: "checked" | "unchecked"
  /** A document that was uploaded and looked at before anybody names it. */
  readonly upload: (centerId: CenterId, documentKind: string) => Promise<string>
  readonly seed: () => Promise<void>
  readonly close: () => void
}

export interface WorldOptions {
  readonly seed: number
  readonly url: string
  readonly tableName: string
  readonly raw: DynamoDBClient
  readonly mutant: Mutant | undefined
  readonly onEffect: () => void
  /** Nothing goes wrong in this world. */
  readonly calm?: true
}

/** One hub in one virtual world: real use cases, store and state machine over a gate where everything can go wrong. */
export const createWorld = (options: WorldOptions): World => {
  const { seed, url, tableName, raw, mutant, onEffect, calm } = options
  const chance = createChance(seed)
  const idChance = createChance(seed ^ 0x51ed)
  const clock = createVirtualClock(startsAt)
  const now = (): Instant => Instant.parse(new Date(clock.now()).toISOString())
  const faults = new Map<string, number>()
  const everybody = "*"
  const lastTokens = new Map<string, string>()
  const lostAt = new Map<string, number>()
  const gate = createGate({
    clock,
    chance,
    intensity:
      calm === true
        ? 0
        : chance.weighted([
            [0, 1],
            [0.5, 2],
            [1, 4],
            [2, 2],
          ]),
    slow:
      mutant?.slow ??
      chance.weighted([
        [undefined, 4],
        ["park-case", 4],
        ["wake", 2],
        ["tick-transfer", 1],
        ["tick-offsite-loan", 1],
        ["sweeper", 1],
        ["transaction", 1],
      ]),
    onEffect: () => {
      onEffect()
      perhapsKill()
    },
    onFault: (process, _effect, lastingMs) =>
      void faults.set(process.about ?? everybody, clock.now() + lastingMs),
  })
  const mirror = createMirror(raw, tableName)
  const newId = (prefix: string): string => newIdAt(clock.now(), () => idChance.bytes(16))(prefix)
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => void clock.setTimer(clock.now() + ms, resolve))

  const client = connectTable(url)
  gateTable(client, gate, mirror, mutant)
  // The store draws its request tokens by real chance, and its pauses from them: here every pause is alike.
  const table: Table = createTable(client, tableName, () =>
    gate.pass({ kind: "pause", target: "", run: () => Promise.resolve() }),
  )

  const invoke = async (task: string, payload: unknown): Promise<unknown> => {
    const about = aboutOf(payload)
    if (task === "park-case") {
      const { caseId, generation, token } = ParkCasePayload.parse(payload)
      lastTokens.set(`${caseId}-${generation}`, token)
    }
    const run = () => runProcess(`${task} ${about}`, about, () => runTask(task, payload))
    // The effect is the call itself; what the function then does are effects of its own.
    const call = await runProcess(`engine ${about}`, about, () =>
      gate.pass({ kind: "invoke", target: task, run: () => Promise.resolve({ end: run() }) }),
    )
    const ended = call.outcome === "done" ? await call.value.end : call
    if (ended.outcome === "done") return ended.value
    await sleep(lambdaGoneMs)
    throw new LambdaFunctionError("Sandbox.Timedout", ended.outcome)
  }
  const engine = createEngine({
    partition: "aws-cn",
    region: "cn-north-1",
    account: "000000000000",
    clock,
    newToken: () => newId("token"),
    sendMessage: () => Promise.reject(new Error("this machine sends no message")),
    invokeLambda: (task, payload) => within(immortal("engine"), () => invoke(task, payload)),
  })
  const partition = "aws-cn"
  const parkCaseArn = "park-case"
  const machines: Readonly<Record<CaseKind, string>> = {
    trf: engine.addStateMachine(
      "hpf-hub-transfer",
      transferDefinition({ partition, parkCaseArn, tickTransferArn: "tick-transfer" }),
    ),
    lnc: engine.addStateMachine(
      "hpf-hub-offsite-loan",
      offsiteLoanDefinition({ partition, parkCaseArn, tickOffsiteLoanArn: "tick-offsite-loan" }),
    ),
    svc: engine.addStateMachine(
      "hpf-hub-service",
      serviceDefinition({ partition, parkCaseArn, tickServiceCaseArn: "tick-service-case" }),
    ),
  }
  const workflowClient = connectWorkflow(gate, engine, mutant)
  const signingKey = importSigningKey(makeSigningJwk("Ed25519", "hub-1"))
  const secret = {
    personMacKey: createSecretKey(Buffer.alloc(32, seed & 0xff)),
    identityKey: createSecretKey(Buffer.alloc(32, 7)),
    signingKey,
    publicJwks: { keys: [] },
  }
  const runtime: Runtime = {
    table,
    audience: "http://simulation.invalid",
    limits: OperatingLimits.parse({}),
    secret: () => Promise.resolve(secret),
    workflow: createWorkflow(workflowClient, (kind) => machines[kind]),
    webhookQueue: {
      send: (delivery) =>
        gate.pass({ kind: "send", target: `webhook ${delivery.centerId}`, run: () => Promise.resolve() }),
    },
    batchQueue: { send: () => Promise.resolve() },
    statisticsQueue: { send: (message) => statistician?.send(message) ?? Promise.resolve() },
    documents: () => {
      throw new Error("no document is kept here")
    },
  }
  const plain = hubOf(() => runtime)
  const counts = mutant === undefined || mutant.statistics !== undefined
  const statistician = counts
    ? createStatistician({
        clock,
        chance: createChance(seed ^ 0x57a7),
        gate,
        table,
        hub: plain,
        mutant: mutant?.statistics,
      })
    : undefined
  const hub: Hub = {
    ...plain,
    readFact: async (name) => {
      const fact = await plain.readFact(name)
      return fact === undefined || mutant?.factAsRead === undefined ? fact : mutant.factAsRead(fact)
    },
    encrypt: (identity, caseId) => gate.outside(plain.encrypt(identity, caseId)),
  }

  const park = parkCase({
    readHubCase: (id) => readHubCase(table, id),
    park: (parked) => leaveToken(table, parked),
    wake: (token, standing) => runtime.workflow.wake(token, standing),
    supersede: (token) => runtime.workflow.supersede(token),
  })
  const commitOfTick = (changes: readonly Change[]) =>
    commitCounted(runtime, "sweep-cases", mutant?.changesOfTick?.(changes) ?? changes)
  const tick = tickTransfer({
    ...hub,
    readCase: async (id) => {
      const found = await hub.readCase(id)
      return found === undefined || mutant?.caseOfTick === undefined ? found : mutant.caseOfTick(found)
    },
    commit: commitOfTick,
    newId: (prefix) => newId(prefix),
  })
  const clockOfCases = {
    ...hub,
    commit: commitOfTick,
    newId: (prefix: string) => newId(prefix),
  }
  const tickLoan = tickOffsiteLoan(clockOfCases)
  const tickService = tickServiceCase(clockOfCases)
  const runTask = async (task: string, payload: unknown): Promise<unknown> => {
    if (task === "park-case") return park(ParkCasePayload.parse(payload))
    const asked = TickCasePayload.parse(payload)
    if (task === "tick-transfer") return tellOfTick(runtime, task, await tick(asked))
    return task === "tick-service-case"
      ? tellOfTick(runtime, task, await tickService(asked))
      : tellOfTick(runtime, "tick-offsite-loan", await tickLoan(asked))
  }

  const sweep = sweepCases({
    toWake: (shard, at, limit) => toWake(table, shard, at, limit),
    readWatchedCase: (id) => readWatchedCase(table, id),
    wake: (token, standing) => runtime.workflow.wake(token, standing),
    start: (input) => runtime.workflow.start(input),
    raiseGeneration: (id, seen, wakeBy) => raiseGeneration(table, id, seen, wakeBy),
    restCase: (id, version, until) => restCase(table, id, version, until),
    tick: async (caseId, generation, at) => {
      const look = caseKindOf(caseId) === "svc" ? tickService : tickLoan
      await tellOfTick(runtime, "sweep-cases", await look({ caseId, generation, now: at }))
    },
    eraseDocument: (documentId, at) =>
      eraseDocument({
        readDocument: hub.readDocument,
        commitChanges: (changes) => hub.commitPart("sweep-cases", changes),
        deleteContent: (id) =>
          gate.pass({ kind: "send", target: `erase ${id}`, run: () => Promise.resolve("gone") }),
      })(documentId, at),
    lookAgainAt: (id, version, wakeBy) => lookAgainAt(table, id, version, wakeBy),
  })

  /** The sweeper runs each minute. A minute in which its index holds nothing that is due would change nothing, so it is passed over. */
  let sweepAt: number | undefined
  let sweptAt = 0
  const scheduleSweep = (): void => {
    if (mutant?.sweeper === "absent") return
    const due = mirror
      .watched()
      .flatMap(({ wakeBy, wakeShard }) =>
        wakeBy === undefined || wakeShard === undefined ? [] : [Date.parse(wakeBy)],
      )
    if (due.length === 0) return
    const earliest = Math.max(clock.now(), Math.min(...due), sweptAt + 1)
    const at = Math.ceil(earliest / minuteMs) * minuteMs
    if (sweepAt !== undefined && sweepAt <= at) return
    sweepAt = at
    clock.setTimer(at, () => {
      if (sweepAt !== at) return
      sweepAt = undefined
      sweptAt = at
      const time = now()
      void runProcess("sweeper", undefined, () => sweep(time)).then(scheduleSweep)
    })
  }
  mirror.onWrite(scheduleSweep)

  /** What the sweeper does for commits that nobody has counted; five minutes in which none waits are passed over. */
  let remindAt: number | undefined
  const remindNow = async (): Promise<void> => {
    await runProcess("reminder", "statistics", () => statistician?.remind(now()) ?? Promise.resolve(0))
    remindAt = undefined
    scheduleRemind()
  }
  const scheduleRemind = (): void => {
    const due = mirror.uncounted()
    if (statistician === undefined || due === undefined || remindAt !== undefined) return
    remindAt = Math.floor(Math.max(clock.now(), due) / remindEveryMs + 1) * remindEveryMs
    clock.setTimer(remindAt, () => void remindNow())
  }
  if (mutant?.statistics !== "marks-lost") mirror.onMark(scheduleRemind)

  /** Executions are disposable: now and then one of them is lost, or all. */
  const killShare = calm === true ? 0 : chance.oneOf([0, 0.002, 0.006])
  const perhapsKill = (): void => {
    if (killShare === 0 || !chance.happens(killShare)) return
    const live = [machines.trf, machines.lnc, machines.svc]
      .flatMap((machine) => engine.executions(machine))
      .filter(({ status }) => status === "RUNNING")
    const [first, ...others] = live
    if (first === undefined) return
    const lost = chance.oneOf(restartOf) === "die-all" ? live : [chance.oneOf([first, ...others])]
    for (const execution of lost) {
      gate.note(`execution ${execution.name} lost`)
      engine.stopExecution(execution.arn, "Lost", undefined)
      lostAt.set(execution.name.slice(0, execution.name.lastIndexOf("-")), clock.now())
    }
  }

  const centers = centersOf(now())
  return {
    clock,
    gate,
    chance,
    mirror,
    engine,
    execution: (caseId, generation) =>
      engine.executions(machines[caseKindOf(caseId)]).find(({ name }) => name === `${caseId}-${generation}`),
    counts,
    runtime,
    hub,
    centers: centers.map(({ centerId }) => centerId),
    now,
    today: () => chinaDateOf(now()),
    newId,
    sleep,
    lastToken: (execution) => lastTokens.get(execution),
    faultAt: (caseId) => Math.max(faults.get(caseId) ?? 0, faults.get(everybody) ?? 0),
    lostAt: (caseId) => lostAt.get(caseId),
    payments: mutant?.payments ?? "checked",
    upload: async (centerId, documentKind) => {
      const documentId = newId("doc")
      const at = now()
      const received: DocumentRecord = {
        documentId: DocumentId.parse(documentId),
        centerId,
        documentKind,
        contentType: "application/pdf",
        bytes: 1,
        sha256: "0".repeat(64),
        status: "received",
        announcedAt: at,
        receivedAt: at,
        version: 1,
      }
      await gate.outside(createTable(raw, tableName).put({ ...received, ...keys.document(documentId) }))
      return documentId
    },
    seed: () => seedDirectory(createTable(raw, tableName), centers, now()),
    close: () => {
      engine.stop()
      client.destroy()
      workflowClient.destroy()
    },
  }
}

const aboutOf = (payload: unknown): string => {
  if (typeof payload !== "object" || payload === null || !("caseId" in payload)) return "unknown"
  return String(payload.caseId)
}
