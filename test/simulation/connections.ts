import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  type ServiceInputTypes,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb"
import { SFNClient } from "@aws-sdk/client-sfn"
import type { Key } from "../../contracts/table.ts"
import type { Engine } from "../../infra/local/step-functions/engine.ts"
import { RequestRefused } from "../../infra/local/step-functions/request-refused.ts"
import type { Effect, EffectKind, Gate } from "./gate.ts"
import { followedCounters, type Mirror } from "./mirror.ts"
import type { Mutant } from "./mutant.ts"

const credentials = { accessKeyId: "local", secretAccessKey: "local" }
const region = "cn-north-1"

/** The local database asks who signs, and never for the signature, which would take a good part of a campaign. */
const unsigned: DynamoDBClientConfig["signer"] = {
  sign: (request) => {
    request.headers["x-amz-date"] = "20260101T000000Z"
    request.headers["authorization"] =
      "AWS4-HMAC-SHA256 Credential=local/20260101/cn-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
    return Promise.resolve(request)
  },
}

export const connectTable = (url: string): DynamoDBClient => {
  const client = new DynamoDBClient({ endpoint: url, region, credentials, maxAttempts: 1, signer: unsigned })
  // It makes a filtered copy of every request, for a logger that nobody has set.
  client.middlewareStack.remove("loggerMiddleware")
  return client
}

const keyOf = (item: Record<string, { readonly S?: string | undefined }> | undefined): readonly Key[] => {
  const pk = item?.["pk"]?.S
  const sk = item?.["sk"]?.S
  return pk === undefined || sk === undefined ? [] : [{ pk, sk }]
}

const keysOfItem = (item: TransactWriteItem): readonly Key[] =>
  keyOf(item.Put?.Item ?? item.Update?.Key ?? item.Delete?.Key ?? item.ConditionCheck?.Key)

const keysOf = (input: ServiceInputTypes): readonly Key[] => {
  if ("TransactItems" in input)
    return (input.TransactItems ?? []).flatMap((item) => ("Get" in item ? [] : keysOfItem(item)))
  if ("Item" in input) return keyOf(input.Item)
  return "Key" in input ? keyOf(input.Key) : []
}

const isCounting = (pk: string): boolean =>
  (pk.startsWith("STAT#") && pk !== followedCounters) || pk.startsWith("COUNTED#") || pk === "LATE"

const kindOf = (commandName: string): EffectKind => {
  if (commandName === "TransactWriteItemsCommand") return "transaction"
  return ["PutItemCommand", "UpdateItemCommand", "DeleteItemCommand"].includes(commandName) ? "write" : "read"
}

/** The first keys say what an effect is about; the rest follow from them. */
const targetOf = (commandName: string, input: ServiceInputTypes): string => {
  const verb = commandName.replace(/(Item|Items)?Command$/, "")
  const named = keysOf(input)
  const partition =
    "ExpressionAttributeValues" in input ? input.ExpressionAttributeValues?.[":pk"]?.S : undefined
  return [
    verb,
    ...named.map(({ pk, sk }) => `${pk}/${sk}`).slice(0, 3),
    ...(partition === undefined ? [] : [partition]),
    `(${named.length})`,
  ].join(" ")
}

const named = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more })

/** AWS says so where the local database never does. */
const conflictOf = (kind: EffectKind, itemCount: number): Error =>
  kind === "transaction"
    ? named("TransactionCanceledException", "Transaction cancelled: TransactionConflict", {
        CancellationReasons: Array.from({ length: itemCount }, (_, index) => ({
          Code: index === 0 ? "TransactionConflict" : "None",
        })),
      })
    : named("TransactionConflictException", "Transaction is ongoing for the item")

