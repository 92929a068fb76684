import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager"
import { Environment, OperatingLimits } from "../../contracts/environment.ts"
import type { CaseKind } from "../../contracts/table.ts"
import { createHubSecretReader, type HubSecret } from "../security/hub-secret.ts"
import { createTable, type Table } from "../store/table.ts"
import type { WebhookQueue } from "./webhook-queue.ts"
import type { Workflow } from "./workflow.ts"

/** What a function has at hand: made at the first call, kept while the environment lives. */
export interface Runtime {
  readonly table: Table
  readonly audience: string
  readonly limits: OperatingLimits
  readonly secret: () => Promise<HubSecret>
  readonly workflow: Workflow
  readonly webhookQueue: WebhookQueue
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

/** Loads once, at the first use. */
const late = <Value>(load: () => Promise<Value>): (() => Promise<Value>) => {
  let loaded: Promise<Value> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}

/** The workflow's client is loaded when a case first moves: a cold function that only reads never pays for it. */
const lateWorkflow = (http: object, stateMachineArn: (kind: CaseKind) => string): Workflow => {
  const workflow = late(async () => {
    const [{ SFNClient }, { createWorkflow }] = await Promise.all([
      import("@aws-sdk/client-sfn"),
      import("./workflow.ts"),
    ])
    return createWorkflow(new SFNClient(http), stateMachineArn)
  })
  return {
    start: async (input) => (await workflow()).start(input),
    wake: async (token, standing) => (await workflow()).wake(token, standing),
    supersede: async (token) => (await workflow()).supersede(token),
  }
}

const lateWebhookQueue = (http: object, queueUrl: () => string): WebhookQueue => {
  const queue = late(async () => {
    const [{ SQSClient }, { createWebhookQueue }] = await Promise.all([
      import("@aws-sdk/client-sqs"),
      import("./webhook-queue.ts"),
    ])
    return createWebhookQueue(new SQSClient(http), queueUrl)
  })
  return { send: async (delivery) => (await queue()).send(delivery) }
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
    workflow: lateWorkflow(http, (kind) =>
      required(environment, kind === "trf" ? "TRANSFER_STATE_MACHINE_ARN" : "OFFSITE_LOAN_STATE_MACHINE_ARN"),
    ),
    webhookQueue: lateWebhookQueue(http, () => required(environment, "WEBHOOK_QUEUE_URL")),
  }
}

/** The one place that reads the process environment, once, at the first call. */
export const lazyRuntime = (): (() => Runtime) => {
  let runtime: Runtime | undefined
  return () => {
    runtime ??= createRuntime(process.env)
    return runtime
  }
}
