import { existsSync } from "node:fs"
import { join } from "node:path"
import * as z from "zod"
import type {
  AuthorizerPlan,
  Deployment,
  FunctionPlan,
  Place,
  QueuePlan,
  RoutePlan,
  SchedulePlan,
} from "./deployment.ts"
import { type NamedResource, nameResources } from "./name-resources.ts"
import type { Assembly } from "./read-template.ts"
import { UnsupportedTemplateError } from "./resolve-intrinsics.ts"

/** A property that would change behaviour and that no engine honours. */
const notLocally = z.undefined({ error: "is not interpreted locally" })

const NumberLike = z.coerce.number()

const TableProperties = z.looseObject({
  KeySchema: z.array(z.unknown()),
  AttributeDefinitions: z.array(z.unknown()),
  GlobalSecondaryIndexes: z
    .array(z.looseObject({ IndexName: z.string(), KeySchema: z.unknown(), Projection: z.unknown() }))
    .default([]),
  LocalSecondaryIndexes: notLocally.optional(),
  StreamSpecification: notLocally.optional(),
})

const QueueProperties = z.looseObject({
  FifoQueue: z.boolean().optional(),
  VisibilityTimeout: NumberLike.optional(),
  DelaySeconds: NumberLike.optional(),
  MessageRetentionPeriod: NumberLike.optional(),
  RedrivePolicy: z.looseObject({ deadLetterTargetArn: z.string(), maxReceiveCount: NumberLike }).optional(),
})

const FunctionProperties = z.looseObject({
  Code: z.looseObject({ S3Key: z.string() }),
  Handler: z.string().regex(/^[\w/-]+\.\w+$/),
  Runtime: z.string().startsWith("nodejs"),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
  Timeout: NumberLike.default(3),
  MemorySize: NumberLike.default(128),
  Layers: notLocally.optional(),
  PackageType: z.literal("Zip").default("Zip"),
})

const EventSourceProperties = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: NumberLike.default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  ScalingConfig: z.looseObject({ MaximumConcurrency: NumberLike.optional() }).optional(),
  FilterCriteria: notLocally.optional(),
})

const ApiProperties = z.looseObject({
  ProtocolType: z.literal("HTTP"),
  CorsConfiguration: notLocally.optional(),
})
const StageProperties = z.looseObject({ StageName: z.literal("$default") })
const RouteProperties = z.looseObject({
  RouteKey: z.string(),
  Target: z.string().regex(/^integrations\/.+/),
  AuthorizationType: z.enum(["NONE", "JWT"]).default("NONE"),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
})
const IntegrationProperties = z.looseObject({
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
  TimeoutInMillis: NumberLike.default(30_000),
})
const AuthorizerProperties = z.looseObject({
  AuthorizerType: z.literal("JWT"),
  JwtConfiguration: z.looseObject({ Issuer: z.string(), Audience: z.array(z.string()) }),
})

const RuleProperties = z.looseObject({
  ScheduleExpression: z.string(),
  EventPattern: notLocally.optional(),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  Targets: z.array(
    z.looseObject({ Arn: z.string(), Input: z.string().optional(), InputTransformer: notLocally.optional() }),
  ),
})
const StateMachineProperties = z.looseObject({
  DefinitionString: z.string(),
  StateMachineType: z.enum(["STANDARD"]).default("STANDARD"),
  DefinitionSubstitutions: notLocally.optional(),
})

const parse = <Schema extends z.ZodType>(schema: Schema, resource: NamedResource): z.output<Schema> => {
  const result = schema.safeParse(resource.properties)
  if (result.success) return result.data
  throw new UnsupportedTemplateError(
    `${resource.stack.name}/${resource.logicalId} (${resource.path}):\n${z.prettifyError(result.error)}`,
  )
}

