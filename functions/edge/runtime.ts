import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager"
import { SFNClient } from "@aws-sdk/client-sfn"
import { SQSClient } from "@aws-sdk/client-sqs"
import { Environment, OperatingLimits } from "../../contracts/environment.ts"
import type { CaseKind } from "../../contracts/table.ts"
import { createHubSecretReader, type HubSecret } from "../security/hub-secret.ts"
import { createTable, type Table } from "../store/table.ts"
import { createDocumentBucket, type DocumentBucket } from "./document-bucket.ts"
import type { PageSignIn } from "./page-asset.ts"
import { createBatchQueue, type BatchQueue } from "./batch-queue.ts"
import { createStatisticsQueue, type StatisticsQueue } from "./statistics-queue.ts"
import { createWebhookQueue, type WebhookQueue } from "./webhook-queue.ts"
import { createWorkflow, type Workflow } from "./workflow.ts"

/** What a function has at hand: made at the first call, kept while the environment lives. */
export interface Runtime {
  readonly table: Table
  readonly audience: string
  readonly limits: OperatingLimits
  readonly secret: () => Promise<HubSecret>
  readonly workflow: Workflow
  readonly webhookQueue: WebhookQueue
  readonly batchQueue: BatchQueue
  readonly statisticsQueue: StatisticsQueue
  readonly documents: () => DocumentBucket
}

const requestTimeoutMs = 5_000

/** A variable that a function has no need for is absent; asking for it is broken code, so it throws. */
const required = (
  environment: { readonly [Name in keyof Environment]?: string | undefined },
  name: keyof Environment,
): string => {
  const value = environment[name]
  if (value === undefined) throw new Error(`the environment lacks ${name}`)
  return value
}

/** Made once, at the first use. */
const late = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * The client of the workflow is made when a case first moves, for a function that only reads has no use for it. It is
 * imported with the rest all the same: `import()` would make the bundler keep everything that the two SDK clients share.
 */
const lateWorkflow = (http: object, stateMachineArn: (kind: CaseKind) => string): Workflow => {
  const workflow = late(() => createWorkflow(new SFNClient(http), stateMachineArn))
  return {
    start: (input) => workflow().start(input),
    wake: (token, standing) => workflow().wake(token, standing),
    supersede: (token) => workflow().supersede(token),
  }
}

const lateWebhookQueue = (http: object, queueUrl: () => string): WebhookQueue => {
  const queue = late(() => createWebhookQueue(new SQSClient(http), queueUrl))
  return { send: (delivery) => queue().send(delivery) }
}

const machineOf = {
  trf: "TRANSFER_STATE_MACHINE_ARN",
  lnc: "OFFSITE_LOAN_STATE_MACHINE_ARN",
  svc: "SERVICE_STATE_MACHINE_ARN",
} as const satisfies Record<CaseKind, keyof Environment>

const lateBatchQueue = (http: object, queueUrl: () => string): BatchQueue => {
  const queue = late(() => createBatchQueue(new SQSClient(http), queueUrl))
  return { send: (message) => queue().send(message) }
}

const lateStatisticsQueue = (http: object, queueUrl: () => string): StatisticsQueue => {
  const queue = late(() => createStatisticsQueue(new SQSClient(http), queueUrl))
  return { send: (message) => queue().send(message) }
}

const createRuntime = (variables: Readonly<Record<string, string | undefined>>): Runtime => {
  const environment = Environment.partial().parse(variables)
  const http = {
    requestHandler: { requestTimeout: requestTimeoutMs, httpsAgent: { maxSockets: 50 } },
    maxAttempts: 4,
  }
  const secrets = new SecretsManagerClient(http)
  const database = new DynamoDBClient(http)
  // It makes a filtered copy of every request and every answer, for a logger that nobody has set.
  database.middlewareStack.remove("loggerMiddleware")
  return {
    table: createTable(database, environment.TABLE_NAME ?? ""),
    audience: environment.HUB_AUDIENCE ?? "",
    limits: OperatingLimits.parse(JSON.parse(environment.HUB_RULES ?? "{}")),
    secret: createHubSecretReader(async () => {
      const answer = await secrets.send(
        new GetSecretValueCommand({ SecretId: required(environment, "SECRET_ID") }),
      )
      return answer.SecretString ?? ""
    }),
    workflow: lateWorkflow(http, (kind) => required(environment, machineOf[kind])),
    webhookQueue: lateWebhookQueue(http, () => required(environment, "WEBHOOK_QUEUE_URL")),
    batchQueue: lateBatchQueue(http, () => required(environment, "BATCH_QUEUE_URL")),
    statisticsQueue: lateStatisticsQueue(http, () => required(environment, "STATISTICS_QUEUE_URL")),
    documents: late(() => createDocumentBucket(variables)),
  }
}

const readSignIn = (variables: Readonly<Record<string, string | undefined>>): PageSignIn => {
  const environment = Environment.partial().parse(variables)
  return {
    issuer: environment.DASHBOARD_ISSUER,
    clientId: environment.DASHBOARD_CLIENT_ID,
    scopes: (environment.DASHBOARD_SCOPES ?? "openid").split(" "),
    tokenOrigin: environment.DASHBOARD_TOKEN_ORIGIN,
  }
}

/** How the dashboard lets its readers sign in: all that its function needs of the environment. */
export const lazySignIn = (): (() => PageSignIn) => late(() => readSignIn(process.env))

/** The one place that reads the process environment, once, at the first call. */
export const lazyRuntime = (): (() => Runtime) => late(() => createRuntime(process.env))
