import type { Place } from "./deployment.ts"
import type { Assembly, Stack, TemplateResource } from "./read-template.ts"
import { type IntrinsicScope, resolveIntrinsics, UnsupportedTemplateError } from "./resolve-intrinsics.ts"

/** What Ref and GetAtt give for one resource. */
interface ResourceNames {
  readonly name: string
  readonly ref: string
  readonly attributes: Readonly<Record<string, string>>
}

type Namer = (name: string, place: Place) => Omit<ResourceNames, "name">

const arnOf = (place: Place, service: string, resource: string): string =>
  `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource}`

const byName = (service: string, prefix: string): Namer => {
  return (name, place) => ({ ref: name, attributes: { Arn: arnOf(place, service, `${prefix}${name}`) } })
}

const plain: Namer = (name) => ({ ref: name, attributes: {} })

/** Types that an engine runs, with the property that holds an explicit name. */
const interpreted: Readonly<Record<string, { nameProperty: string | undefined; names: Namer }>> = {
  "AWS::DynamoDB::Table": { nameProperty: "TableName", names: byName("dynamodb", "table/") },
  "AWS::SQS::Queue": {
    nameProperty: "QueueName",
    names: (name, place) => ({
      ref: `${place.sqsUrl}/${place.account}/${name}`,
      attributes: {
        Arn: arnOf(place, "sqs", name),
        QueueName: name,
        QueueUrl: `${place.sqsUrl}/${place.account}/${name}`,
      },
    }),
  },
  "AWS::S3::Bucket": {
    nameProperty: "BucketName",
    names: (name, place) => ({
      ref: name.toLowerCase(),
      attributes: {
        Arn: `arn:${place.partition}:s3:::${name.toLowerCase()}`,
        RegionalDomainName: `${name.toLowerCase()}.s3.${place.region}.${place.urlSuffix}`,
      },
    }),
  },
  "AWS::Lambda::Function": { nameProperty: "FunctionName", names: byName("lambda", "function:") },
  "AWS::Lambda::EventSourceMapping": { nameProperty: undefined, names: plain },
  "AWS::ApiGatewayV2::Api": {
    nameProperty: undefined,
    names: (name, place) => ({ ref: name, attributes: { ApiEndpoint: place.apiUrl, ApiId: name } }),
  },
  "AWS::ApiGatewayV2::Stage": { nameProperty: undefined, names: plain },
  "AWS::ApiGatewayV2::Route": { nameProperty: undefined, names: plain },
  "AWS::ApiGatewayV2::Integration": { nameProperty: undefined, names: plain },
  "AWS::ApiGatewayV2::Authorizer": {
    nameProperty: undefined,
    names: (name) => ({ ref: name, attributes: { AuthorizerId: name } }),
  },
  "AWS::Events::Rule": { nameProperty: "Name", names: byName("events", "rule/") },
  "AWS::StepFunctions::StateMachine": {
    nameProperty: "StateMachineName",
    names: (name, place) => {
      const arn = arnOf(place, "states", `stateMachine:${name}`)
      return { ref: arn, attributes: { Arn: arn, Name: name } }
    },
  },
  "AWS::SecretsManager::Secret": {
    nameProperty: "Name",
    names: (name, place) => {
      const arn = arnOf(place, "secretsmanager", `secret:${name}-Local0`)
      return { ref: arn, attributes: { Id: arn } }
    },
  },
}

/** Known types that change nothing on one machine: permissions, encryption at rest, alarms, names in DNS. */
const inert: ReadonlySet<string> = new Set([
  "AWS::ApiGatewayV2::ApiMapping",
  "AWS::ApiGatewayV2::DomainName",
  "AWS::CDK::Metadata",
  "AWS::CertificateManager::Certificate",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::KMS::Alias",
  "AWS::KMS::Key",
  "AWS::Lambda::Permission",
  "AWS::Logs::LogGroup",
  "AWS::Logs::MetricFilter",
  "AWS::Route53::RecordSet",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueuePolicy",
])

const pseudoParameters = (stack: Stack, place: Place): Readonly<Record<string, string>> => ({
  "AWS::AccountId": place.account,
  "AWS::Partition": place.partition,
  "AWS::Region": place.region,
  "AWS::StackId": arnOf(place, "cloudformation", `stack/${stack.name}/local`),
  "AWS::StackName": stack.name,
  "AWS::URLSuffix": place.urlSuffix,
})

