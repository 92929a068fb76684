import { PolicyStatement } from "aws-cdk-lib/aws-iam"
import type { Table } from "aws-cdk-lib/aws-dynamodb"
import type { IKey } from "aws-cdk-lib/aws-kms"
import type { Bucket } from "aws-cdk-lib/aws-s3"
import type { IQueue } from "aws-cdk-lib/aws-sqs"
import type { Environment, Need } from "../contracts/environment.ts"
import { INDEXES } from "../contracts/table.ts"
import { DOCUMENT_IDS } from "./acknowledge-document-ids.ts"

/** What the hub's functions may touch, and where they find it. */
export interface HubResources {
  readonly table: Table
  readonly key: IKey
  readonly secretArn: string
  readonly documents: Bucket
  readonly webhookQueue: IQueue
  readonly batchQueue: IQueue
  readonly statisticsQueue: IQueue
  /** Formatted from the fixed names: a machine's tasks start and answer it, a reference would be a circle. */
  readonly transferMachineArn: string
  readonly offsiteLoanMachineArn: string
  readonly serviceMachineArn: string
  readonly audience: string
}

interface Grant {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly environment: Partial<Environment>
  /** The data lies under the customer key; the service decrypts it in the caller's name. */
  readonly encrypted: boolean
  /** What the same need asks of another resource. */
  readonly beside?: { readonly actions: readonly string[]; readonly resources: readonly string[] }
}

const tableGrant = (
  { table }: HubResources,
  actions: readonly string[],
  resources: readonly string[] = [table.tableArn],
): Grant => ({ actions, resources, environment: { TABLE_NAME: table.tableName }, encrypted: true })

const startOf = (machineArn: string) => ({
  actions: ["states:StartExecution"],
  resources: [machineArn],
  encrypted: false,
})

const answerOf = (machineArn: string): Grant => ({
  actions: ["states:SendTaskFailure", "states:SendTaskSuccess"],
  resources: [machineArn],
  environment: {},
  encrypted: false,
})

const documentGrant = ({ documents }: HubResources, action: string): Grant => ({
  actions: [action],
  resources: [documents.arnForObjects(DOCUMENT_IDS)],
  environment: {
    DOCUMENT_BUCKET_NAME: documents.bucketName,
    DOCUMENT_BUCKET_DOMAIN: documents.bucketRegionalDomainName,
  },
  encrypted: true,
})

/**
 * What each need means: actions on named resources (no wildcard) and the variables that name them. A transaction
 * needs the action of each item in it, none of its own.
 */
const grants: Record<Need, (hub: HubResources) => Grant> = {
  "table:read": (hub) =>
    tableGrant(
      hub,
      ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
      [
        hub.table.tableArn,
        ...Object.values(INDEXES).map((index) => `${hub.table.tableArn}/index/${index.name}`),
      ],
    ),
  "table:write": (hub) =>
    tableGrant(hub, ["dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]),
  "table:delete": (hub) => tableGrant(hub, ["dynamodb:DeleteItem"]),
  // Who uploads does so in the name of the function that signed the address, under the key of the bucket.
  "documents:upload": (hub) => ({
    ...documentGrant(hub, "s3:PutObject"),
    beside: { actions: ["kms:GenerateDataKey"], resources: [hub.key.keyArn] },
  }),
  // Without the right to list, S3 answers 403 for what is not there, and nobody could tell it from a broken policy.
  "documents:read": (hub) => ({
    ...documentGrant(hub, "s3:GetObject"),
    beside: { actions: ["s3:ListBucket"], resources: [hub.documents.bucketArn] },
  }),
  "documents:erase": (hub) => documentGrant(hub, "s3:DeleteObject"),
  secret: ({ secretArn, audience }) => ({
    actions: ["secretsmanager:GetSecretValue"],
    resources: [secretArn],
    // Whoever verifies or signs a message also knows in whose name.
    environment: { SECRET_ID: secretArn, HUB_AUDIENCE: audience },
    encrypted: true,
  }),
  "transfer-workflow:start": ({ transferMachineArn }) => ({
    ...startOf(transferMachineArn),
    environment: { TRANSFER_STATE_MACHINE_ARN: transferMachineArn },
  }),
  "transfer-workflow:answer": ({ transferMachineArn }) => answerOf(transferMachineArn),
  "offsite-loan-workflow:start": ({ offsiteLoanMachineArn }) => ({
    ...startOf(offsiteLoanMachineArn),
    environment: { OFFSITE_LOAN_STATE_MACHINE_ARN: offsiteLoanMachineArn },
  }),
  "offsite-loan-workflow:answer": ({ offsiteLoanMachineArn }) => answerOf(offsiteLoanMachineArn),
  "service-workflow:start": ({ serviceMachineArn }) => ({
    ...startOf(serviceMachineArn),
    environment: { SERVICE_STATE_MACHINE_ARN: serviceMachineArn },
  }),
  "service-workflow:answer": ({ serviceMachineArn }) => answerOf(serviceMachineArn),
  "webhook-queue:send": ({ webhookQueue }) => ({
    actions: ["sqs:SendMessage"],
    resources: [webhookQueue.queueArn],
    environment: { WEBHOOK_QUEUE_URL: webhookQueue.queueUrl },
    encrypted: false,
  }),
  "batch-queue:send": ({ batchQueue }) => ({
    actions: ["sqs:SendMessage"],
    resources: [batchQueue.queueArn],
    environment: { BATCH_QUEUE_URL: batchQueue.queueUrl },
    encrypted: false,
  }),
  "statistics-queue:send": ({ statisticsQueue }) => ({
    actions: ["sqs:SendMessage"],
    resources: [statisticsQueue.queueArn],
    environment: { STATISTICS_QUEUE_URL: statisticsQueue.queueUrl },
    encrypted: false,
  }),
}

export interface FunctionRights {
  readonly statements: readonly PolicyStatement[]
  readonly environment: Readonly<Record<string, string>>
}

/** The policy and the environment of a function, both from what its contract says that it needs. */
export const rightsFor = (needs: readonly Need[], hub: HubResources): FunctionRights => {
  const granted = needs.map((need) => grants[need](hub))
  const statements = granted
    .flatMap((grant) => [grant, ...(grant.beside === undefined ? [] : [grant.beside])])
    .map(
      ({ actions, resources }) => new PolicyStatement({ actions: [...actions], resources: [...resources] }),
    )
  if (granted.some((grant) => grant.encrypted)) {
    statements.push(new PolicyStatement({ actions: ["kms:Decrypt"], resources: [hub.key.keyArn] }))
  }
  return { statements, environment: Object.assign({}, ...granted.map((grant) => grant.environment)) }
}

/** What an event source mapping does in the name of its function. */
export const receivingFrom = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({
    actions: [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ],
    resources: [queue.queueArn],
  })
