import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { App, Stack } from "aws-cdk-lib"
import { Queue } from "aws-cdk-lib/aws-sqs"
import { AwsSolutionsChecks } from "cdk-nag"
import { describe, expect, it } from "vitest"
import * as z from "zod"
import { Environment, FUNCTIONS } from "../../contracts/environment.ts"
import type { Route } from "../../contracts/route.ts"
import { ROUTES } from "../../contracts/routes.ts"
import { circleIn } from "./circle-in.ts"
import { statementsIn } from "./statements-in.ts"
import { bundles, only, propertiesOf, referencesIn, resourcesOf, synthesizeHub } from "./synthesized-hub.ts"

const anywhere = synthesizeHub()
const { data, hub } = anywhere
const account = "111111111111"
const alarmTopicArn = `arn:aws:sns:us-east-1:${account}:operators`
const certificateArn = `arn:aws-cn:acm:cn-north-1:${account}:certificate/00000000-0000-0000-0000-000000000000`
const virginia = synthesizeHub({
  env: { region: "us-east-1", account },
  context: {
    alarmTopicArn,
    operatingLimits: { coolingHours: 48 },
    supervisors: { issuer: "https://login.example.com/realm", audience: "hpf-hub" },
  },
})
const beijing = synthesizeHub({
  env: { region: "cn-north-1", account },
  context: {
    domains: {
      centers: {
        name: "hub.example.cn",
        certificateArn,
        trustStoreBucket: "trust",
        trustStoreKey: "centers.pem",
      },
      people: { name: "www.example.cn", certificateArn },
    },
  },
})
const LambdaProperties = z.looseObject({
  logicalId: z.string(),
  FunctionName: z.string(),
  Role: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("Arn")]) }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).default({ Variables: {} }),
  LoggingConfig: z.object({ LogGroup: z.object({ Ref: z.string() }) }),
})
const lambdas = new Map(
  propertiesOf(hub, "AWS::Lambda::Function").map((item) => {
    const lambda = LambdaProperties.parse(item)
    return [lambda.FunctionName.replace(/^hpf-hub-/, ""), lambda]
  }),
)
const lambdaOf = (name: string) => {
  const lambda = lambdas.get(name)
  if (lambda === undefined) throw new Error(`no function ${name}`)
  return lambda
}

const actionsOf = (name: string): string[] =>
  statementsIn(hub, lambdaOf(name).Role["Fn::GetAtt"][0]).flatMap((statement) => statement.Action)

describe("the templates", () => {
  it("fit both partitions: no ARN, principal or address names one", () => {
    const text = JSON.stringify([data, hub])
    expect(text).not.toMatch(/arn:aws|amazonaws\.com\.cn|execute-api\.[a-z]/)
  })

  it.each([
    ["us-east-1", virginia, "arn:aws:", "arn:aws-cn:"],
    ["cn-north-1", beijing, "arn:aws-cn:", "arn:aws:"],
  ])("in %s name their own partition only", (_, there, own, foreign) => {
    const text = JSON.stringify([there.data, there.hub])
    expect(text).toContain(own)
    expect(text).not.toContain(foreign)
  })

  it("pass cdk-nag AwsSolutions", () => {
    expect(new AwsSolutionsChecks(anywhere.app).validateScope(anywhere.app).violations).toEqual([])
  })

  it("would not pass it with a queue like any other", () => {
    const app = new App()
    new Queue(new Stack(app, "Careless"), "Queue")
    expect(
      new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName),
    ).toContain("AwsSolutions-SQS3")
  })

  it.each([
    ["data", data],
    ["hub", hub],
  ])("of the %s stack have no circular dependency", (_, template) => {
    expect(circleIn(template)).toEqual([])
  })

  it.each([
    ["as it is", anywhere],
    ["with supervisors, an alarm topic and limits of its own", virginia],
    ["with domains", beijing],
  ])("leave room in a stack for the next ten things: at most 480 of 500 resources, %s", (_, there) => {
    for (const [stack, { Resources }] of [["data", there.data] as const, ["hub", there.hub] as const]) {
      const count = Object.keys(Resources).length
      expect(count, `the ${stack} stack has ${count} of CloudFormation's 500 resources`).toBeLessThanOrEqual(
        480,
      )
    }
  })
})

