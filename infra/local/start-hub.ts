import { randomBytes } from "node:crypto"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { PrivateKeyJwk } from "../../contracts/signature.ts"
import { type Clock, createSystemClock, createVirtualClock, type VirtualClock } from "./clock.ts"
import { lockDataFolder } from "./data-folder-lock.ts"
import type { Deployment, Place } from "./deployment.ts"
import { type DynamodbCounter, type OperationCount, startDynamodbCounter } from "./dynamodb-counter.ts"
import { createTables, startDynamodb } from "./dynamodb-process.ts"
import { startEventSources } from "./event-sources.ts"
import { createFunctionLogs, type FunctionLogLine } from "./function-logs.ts"
import { type HttpApi, listenHttpApi } from "./http-api.ts"
import { hubSecretOf, operatorKeyOf } from "./hub-secret.ts"
import { createJwtAuthorizer } from "./jwt-authorizer.ts"
import { createLambdaPool } from "./lambda-pool.ts"
import { planDeployment } from "./plan-deployment.ts"
import { LOCAL_SECRET_KEY } from "./presigned-requests.ts"
import { startQueueEngine } from "./queue-engine.ts"
import { readTemplate } from "./read-template.ts"
import { registerOperator } from "./register-operator.ts"
import { startSchedules } from "./schedule.ts"
import { startSecretsServer } from "./secrets-server.ts"
import { createEngine, type EngineCounts } from "./step-functions/engine.ts"
import { startStepFunctionsServer } from "./step-functions/server.ts"
import { holdAssembly, synthesize } from "./synthesize.ts"

export interface HubOptions {
  /** Where everything is kept; without it the database is in memory and the rest in a folder that goes with the hub. */
  readonly dataDirectory?: string | undefined
  /** 0 or absent: any free port. */
  readonly port?: number | undefined
  readonly clock?: "system" | "virtual" | undefined
  /** Where a virtual clock begins. */
  readonly start?: string | undefined
  /** A cloud assembly that is not the hub's own. */
  readonly template?: string | undefined
  /** Counts database calls and their units, which costs each of them a hop. */
  readonly count?: boolean | undefined
  readonly onLogLine?: ((entry: FunctionLogLine) => void) | undefined
  readonly inFlightMaximum?: number | undefined
  readonly workersPerFunction?: number | undefined
  /** For a process that starts one hub after another: the next one loads its functions in the threads of this one. */
  readonly keepWorkers?: boolean | undefined
  /** Under a virtual clock: shortest period of a schedule, for tests that pass weeks. */
  readonly schedulePeriodFloorMs?: number | undefined
}

export interface HubCounts {
  /** Invocations begun, by function. */
  readonly lambda: Readonly<Record<string, number>>
  readonly stepFunctions: EngineCounts
  /** By operation; empty unless `count` is set. */
  readonly dynamodb: Readonly<Record<string, OperationCount>>
  /** The same by function; calls of nobody's function are under an empty name. */
  readonly dynamodbByFunction: Readonly<Record<string, Readonly<Record<string, OperationCount>>>>
}

export interface Hub {
  readonly url: string
  readonly clock: {
    now(): number
    /** Passes virtual time and lets everything that becomes due finish. */
    advance(durationMs: number): Promise<void>
  }
  /** Waits until nothing is under way. */
  settle(): Promise<void>
  counts(): HubCounts
  /** Private JWK with kid and alg; what `operator.jwk.json` of the data folder holds. */
  readonly operatorKey: PrivateKeyJwk
  readonly dataDirectory: string
  readonly deployment: Deployment
  /** SDK endpoints and names, for a test that looks behind the API. */
  readonly environment: Readonly<Record<string, string>>
  /** Calls a function as AWS would, its HTTP event or task payload made by the caller. */
  invoke(functionName: string, event: unknown): Promise<unknown>
  stop(): Promise<void>
}

// Measured on two cores with 16 calls in flight that each wait for the database: one environment 0.4 of the bare calls' rate,
// two 0.5, three 0.6, four no more.
const workersPerFunctionDefault = 3
const virtualStart = "2026-11-02T01:00:00.000Z"
const region = "cn-north-1"
const account = "000000000000"
const partition = "aws-cn"

type Closer = () => unknown

/** Starts the hub of a template on this machine. Everything it started ends with `stop`, or if the start fails. */
export const startHub = async (options: HubOptions = {}): Promise<Hub> => {
  const closers: Closer[] = []
  let closed = false
  const onClose = (close: Closer): void => {
    // What was still starting when another part failed is closed as soon as it is there.
    if (closed) void close()
    else closers.push(close)
  }
  const closeAll = async (): Promise<void> => {
    closed = true
    for (const close of closers.splice(0).toReversed()) await close()
  }
  try {
    return await assemble(options, onClose, closeAll)
  } catch (error) {
    await closeAll()
    throw error
  }
}