/** The hub's own connection: each command is an effect, and what it touched is read again. */
export const gateTable = (
  client: DynamoDBClient,
  gate: Gate,
  mirror: Mirror,
  mutant: Mutant | undefined,
): void => {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const commandName = context.commandName ?? "unknown"
      const kind = kindOf(commandName)
      const passOne = (input: ServiceInputTypes) => {
        // What the counting writes is looked at when all is at rest; its marks and one metric are followed.
        const touched = kind === "read" ? [] : keysOf(input).filter(({ pk }) => !isCounting(pk))
        const effect: Effect<Awaited<ReturnType<typeof next>>> = {
          kind,
          target: targetOf(commandName, input),
          run: async () => {
            try {
              return await next({ ...args, input })
            } finally {
              if (touched.length > 0) await mirror.refresh(touched)
            }
          },
          conflict: () => conflictOf(kind, keysOf(input).length),
        }
        return gate.pass(effect)
      }
      return passMutated(args.input, mutant, passOne)
    },
    { step: "initialize", name: "gate", priority: "high" },
  )
}

const passMutated = async <Output>(
  input: ServiceInputTypes,
  mutant: Mutant | undefined,
  passOne: (input: ServiceInputTypes) => Promise<Output>,
): Promise<Output> => {
  if (mutant?.update !== undefined && "UpdateExpression" in input && "TableName" in input && "Key" in input)
    return passOne(mutant.update({ ...input, TableName: input.TableName, Key: input.Key }))
  if (mutant?.transaction === undefined || !("ClientRequestToken" in input) || !("TransactItems" in input))
    return passOne(input)
  const items = (input.TransactItems ?? []).filter((item): item is TransactWriteItem => !("Get" in item))
  const parts = mutant.transaction(items)
  const [first = [], ...rest] = parts
  const inputOf = (part: readonly TransactWriteItem[], index: number): ServiceInputTypes => ({
    ...input,
    TransactItems: [...part],
    ClientRequestToken: `${String(input.ClientRequestToken).slice(0, 34)}${index}`,
  })
  let answer = await passOne(inputOf(first, 0))
  for (const [index, part] of rest.entries()) answer = await passOne(inputOf(part, index + 1))
  return answer
}

/** The hub's own connection to the workflow service: the engine behind it is in this process. */
export const connectWorkflow = (gate: Gate, engine: Engine, mutant: Mutant | undefined): SFNClient => {
  const client = new SFNClient({ endpoint: "http://127.0.0.1:9", region, credentials, maxAttempts: 1 })
  client.middlewareStack.add(
    () => (args) => {
      const { input } = args
      if ("stateMachineArn" in input && "name" in input && "input" in input)
        return answered(gate, "start", String(input.name), async () => {
          if (mutant?.restarts === "lost" && /^lnc_.*-(?!1$)\d+$/.test(input.name ?? ""))
            return { $metadata: {}, executionArn: String(input.name), startDate: new Date(0) }
          const execution = engine.startExecution(
            String(input.stateMachineArn),
            input.name,
            input.input ?? "{}",
          )
          return { $metadata: {}, executionArn: execution.arn, startDate: new Date(execution.startedMs) }
        })
      if ("taskToken" in input && "output" in input)
        return answered(gate, "wake", `success ${input.taskToken} ${input.output}`, async () => {
          if (mutant?.wakes !== "lost")
            engine.tokens.sendSuccess(input.taskToken ?? "", input.output ?? "null")
          return { $metadata: {} }
        })
      if ("taskToken" in input)
        return answered(gate, "wake", `failure ${input.taskToken}`, async () => {
          engine.tokens.sendFailure(
            input.taskToken ?? "",
            "error" in input ? input.error : undefined,
            undefined,
          )
          return { $metadata: {} }
        })
      return Promise.reject(new Error("the hub asked the workflow service for something else"))
    },
    { step: "initialize", name: "gate", priority: "high" },
  )
  return client
}

const answered = async <Output>(
  gate: Gate,
  kind: EffectKind,
  target: string,
  run: () => Promise<Output>,
) => ({
  response: {},
  output: await gate.pass({
    kind,
    target,
    run: () =>
      run().catch((error: unknown) => {
        throw error instanceof RequestRefused ? named(error.code, error.message) : error
      }),
  }),
})