describe("the circle finder", () => {
  it("finds a function that refers to the machine whose task it is", () => {
    const circle = {
      Resources: {
        Machine: { Type: "M", Properties: { Definition: { "Fn::GetAtt": ["Function", "Arn"] } } },
        Function: { Type: "F", Properties: { Role: { Ref: "Role" } } },
        Role: { Type: "R", Properties: { Policy: [{ Ref: "Machine" }] } },
      },
    }
    expect(circleIn(circle)).toEqual(["Machine", "Function", "Role"])
  })
})

describe("what must outlive a deployment", () => {
  it("is retained", () => {
    for (const [id, resource] of Object.entries(data.Resources)) {
      expect([id, resource.DeletionPolicy, resource.UpdateReplacePolicy]).toEqual([id, "Retain", "Retain"])
    }
  })

  it("cannot be deleted by accident, can be restored to a second and is under the customer key", () => {
    expect(only(propertiesOf(data, "AWS::DynamoDB::Table"))).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    })
    expect(only(propertiesOf(data, "AWS::KMS::Key"))).toMatchObject({ EnableKeyRotation: true })
  })

  it("has a secret whose text no template knows", () => {
    const secret = only(propertiesOf(data, "AWS::SecretsManager::Secret"))
    expect(Object.keys(secret).toSorted()).toEqual(["Description", "KmsKeyId", "logicalId"])
  })

  it("keeps documents encrypted, private, written once without versions, and none for ever", () => {
    expect(only(propertiesOf(data, "AWS::S3::Bucket"))).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      LifecycleConfiguration: {
        Rules: [
          {
            Status: "Enabled",
            ExpirationInDays: 400,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
    })
    // Erased is gone: a version would outlive it.
    expect(only(propertiesOf(data, "AWS::S3::Bucket"))).not.toHaveProperty("VersioningConfiguration")
  })

  it("takes and gives documents over TLS only", () => {
    const policy = JSON.stringify(only(propertiesOf(data, "AWS::S3::BucketPolicy")))
    expect(policy).toContain('{"Bool":{"aws:SecureTransport":"false"}}')
    expect(policy).toContain('{"NumericLessThan":{"s3:TlsVersion":1.2}}')
    expect(policy).not.toContain('"Effect":"Allow"')
  })

  it("has no stream: the transaction holds the messages already", () => {
    expect(only(propertiesOf(data, "AWS::DynamoDB::Table"))).not.toHaveProperty("StreamSpecification")
  })
})