const openFolder = (given: string | undefined, onClose: (close: Closer) => void): string => {
  if (given !== undefined) {
    onClose(lockDataFolder(given))
    return given
  }
  const folder = mkdtempSync(join(tmpdir(), "hpf-hub-"))
  onClose(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const makeClock = (options: HubOptions): { clock: Clock; virtual: VirtualClock | undefined } => {
  if (options.clock !== "virtual") return { clock: createSystemClock(), virtual: undefined }
  const virtual = createVirtualClock(Date.parse(options.start ?? virtualStart))
  return { clock: virtual, virtual }
}

const openDatabase = async (
  folder: string | undefined,
  count: boolean,
  onClose: (close: Closer) => void,
): Promise<{ url: string; bareUrl: string; counter: DynamodbCounter | undefined }> => {
  const database = await startDynamodb(folder)
  onClose(() => database.close())
  if (!count) return { url: database.url, bareUrl: database.url, counter: undefined }
  const counter = await startDynamodbCounter(database.url)
  onClose(() => counter.close())
  return { url: counter.url, bareUrl: database.url, counter }
}

const sdkEnvironment = (
  urls: Readonly<Record<"dynamodb" | "sqs" | "sfn" | "secrets", string>>,
): Record<string, string> => ({
  AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
  AWS_ENDPOINT_URL_SQS: urls.sqs,
  AWS_ENDPOINT_URL_S3: urls.sqs,
  AWS_ENDPOINT_URL_SFN: urls.sfn,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: urls.secrets,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: LOCAL_SECRET_KEY,
  AWS_EC2_METADATA_DISABLED: "true",
  // The SDK would otherwise look into the home folder of whoever started the hub.
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
})

const assemble = async (
  options: HubOptions,
  onClose: (close: Closer) => void,
  stop: () => Promise<void>,
): Promise<Hub> => {
  const folder = openFolder(options.dataDirectory, onClose)
  const api: HttpApi = await listenHttpApi(options.port ?? 0)
  onClose(() => api.close())
  const { clock, virtual } = makeClock(options)
  const queueFolder = options.dataDirectory === undefined ? undefined : join(folder, "queues")
  const assemblyFolder = options.template ?? (await synthesize())
  if (options.template === undefined) onClose(holdAssembly(assemblyFolder))
  const assembly = readTemplate(assemblyFolder)
  const [database, queues] = await Promise.all([
    openDatabase(options.dataDirectory, options.count ?? false, onClose),
    startQueueEngine(queueFolder, region, () => clock.now()).then((engine) => {
      onClose(() => engine.close())
      return engine
    }),
  ])
  const urlSuffix = "amazonaws.com.cn"
  const place: Place = { region, account, partition, urlSuffix, apiUrl: api.url, sqsUrl: queues.url }
  const deployment = planDeployment(assembly, place)
  await createTables(database.bareUrl, deployment.tables)
  const operatorKey = operatorKeyOf(folder)
  for (const table of deployment.tables) await registerOperator(database.bareUrl, table, operatorKey)
  queues.create(deployment.queues, deployment.buckets)
  const secrets = await startSecretsServer(deployment.secrets, hubSecretOf(folder))
  onClose(() => secrets.close())

  const engine = createEngine({
    clock,
    partition,
    region,
    account,
    newToken: () => randomBytes(48).toString("base64url"),
    invokeLambda: (name, payload) => pool.invoke(name, payload),
    sendMessage: (queueUrl, body) => Promise.resolve(queues.send(queueUrl, body)),
  })
  onClose(() => engine.stop())
  for (const { name, definition } of deployment.stateMachines) engine.addStateMachine(name, definition)
  const stepFunctions = await startStepFunctionsServer(engine)
  onClose(() => stepFunctions.stop())

  const logs = createFunctionLogs(join(folder, "logs"), options.onLogLine)
  onClose(() => logs.close())
  const environment = sdkEnvironment({
    dynamodb: database.url,
    sqs: queues.url,
    sfn: stepFunctions.url,
    secrets: secrets.url,
  })
  const compileCache = join(tmpdir(), "hpf-hub-compile-cache")
  mkdirSync(compileCache, { recursive: true })
  const pool = createLambdaPool({
    functions: deployment.functions,
    environment,
    logs,
    compileCache,
    workersPerFunction: options.workersPerFunction ?? workersPerFunctionDefault,
    keepWorkers: options.keepWorkers ?? false,
  })
  onClose(() => pool.close())

  const invoke = (functionArn: string, event: unknown): Promise<unknown> => pool.invoke(functionArn, event)
  const eventSources = startEventSources({
    clock,
    isVirtual: virtual !== undefined,
    queues,
    eventSources: deployment.eventSources,
    region,
    invoke,
  })
  onClose(() => eventSources.close())
  const now = (): number => clock.now()
  const periodFloorMs = options.schedulePeriodFloorMs ?? 0
  const schedules = startSchedules({ clock, schedules: deployment.schedules, invoke, periodFloorMs })
  onClose(() => schedules.close())
  const plans = deployment.routes.flatMap((route) =>
    route.authorizer === undefined ? [] : [route.authorizer],
  )
  const authorizer = await createJwtAuthorizer(folder, plans, now())
  api.serve({ routes: deployment.routes, now, invoke, authorizer, inFlightMaximum: options.inFlightMaximum })

  // Closed again first of all: no new call comes in, and those under way still find everything they need.
  onClose(() => api.close())

  const settles = [() => pool.settle(), () => engine.settle(), () => eventSources.settle()]
  for (const settle of settles) virtual?.waitFor(settle)
  return {
    url: api.url,
    clock: {
      now,
      async advance(durationMs) {
        if (virtual === undefined) throw new Error("only a virtual clock can be advanced")
        await virtual.advance(durationMs)
      },
    },
    async settle() {
      for (let idle = 0; idle < 2;) {
        await new Promise((resolve) => setImmediate(resolve))
        const waited = await Promise.all(settles.map((settle) => settle()))
        idle = waited.includes(true) ? 0 : idle + 1
      }
    },
    counts: () => ({
      lambda: pool.counts(),
      stepFunctions: engine.counts(),
      dynamodb: database.counter?.counts() ?? {},
      dynamodbByFunction: database.counter?.countsByFunction() ?? {},
    }),
    operatorKey,
    dataDirectory: folder,
    deployment,
    // Who looks behind the API is not counted among the functions.
    environment: { ...environment, AWS_ENDPOINT_URL_DYNAMODB: database.bareUrl },
    invoke,
    stop,
  }
}