const planFunction = (resource: NamedResource, place: Place, apiIds: readonly string[]): FunctionPlan => {
  const { Code, Handler, Environment, Timeout, MemorySize } = parse(FunctionProperties, resource)
  const directory = resource.stack.assets.get(Code.S3Key)
  if (directory === undefined) throw new UnsupportedTemplateError(`${resource.path}: no asset ${Code.S3Key}`)
  const dot = Handler.lastIndexOf(".")
  const stem = join(directory, Handler.slice(0, dot))
  const modulePath = [`${stem}.mjs`, `${stem}.js`].find((file) => existsSync(file))
  if (modulePath === undefined) throw new UnsupportedTemplateError(`${resource.path}: no module ${stem}.mjs`)
  const environment: Record<string, string> = {}
  for (const [name, value] of Object.entries(Environment?.Variables ?? {})) {
    environment[name] = localApiUrl(value, place, apiIds)
  }
  const { name, arn } = resource
  const exportName = Handler.slice(dot + 1)
  const prefix = `${resource.stack.name}-`
  const label = name.startsWith(prefix) ? name.slice(prefix.length) : name
  return {
    name,
    label,
    arn,
    modulePath,
    exportName,
    environment,
    timeoutMs: Timeout * 1000,
    memoryMb: MemorySize,
  }
}

/** A stage's URL is text with the API's id in it, not an attribute; here it is this machine's address. */
const localApiUrl = (value: string, place: Place, apiIds: readonly string[]): string => {
  let local = value
  for (const id of apiIds) {
    local = local.replaceAll(`https://${id}.execute-api.${place.region}.${place.urlSuffix}`, place.apiUrl)
  }
  return local
}

const planQueue = (resource: NamedResource): QueuePlan => {
  const { FifoQueue, VisibilityTimeout, DelaySeconds, MessageRetentionPeriod, RedrivePolicy } = parse(
    QueueProperties,
    resource,
  )
  const attributes: Record<string, string> = {}
  if (FifoQueue === true) attributes["FifoQueue"] = "true"
  if (VisibilityTimeout !== undefined) attributes["VisibilityTimeout"] = String(VisibilityTimeout)
  if (DelaySeconds !== undefined) attributes["DelaySeconds"] = String(DelaySeconds)
  if (MessageRetentionPeriod !== undefined)
    attributes["MessageRetentionPeriod"] = String(MessageRetentionPeriod)
  if (RedrivePolicy !== undefined) attributes["RedrivePolicy"] = JSON.stringify(RedrivePolicy)
  return { name: resource.name, arn: resource.arn, url: resource.ref, attributes }
}

const rateMs = (expression: string, path: string): number => {
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression)
  if (match === null) throw new UnsupportedTemplateError(`${path}: ${expression} is not interpreted locally`)
  const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }[match[2] ?? ""] ?? Number.NaN
  return Number(match[1]) * unitMs
}

const planRule = (resource: NamedResource): SchedulePlan[] => {
  const { ScheduleExpression, State, Targets } = parse(RuleProperties, resource)
  if (State === "DISABLED") return []
  const { name, arn } = resource
  const everyMs = rateMs(ScheduleExpression, resource.path)
  return Targets.map((target) => ({ name, arn, everyMs, functionArn: target.Arn, input: target.Input }))
}

