import { describe, expect, test } from "vitest"
import type { Place } from "../../../infra/local/deployment.ts"
import { planDeployment } from "../../../infra/local/plan-deployment.ts"
import { readTemplate } from "../../../infra/local/read-template.ts"
import { type IntrinsicScope, resolveIntrinsics } from "../../../infra/local/resolve-intrinsics.ts"
import { workResources, writeAssembly } from "./write-assembly.ts"

const place: Place = {
  region: "cn-north-1",
  account: "000000000000",
  partition: "aws-cn",
  urlSuffix: "amazonaws.com.cn",
  apiUrl: "http://127.0.0.1:1",
  sqsUrl: "http://127.0.0.1:2",
}

const plan = (resources: Record<string, object>) =>
  planDeployment(readTemplate(writeAssembly({ ...workResources, ...resources })), place)

const tags = (value: object) => ({ Bad: { Type: "AWS::SQS::Queue", Properties: { Tags: value } } })

describe("a template is refused at start", () => {
  test("for a resource type that no engine runs", () => {
    expect(() => plan({ Cache: { Type: "AWS::ElastiCache::CacheCluster", Properties: {} } })).toThrow(
      "work/Cache (work/Cache): AWS::ElastiCache::CacheCluster is not interpreted locally",
    )
  })

  test("for an unknown intrinsic", () => {
    expect(() =>
      plan({ Bad: { Type: "AWS::S3::Bucket", Properties: { Tags: { "Fn::Base64": "x" } } } }),
    ).toThrow("work/Bad.Tags: Fn::Base64 is not interpreted locally")
  })

  test("for a property that would change behaviour", () => {
    const Table = {
      Type: "AWS::DynamoDB::Table",
      Properties: {
        KeySchema: [],
        AttributeDefinitions: [],
        StreamSpecification: { StreamViewType: "KEYS_ONLY" },
      },
    }
    expect(() => plan({ Table })).toThrow(/work\/Table[^]*StreamSpecification/)
  })

  test("for a condition, an unknown attribute and an export nobody has", () => {
    expect(() => plan({ Bad: { Type: "AWS::SQS::Queue", Condition: "Sometimes", Properties: {} } })).toThrow(
      /conditions/,
    )
    expect(() => plan(tags({ "Fn::GetAtt": ["Queue", "Age"] }))).toThrow(/Queue.Age is not known/)
    expect(() => plan(tags({ "Fn::ImportValue": "other:Thing" }))).toThrow(/no export other:Thing/)
  })

  test("for a target that is no function of it", () => {
    const Target = { EventSourceArn: { "Fn::GetAtt": ["Queue", "Arn"] }, FunctionName: "elsewhere" }
    expect(() => plan({ Bad: { Type: "AWS::Lambda::EventSourceMapping", Properties: Target } })).toThrow(
      "elsewhere: no such function",
    )
  })

  test("for a schedule that is no rate", () => {
    const Bad = {
      Type: "AWS::Events::Rule",
      Properties: { ScheduleExpression: "cron(0 3 * * ? *)", Targets: [] },
    }
    expect(() => plan({ Bad })).toThrow(/cron/)
  })
})

describe("intrinsics", () => {
  const scope: IntrinsicScope = {
    ref: (name) => `ref(${name})`,
    getAtt: (id, attribute) => `att(${id}.${attribute})`,
    importValue: (name) => `import(${name})`,
  }
  const resolve = (value: unknown) => resolveIntrinsics(value, scope, "here")

  test("are replaced wherever they stand", () => {
    expect(resolve({ a: [{ Ref: "X" }], b: { "Fn::GetAtt": "X.Y.Z" } })).toEqual({
      a: ["ref(X)"],
      b: "att(X.Y.Z)",
    })
  })

  test("Fn::Sub knows variables, references, attributes and literals", () => {
    expect(resolve({ "Fn::Sub": ["${v}-${X}-${X.Arn}-${!no}", { v: { Ref: "V" } }] })).toBe(
      "ref(V)-ref(X)-att(X.Arn)-${no}",
    )
  })

  test("nest", () => {
    expect(
      resolve({ "Fn::Select": ["1", { "Fn::Split": ["-", { "Fn::Join": ["-", ["a", { Ref: "B" }]] }] }] }),
    ).toBe("ref(B)")
  })
})
