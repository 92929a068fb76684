import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const bundle = fileURLToPath(new URL("./assembly/asset.work", import.meta.url))

const route = (key: string, extra: object = {}): object => ({
  Type: "AWS::ApiGatewayV2::Route",
  Properties: {
    ApiId: { Ref: "Api" },
    RouteKey: key,
    Target: { "Fn::Join": ["", ["integrations/", { Ref: "Integration" }]] },
    AuthorizationType: "NONE",
    ...extra,
  },
})

const routeKeys = [
  "GET /ping",
  "POST /echo/{name}",
  "ANY /echo/fixed",
  "GET /files/{path+}",
  "GET /bytes",
  "GET /environment",
  "GET /slow",
  "GET /throw",
  "GET /exit",
  "GET /print",
  "GET /secret",
  "PUT /items/{id}",
  "GET /items/{id}",
  "POST /messages",
  "POST /flows/{name}",
  "$default",
]

const storeResources = {
  Table: {
    Type: "AWS::DynamoDB::Table",
    Properties: {
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      BillingMode: "PAY_PER_REQUEST",
    },
  },
  Key: { Type: "AWS::KMS::Key", Properties: { KeyPolicy: { "Fn::Unknown": [] } } },
  Secret: { Type: "AWS::SecretsManager::Secret", Properties: { KmsKeyId: { "Fn::GetAtt": ["Key", "Arn"] } } },
}

const storeOutputs = {
  ExportTable: { Value: { Ref: "Table" }, Export: { Name: "store:Table" } },
  ExportSecret: { Value: { Ref: "Secret" }, Export: { Name: "store:Secret" } },
}

const workFunction = {
  Type: "AWS::Lambda::Function",
  Properties: {
    FunctionName: { "Fn::Sub": "${AWS::StackName}-work" },
    Code: { S3Bucket: { "Fn::Sub": "assets-${AWS::AccountId}" }, S3Key: "work.zip" },
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Timeout: 1,
    Environment: {
      Variables: {
        TABLE_NAME: { "Fn::ImportValue": "store:Table" },
        SECRET_ID: { "Fn::ImportValue": "store:Secret" },
        AUDIENCE: { "Fn::GetAtt": ["Api", "ApiEndpoint"] },
        STAGE_URL: {
          "Fn::Join": [
            "",
            [
              "https://",
              { Ref: "Api" },
              ".execute-api.",
              { Ref: "AWS::Region" },
              ".",
              { Ref: "AWS::URLSuffix" },
            ],
          ],
        },
        QUEUE_URL: { Ref: "Queue" },
        QUEUE_NAME: { "Fn::Select": [5, { "Fn::Split": [":", { "Fn::GetAtt": ["Queue", "Arn"] }] }] },
        STATE_MACHINE_ARN: {
          "Fn::Join": [
            "",
            [
              "arn:",
              { Ref: "AWS::Partition" },
              ":states:",
              { Ref: "AWS::Region" },
              ":",
              { Ref: "AWS::AccountId" },
              ":stateMachine:work-flow",
            ],
          ],
        },
      },
    },
  },
}

const flow = {
  QueryLanguage: "JSONata",
  StartAt: "Pause",
  States: {
    Pause: { Type: "Wait", Seconds: "{% $states.input.seconds %}", Next: "Store" },
    Store: {
      Type: "Task",
      Resource: "arn:aws-cn:states:::lambda:invoke",
      Arguments: {
        FunctionName: "FUNCTION",
        Payload: {
          flow: "{% $states.context.Execution.Name %}",
          at: "{% $states.context.State.EnteredTime %}",
        },
      },
      End: true,
    },
  },
}

const [flowBefore, flowAfter] = JSON.stringify(flow).split("FUNCTION")

export const workResources = {
  Work: workFunction,
  WorkRole: { Type: "AWS::IAM::Role", Properties: {} },
  DeadLetters: { Type: "AWS::SQS::Queue", Properties: {} },
  Queue: {
    Type: "AWS::SQS::Queue",
    Properties: {
      VisibilityTimeout: 1,
      RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["DeadLetters", "Arn"] }, maxReceiveCount: 2 },
    },
  },
  Bucket: { Type: "AWS::S3::Bucket", Properties: {} },
  Deliveries: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: { "Fn::GetAtt": ["Queue", "Arn"] },
      FunctionName: { Ref: "Work" },
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    },
  },
  Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "work", ProtocolType: "HTTP" } },
  Stage: {
    Type: "AWS::ApiGatewayV2::Stage",
    Properties: { ApiId: { Ref: "Api" }, StageName: "$default", AutoDeploy: true },
  },
  Integration: {
    Type: "AWS::ApiGatewayV2::Integration",
    Properties: {
      ApiId: { Ref: "Api" },
      IntegrationType: "AWS_PROXY",
      IntegrationUri: { "Fn::GetAtt": ["Work", "Arn"] },
      PayloadFormatVersion: "2.0",
    },
  },
  Authorizer: {
    Type: "AWS::ApiGatewayV2::Authorizer",
    Properties: {
      ApiId: { Ref: "Api" },
      AuthorizerType: "JWT",
      JwtConfiguration: { Issuer: "https://issuer.invalid", Audience: ["supervisors"] },
    },
  },
  ...Object.fromEntries(routeKeys.map((key, index) => [`Route${index}`, route(key)])),
  Supervised: route("GET /supervised", {
    AuthorizationType: "JWT",
    AuthorizerId: { Ref: "Authorizer" },
    AuthorizationScopes: ["supervision:national"],
  }),
  EachMinute: {
    Type: "AWS::Events::Rule",
    Properties: {
      ScheduleExpression: "rate(1 minute)",
      State: "ENABLED",
      Targets: [{ Id: "Target0", Arn: { "Fn::GetAtt": ["Work", "Arn"] } }],
    },
  },
  Flow: {
    Type: "AWS::StepFunctions::StateMachine",
    Properties: {
      StateMachineName: "work-flow",
      DefinitionString: { "Fn::Join": ["", [flowBefore, { "Fn::GetAtt": ["Work", "Arn"] }, flowAfter]] },
      RoleArn: { "Fn::GetAtt": ["WorkRole", "Arn"] },
    },
  },
}

const stackArtifact = (name: string, dependencies: readonly string[]): object => ({
  type: "aws:cloudformation:stack",
  dependencies,
  properties: { templateFile: `${name}.template.json`, stackName: name },
})

/** Writes a cloud assembly of two stacks that uses everything the runtime interprets; gives back its directory. */
export const writeAssembly = (resources: Readonly<Record<string, object>> = workResources): string => {
  const directory = mkdtempSync(join(tmpdir(), "runtime-assembly-"))
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(directory, name), JSON.stringify(value))
  mkdirSync(join(directory, "asset.work"))
  cpSync(bundle, join(directory, "asset.work"), { recursive: true })
  write("manifest.json", {
    artifacts: { store: stackArtifact("store", []), work: stackArtifact("work", ["store"]) },
  })
  write("store.template.json", { Resources: storeResources, Outputs: storeOutputs })
  write("store.assets.json", { files: {} })
  write("work.template.json", { Resources: resources })
  const destinations = { here: { objectKey: "work.zip" } }
  write("work.assets.json", {
    files: { work: { source: { path: "asset.work", packaging: "zip" }, destinations } },
  })
  return directory
}