describe("each function", () => {
  const names = Object.keys(FUNCTIONS)

  it("is deployed, and nothing else", () => {
    expect([...lambdas.keys()].toSorted()).toEqual(names.toSorted())
  })

  it.each(names)("%s may do named things to named resources only", (name) => {
    for (const { Action, Resource } of statementsIn(hub, lambdaOf(name).Role["Fn::GetAtt"][0])) {
      expect(Action.join()).not.toContain("*")
      // Which document it is, its case tells at run time: any of them, and nothing else in their bucket.
      const documents = Action.every((action) => /^s3:(Get|Put|Delete)Object$/.test(action))
      expect(JSON.stringify(Resource).replace(documents ? '/doc_*"' : "", "")).not.toContain("*")
    }
    expect(hub.Resources[lambdaOf(name).Role["Fn::GetAtt"][0]]?.Properties).not.toHaveProperty(
      "ManagedPolicyArns",
    )
  })

  it.each(names)("%s has a log that ends", (name) => {
    const log = hub.Resources[lambdaOf(name).LoggingConfig.LogGroup.Ref]
    expect(log?.Properties["RetentionInDays"]).toBe(180)
  })

  it("no function in whose log signals are counted shares it", () => {
    for (const [, { Properties }] of resourcesOf(hub, "AWS::Logs::MetricFilter")) {
      const writers = [...lambdas.values()].filter(({ LoggingConfig }) =>
        referencesIn(Properties).includes(LoggingConfig.LogGroup.Ref),
      )
      expect(writers).toHaveLength(1)
    }
  })

  it.each(names)("%s calls a person when it throws", (name) => {
    expect(JSON.stringify(alarmsOn(lambdaOf(name).logicalId))).toContain('"MetricName":"Errors"')
  })

  it.each(names)("%s fits into 750 kB", (name) => {
    expect(statSync(join(bundles(name), "index.mjs")).size).toBeLessThanOrEqual(750_000)
  })

  it.each(names)("%s brings along everything that it imports at its start", (name) => {
    const code = readFileSync(join(bundles(name), "index.mjs"), "utf8")
    const imported = [...code.matchAll(/(?:^|[;}])import(?:[^"'();]*?from)?"([^"]+)"/g)].map(
      ([, specifier]) => specifier,
    )
    expect(imported.filter((specifier) => !specifier?.startsWith("node:"))).toEqual([])
  })

  it.each(names)("%s gets variables that the contract knows", (name) => {
    const known = Object.keys(Environment.shape)
    expect(known).toEqual(expect.arrayContaining(Object.keys(lambdaOf(name).Environment.Variables)))
  })
})

const alarmsOn = (logicalId: string) =>
  propertiesOf(hub, "AWS::CloudWatch::Alarm").filter((alarm) => referencesIn(alarm).includes(logicalId))

const MUTATING = /:(Put|Update|Delete|Start|Send(Task|Message))/

describe("least privilege", () => {
  it.each(["check-health", "serve-docs"])("%s touches nothing", (name) => {
    expect(actionsOf(name)).toEqual(["logs:CreateLogStream", "logs:PutLogEvents"])
  })

  it.each(Object.keys(FUNCTIONS).filter((name) => name.startsWith("read-") && name !== "read-inbox"))(
    "%s changes nothing",
    (name) => {
      expect(
        actionsOf(name).filter((action) => MUTATING.test(action) && action !== "logs:PutLogEvents"),
      ).toEqual([])
    },
  )

  it("lets supervisors read the table and touch nothing else", () => {
    for (const name of ["supervise", "supervise-findings"])
      expect(actionsOf(name).toSorted()).toEqual([
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "kms:Decrypt",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
      ])
  })

  it("lets the statistician count, strike off and do nothing in anybody's name", () => {
    const actions = actionsOf("count-statistics")
    expect(actions).toEqual(expect.arrayContaining(["dynamodb:UpdateItem", "dynamodb:DeleteItem"]))
    expect(actions.filter((action) => /^(secretsmanager|states|s3):|SendMessage/.test(action))).toEqual([])
  })

  it("lets whoever commits have it counted", () => {
    const committing = Object.entries(FUNCTIONS).filter(
      ([name, { needs }]) =>
        needs.some((need) => need === "table:write") &&
        // They leave tokens and notes, and change no record.
        !["count-statistics", "park-case", "deliver-webhook", "read-inbox"].includes(name),
    )
    for (const [name, { needs }] of committing)
      expect([name, needs]).toEqual([name, expect.arrayContaining(["statistics-queue:send"])])
  })

  it("lets nobody scan the table", () => {
    expect(Object.keys(FUNCTIONS).filter((name) => actionsOf(name).includes("dynamodb:Scan"))).toEqual([])
  })

  it.each([
    ["hpf-hub-transfer", ["request-transfer", "run-batch", "sweep-cases"]],
    [
      "hpf-hub-offsite-loan",
      ["act-on-offsite-loan", "act-on-transfer", "change-loan", "request-offsite-loan", "sweep-cases"],
    ],
    ["hpf-hub-service", ["act-on-service-case", "request-service", "run-batch", "sweep-cases"]],
  ])("lets only those start %s that open its cases or have something done in them again", (machine, may) => {
    const starting = Object.keys(FUNCTIONS).filter((name) =>
      statementsIn(hub, lambdaOf(name).Role["Fn::GetAtt"][0]).some(
        ({ Action, Resource }) =>
          Action.includes("states:StartExecution") && JSON.stringify(Resource).includes(`:${machine}"`),
      ),
    )
    expect(starting.toSorted()).toEqual(may)
  })

  it.each([
    ["s3:PutObject", "documents:upload"],
    ["s3:GetObject", "documents:read"],
    ["s3:DeleteObject", "documents:erase"],
  ])("lets only those do %s whose contract says %s", (action, need) => {
    const may = Object.entries(FUNCTIONS).filter(([, { needs }]) => needs.some((one) => one === need))
    const can = Object.keys(FUNCTIONS).filter((name) => actionsOf(name).includes(action))
    expect(can.toSorted()).toEqual(may.map(([name]) => name).toSorted())
    expect(can.length).toBeGreaterThan(0)
  })

  it("keeps the hub's keys from the workflow's tasks", () => {
    for (const name of [
      "park-case",
      "tick-transfer",
      "tick-offsite-loan",
      "tick-service-case",
      "sweep-cases",
    ]) {
      expect(actionsOf(name)).not.toContain("secretsmanager:GetSecretValue")
    }
  })

  it("has one statement a state machine on all resources: its log delivery", () => {
    const roles = resourcesOf(hub, "AWS::IAM::Role").map(([id]) => id)
    const wide = roles
      .flatMap((roleId) => statementsIn(hub, roleId))
      .filter(({ Resource }) => JSON.stringify(Resource).replace('/doc_*"', "").includes("*"))
    expect(wide).toHaveLength(propertiesOf(hub, "AWS::StepFunctions::StateMachine").length)
    expect(
      wide
        .flatMap(({ Action }) => Action)
        .every((action) =>
          /^logs:\w*(LogDelivery|LogDeliveries|ResourcePolic(y|ies)|LogGroups)$/.test(action),
        ),
    ).toBe(true)
  })
})

const targetOf = (routeKey: string, template = hub): string => {
  const route = only(
    propertiesOf(template, "AWS::ApiGatewayV2::Route").filter(
      (item) => "RouteKey" in item && item.RouteKey === routeKey,
    ),
  )
  const integrationId = only(referencesIn("Target" in route ? route.Target : undefined))
  return only(referencesIn(template.Resources[integrationId]?.Properties["IntegrationUri"]))
}

const routes = Object.values<Route>(ROUTES).map((route) => ({
  key: `${route.method} ${route.path}`,
  handler: route.function,
  isSupervised: route.caller === "supervisor",
}))

describe("the way in", () => {
  it.each(routes.filter(({ isSupervised }) => !isSupervised))(
    "$key leads to $handler",
    ({ key, handler }) => {
      expect(targetOf(key)).toBe(lambdaOf(handler).logicalId)
    },
  )

  it.each(routes.filter(({ isSupervised }) => isSupervised))(
    "$key leads to $handler where an issuer of supervisors' tokens is named, and nowhere else",
    ({ key, handler }) => {
      expect(targetOf(key, virginia.hub)).toBe(lambdaOf(handler).logicalId)
      expect(() => targetOf(key)).toThrow("expected one, found 0")
    },
  )

  it("has a catch-all that signs 404 and 405", () => {
    expect(targetOf("$default")).toBe(lambdaOf("answer-unknown-route").logicalId)
  })

  it("may call each function that a route leads to, and no other", () => {
    const called = propertiesOf(virginia.hub, "AWS::ApiGatewayV2::Integration").map((item) =>
      only(referencesIn("IntegrationUri" in item ? item.IntegrationUri : undefined)),
    )
    const caller = only(
      Object.keys(virginia.hub.Resources).filter((id) => /^GatewayCaller[0-9A-F]{8}$/.test(id)),
    )
    const permitted = statementsIn(virginia.hub, caller).flatMap(({ Resource }) => referencesIn(Resource))
    const routed = Object.values(ROUTES).map(({ function: name }) => lambdaOf(name).logicalId)
    expect(new Set(called)).toEqual(new Set([...routed, lambdaOf("answer-unknown-route").logicalId]))
    expect(new Set(permitted)).toEqual(new Set(called))
  })

  it("logs neither path, query nor address of a call, and is throttled", () => {
    const stage = only(propertiesOf(hub, "AWS::ApiGatewayV2::Stage"))
    expect(stage).toMatchObject({ StageName: "$default", DefaultRouteSettings: { ThrottlingRateLimit: 500 } })
    expect(JSON.stringify(stage)).not.toMatch(
      /context\.(path|identity|authorizer|domainName)|querystring|request\.header/,
    )
  })

  it("with domains asks centers for a certificate and has no other address", () => {
    expect(propertiesOf(beijing.hub, "AWS::ApiGatewayV2::Api")).toMatchObject([
      { DisableExecuteApiEndpoint: true },
    ])
    expect(propertiesOf(beijing.hub, "AWS::ApiGatewayV2::DomainName")).toMatchObject([
      { DomainName: "hub.example.cn", MutualTlsAuthentication: { TruststoreUri: "s3://trust/centers.pem" } },
      { DomainName: "www.example.cn" },
    ])
    expect(propertiesOf(beijing.hub, "AWS::ApiGatewayV2::DomainName")[1]).not.toHaveProperty(
      "MutualTlsAuthentication",
    )
    expect(JSON.stringify(beijing.hub)).toContain('"HUB_AUDIENCE":"https://hub.example.cn"')
  })
})

describe("what may be late", () => {
  const queues = propertiesOf(hub, "AWS::SQS::Queue")
  const received = propertiesOf(hub, "AWS::Lambda::EventSourceMapping").flatMap((item) => referencesIn(item))

  it("waits in a queue with dead letters and an alarm on them", () => {
    const live = queues.filter((queue) => "RedrivePolicy" in queue)
    expect(live.map(({ logicalId }) => logicalId)).toEqual(
      received.filter((id) => hub.Resources[id]?.Type === "AWS::SQS::Queue"),
    )
    for (const queue of live) {
      const deadLetters = only(referencesIn("RedrivePolicy" in queue ? queue.RedrivePolicy : undefined))
      expect(alarmsOn(deadLetters)).toMatchObject([
        { MetricName: "ApproximateNumberOfMessagesVisible", Threshold: 0 },
      ])
    }
  })

  it("is counted ten commits at a time, by two at once, and only what failed comes back", () => {
    const mapping = propertiesOf(hub, "AWS::Lambda::EventSourceMapping").find((item) =>
      referencesIn(item).includes(lambdaOf("count-statistics").logicalId),
    )
    expect(mapping).toMatchObject({
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    })
    const source = only(referencesIn(mapping === undefined ? undefined : { ...mapping, FunctionName: "" }))
    const queue = queues.find(({ logicalId }) => logicalId === source)
    expect(queue).toMatchObject({ RedrivePolicy: { maxReceiveCount: 8 }, VisibilityTimeout: 180 })
    expect(
      alarmsOn(
        only(referencesIn(queue !== undefined && "RedrivePolicy" in queue ? queue.RedrivePolicy : {})),
      ),
    ).toHaveLength(1)
  })

  it("is refused without TLS", () => {
    const policies = propertiesOf(hub, "AWS::SQS::QueuePolicy")
    for (const { logicalId } of queues) {
      const own = policies.filter((policy) => referencesIn(policy).includes(logicalId))
      expect(JSON.stringify(own)).toContain('"aws:SecureTransport":"false"')
    }
  })
})

describe("the operator", () => {
  it("hears of failed, timed-out and stopped workflows, of 5xx, of the sweeper's repairs and of breached clocks", () => {
    const metrics = propertiesOf(hub, "AWS::CloudWatch::Alarm").map((alarm) =>
      "MetricName" in alarm ? alarm.MetricName : undefined,
    )
    expect(metrics).toEqual(
      expect.arrayContaining([
        "ExecutionsFailed",
        "ExecutionsTimedOut",
        "ExecutionsAborted",
        "5xx",
        "SweeperRepairs",
        "ClockBreaches",
        "OffsiteLoanBreaches",
        "ServiceBreaches",
      ]),
    )
  })

  it("gets the alarms at a topic that exists already", () => {
    for (const alarm of propertiesOf(virginia.hub, "AWS::CloudWatch::Alarm"))
      expect(alarm).toMatchObject({ AlarmActions: [alarmTopicArn] })
  })

  it("may set limits that differ from the contract's", () => {
    for (const { Environment } of propertiesOf(virginia.hub, "AWS::Lambda::Function").map((item) =>
      LambdaProperties.parse(item),
    )) {
      expect(Environment.Variables).toMatchObject({ HUB_RULES: expect.stringContaining('"coolingHours":48') })
    }
    expect(JSON.stringify(hub)).not.toContain("HUB_RULES")
  })

  it("has the sweeper run each minute", () => {
    const rule = only(propertiesOf(hub, "AWS::Events::Rule"))
    expect(rule).toMatchObject({ ScheduleExpression: "rate(1 minute)", State: "ENABLED" })
    expect(referencesIn(rule)).toEqual([lambdaOf("sweep-cases").logicalId])
  })

  it("can follow a case by name: each kind has a machine of its own", () => {
    const machines = propertiesOf(hub, "AWS::StepFunctions::StateMachine").map((machine) =>
      "StateMachineName" in machine ? machine.StateMachineName : undefined,
    )
    expect(new Set(machines)).toEqual(
      new Set(["hpf-hub-offsite-loan", "hpf-hub-service", "hpf-hub-transfer"]),
    )
    for (const machine of propertiesOf(hub, "AWS::StepFunctions::StateMachine"))
      expect(machine).toMatchObject({ LoggingConfiguration: { Level: "ERROR", IncludeExecutionData: false } })
  })
})