const planRoutes = (resources: ResourcesByType): RoutePlan[] => {
  for (const api of resources("AWS::ApiGatewayV2::Api")) parse(ApiProperties, api)
  for (const stage of resources("AWS::ApiGatewayV2::Stage")) parse(StageProperties, stage)
  const integrations = new Map(
    resources("AWS::ApiGatewayV2::Integration").map((item) => [item.ref, parse(IntegrationProperties, item)]),
  )
  const authorizers = new Map(
    resources("AWS::ApiGatewayV2::Authorizer").map((item) => [item.ref, parse(AuthorizerProperties, item)]),
  )
  return resources("AWS::ApiGatewayV2::Route").map((resource) => {
    const route = parse(RouteProperties, resource)
    const integration = integrations.get(route.Target.slice("integrations/".length))
    if (integration === undefined) throw new UnsupportedTemplateError(`${resource.path}: no integration`)
    const authorizer =
      route.AuthorizationType === "JWT" ? authorizers.get(route.AuthorizerId ?? "") : undefined
    if (route.AuthorizationType === "JWT" && authorizer === undefined) {
      throw new UnsupportedTemplateError(`${resource.path}: no authorizer`)
    }
    const plan: AuthorizerPlan | undefined = authorizer && {
      issuer: authorizer.JwtConfiguration.Issuer,
      audiences: authorizer.JwtConfiguration.Audience,
      scopes: route.AuthorizationScopes,
    }
    const { IntegrationUri: functionArn, TimeoutInMillis: timeoutMs } = integration
    return { routeKey: route.RouteKey, functionArn, timeoutMs, authorizer: plan }
  })
}

type ResourcesByType = (type: string) => NamedResource[]

/** Turns an assembly into what the engines run. Everything that cannot be run faithfully is refused here, at start. */
export const planDeployment = (assembly: Assembly, place: Place): Deployment => {
  const all = nameResources(assembly, place)
  const resources: ResourcesByType = (type) => all.filter((resource) => resource.type === type)
  const apis = resources("AWS::ApiGatewayV2::Api")
  if (apis.length > 1)
    throw new UnsupportedTemplateError(`${apis.map((api) => api.path).join(", ")}: more than one API`)
  const apiIds = apis.map((api) => api.ref)
  const deployment: Deployment = {
    functions: resources("AWS::Lambda::Function").map((item) => planFunction(item, place, apiIds)),
    tables: resources("AWS::DynamoDB::Table").map((item) => {
      const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = parse(TableProperties, item)
      const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      }))
      const createTable = {
        TableName: item.name,
        KeySchema,
        AttributeDefinitions,
        BillingMode: "PAY_PER_REQUEST",
        ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
      }
      return { name: item.name, createTable }
    }),
    queues: resources("AWS::SQS::Queue").map(planQueue),
    buckets: resources("AWS::S3::Bucket").map((item) => item.ref),
    eventSources: resources("AWS::Lambda::EventSourceMapping")
      .map((item) => parse(EventSourceProperties, item))
      .filter((source) => source.Enabled)
      .map((source) => ({
        queueArn: source.EventSourceArn,
        functionArn: source.FunctionName,
        batchSize: Math.min(source.BatchSize, 10),
        partialFailures: source.FunctionResponseTypes.length > 0,
        maximumConcurrency: source.ScalingConfig?.MaximumConcurrency ?? 2,
      })),
    routes: planRoutes(resources),
    schedules: resources("AWS::Events::Rule").flatMap(planRule),
    stateMachines: resources("AWS::StepFunctions::StateMachine").map((item) => {
      const definition: unknown = JSON.parse(parse(StateMachineProperties, item).DefinitionString)
      return { name: item.name, arn: item.arn, definition }
    }),
    secrets: resources("AWS::SecretsManager::Secret").map(({ name, arn }) => ({ name, arn })),
  }
  checkTargets(deployment)
  return deployment
}

/** A target that is no function of these templates would only be noticed at its first event. */
const checkTargets = ({ functions, routes, eventSources, schedules, queues }: Deployment): void => {
  // A Ref to a function gives its name, a GetAtt its ARN; the services take either.
  const known = new Set(functions.flatMap((plan) => [plan.arn, plan.name]))
  for (const { functionArn } of [...routes, ...eventSources, ...schedules]) {
    if (!known.has(functionArn)) throw new UnsupportedTemplateError(`${functionArn}: no such function`)
  }
  for (const { queueArn } of eventSources) {
    if (!queues.some((queue) => queue.arn === queueArn))
      throw new UnsupportedTemplateError(`${queueArn}: no such queue`)
  }
}