const explicitName = (
  resource: TemplateResource,
  property: string,
  scope: IntrinsicScope,
): string | undefined => {
  const { properties } = resource
  if (typeof properties !== "object" || properties === null) return undefined
  const found = Object.entries(properties).find(([key]) => key === property)
  if (found === undefined) return undefined
  const name = resolveIntrinsics(found[1], scope, `${resource.path}.${property}`)
  if (typeof name === "string") return name
  throw new UnsupportedTemplateError(`${resource.path}.${property}: a name must be text`)
}

/** A resource that an engine runs, with its intrinsics resolved. */
export interface NamedResource {
  readonly stack: Stack
  readonly logicalId: string
  readonly type: string
  readonly path: string
  readonly name: string
  readonly ref: string
  readonly arn: string
  readonly properties: unknown
}

/** Gives every resource its name, refuses unknown types, and resolves the properties of the others. */
export const nameResources = (assembly: Assembly, place: Place): NamedResource[] => {
  const exports = new Map<string, { stack: Stack; value: unknown }>()
  for (const stack of assembly.stacks) {
    for (const [name, value] of stack.exports) exports.set(name, { stack, value })
  }
  const known = new Map<string, ResourceNames>()

  const namesOf = (stack: Stack, logicalId: string): ResourceNames => {
    const id = `${stack.name}/${logicalId}`
    const before = known.get(id)
    if (before !== undefined) return before
    const resource = stack.resources.get(logicalId)
    if (resource === undefined) throw new UnsupportedTemplateError(`${id}: no such resource`)
    const kind = interpreted[resource.type]
    if (kind === undefined) {
      if (!inert.has(resource.type)) throw refusal(resource)
      return {
        name: logicalId,
        ref: logicalId,
        attributes: { Arn: arnOf(place, "local", `${stack.name}/${logicalId}`) },
      }
    }
    const explicit =
      kind.nameProperty === undefined
        ? undefined
        : explicitName(resource, kind.nameProperty, scopeOf(stack, logicalId))
    const name = explicit ?? `${stack.name}-${logicalId}`
    const names = { name, ...kind.names(name, place) }
    known.set(id, names)
    return names
  }

  const scopeOf = (stack: Stack, where: string): IntrinsicScope => {
    const pseudo = pseudoParameters(stack, place)
    return {
      ref: (name) => {
        if (Object.hasOwn(pseudo, name)) return pseudo[name]
        if (stack.resources.has(name)) return namesOf(stack, name).ref
        const parameter = stack.parameters.get(name)
        if (parameter !== undefined) return parameter
        throw new UnsupportedTemplateError(`${stack.name}/${where}: Ref ${name} has no value`)
      },
      getAtt: (logicalId, attribute) => {
        const value = namesOf(stack, logicalId).attributes[attribute]
        if (value !== undefined) return value
        throw new UnsupportedTemplateError(
          `${stack.name}/${where}: GetAtt ${logicalId}.${attribute} is not known`,
        )
      },
      importValue: (exportName) => {
        const found = exports.get(exportName)
        if (found === undefined)
          throw new UnsupportedTemplateError(`${stack.name}/${where}: no export ${exportName}`)
        return resolveIntrinsics(found.value, scopeOf(found.stack, exportName), exportName)
      },
    }
  }

  const named: NamedResource[] = []
  for (const stack of assembly.stacks) {
    for (const [logicalId, resource] of stack.resources) {
      if (inert.has(resource.type)) continue
      if (interpreted[resource.type] === undefined) throw refusal(resource)
      if (resource.condition !== undefined) {
        throw new UnsupportedTemplateError(`${resource.path}: conditions are not interpreted locally`)
      }
      const { name, ref, attributes } = namesOf(stack, logicalId)
      const properties = resolveIntrinsics(resource.properties, scopeOf(stack, logicalId), resource.path)
      const { type, path } = resource
      named.push({ stack, logicalId, type, path, name, ref, arn: attributes["Arn"] ?? ref, properties })
    }
  }
  return named
}

const refusal = (resource: TemplateResource): UnsupportedTemplateError =>
  new UnsupportedTemplateError(
    `${resource.stack}/${resource.logicalId} (${resource.path}): ${resource.type} is not interpreted locally`,
  )
