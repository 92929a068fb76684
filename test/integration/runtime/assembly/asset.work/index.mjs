import { setTimeout as sleep } from "node:timers/promises"

// A hand-written bundle: what the runtime's tests ask of a function, without a build and without the SDK.

const call = async (endpoint, target, type, body) => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": type,
      "x-amz-target": target,
      "x-amz-date": "20260101T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20260101/cn-north-1/any/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text === "" ? {} : JSON.parse(text)
}

const table = (operation, body) =>
  call(
    process.env.AWS_ENDPOINT_URL_DYNAMODB,
    `DynamoDB_20120810.${operation}`,
    "application/x-amz-json-1.0",
    {
      TableName: process.env.TABLE_NAME,
      ...body,
    },
  )

const put = (pk, sk, value) =>
  table("PutItem", { Item: { pk: { S: pk }, sk: { S: sk }, value: { S: JSON.stringify(value) } } })

const get = async (pk, sk) => {
  const { Item } = await table("GetItem", { Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true })
  return Item === undefined ? null : JSON.parse(Item.value.S)
}

const json = (value) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
})

const work = {
  "GET /ping": () => ({ statusCode: 200, body: "pong" }),
  "POST /echo/{name}": (event) => json(event),
  "ANY /echo/fixed": () => json("fixed"),
  "GET /files/{path+}": (event) => json(event.pathParameters),
  "GET /bytes": () => ({
    statusCode: 201,
    headers: { "content-type": "application/octet-stream" },
    body: "AP8Q",
    isBase64Encoded: true,
  }),
  "GET /environment": () => json(process.env),
  "GET /slow": () => sleep(5_000),
  "GET /throw": () => {
    throw new TypeError("broken")
  },
  "GET /exit": () => process.exit(3),
  "GET /print": (event) => {
    console.log("plain words")
    console.log(JSON.stringify({ level: "INFO", said: "structured" }))
    console.error("to stderr")
    return json(event.requestContext.timeEpoch)
  },
  "GET /secret": () =>
    call(
      process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER,
      "secretsmanager.GetSecretValue",
      "application/x-amz-json-1.1",
      {
        SecretId: process.env.SECRET_ID,
      },
    ).then(json),
  "PUT /items/{id}": async (event) => {
    await put("ITEM", event.pathParameters.id, event.body)
    return json("stored")
  },
  "GET /items/{id}": async (event) => json(await get("ITEM", event.pathParameters.id)),
  "POST /messages": async (event) => {
    await call(process.env.AWS_ENDPOINT_URL_SQS, "AmazonSQS.SendMessage", "application/x-amz-json-1.0", {
      QueueUrl: process.env.QUEUE_URL,
      MessageBody: event.body,
    })
    return json("sent")
  },
  "POST /flows/{name}": async (event) =>
    json(
      await call(
        process.env.AWS_ENDPOINT_URL_SFN,
        "AWSStepFunctions.StartExecution",
        "application/x-amz-json-1.0",
        {
          stateMachineArn: process.env.STATE_MACHINE_ARN,
          name: event.pathParameters.name,
          input: event.body,
        },
      ),
    ),
  "GET /supervised": (event) => json(event.requestContext.authorizer),
  $default: (event) => ({ statusCode: 404, body: `nothing at ${event.rawPath}` }),
}

export const handler = async (event) => {
  if (event.Records !== undefined) return receive(event.Records)
  if (event.source === "aws.events") return put("TICK", event.time, event)
  if (event.flow !== undefined) return put("FLOW", event.flow, { at: event.at })
  return work[event.routeKey](event)
}

/** A message that says "fail" comes back; the others are stored. */
const receive = async (records) => {
  const batchItemFailures = []
  for (const record of records) {
    if (record.body.startsWith("fail")) batchItemFailures.push({ itemIdentifier: record.messageId })
    else await put("MESSAGE", record.body, record)
  }
  return { batchItemFailures }
}
