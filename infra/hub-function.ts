import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib"
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam"
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda"
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs"
import { Construct } from "constructs"

interface HubFunctionProps {
  /** Handler file in functions/handlers, without `.ts`. */
  readonly name: string
  /** Directory with `index.mjs`. */
  readonly bundle: string
  readonly environment: Readonly<Record<string, string>>
  readonly statements: readonly PolicyStatement[]
  readonly timeoutSeconds: number
  /** Shared with others like it; absent: the function's own, for signals that are counted in it. */
  readonly logGroup?: LogGroup
}

/** Evidence lies in the table, not in the logs: they go with the replaceable stack. */
export const hubLog = (scope: Construct, id: string): LogGroup =>
  new LogGroup(scope, id, { retention: RetentionDays.SIX_MONTHS, removalPolicy: RemovalPolicy.DESTROY })

/**
 * The only place that makes a Lambda. Its role may write its log group and do what the function needs, nothing
 * else: no managed policy, no wildcard.
 */
export class HubFunction extends Construct {
  readonly lambda: LambdaFunction
  readonly logGroup: LogGroup
  readonly timeout: Duration

  constructor(scope: Construct, props: HubFunctionProps) {
    const { name, bundle, environment, statements, timeoutSeconds } = props
    super(scope, name)
    this.timeout = Duration.seconds(timeoutSeconds)
    this.logGroup = props.logGroup ?? hubLog(this, "Log")
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: {
        Function: new PolicyDocument({ statements: [writeTo(this.logGroup), ...statements] }),
      },
    })
    this.lambda = new LambdaFunction(this, "Function", {
      functionName: `${Stack.of(this).stackName}-${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: Code.fromAsset(bundle),
      environment,
      role,
      logGroup: this.logGroup,
      memorySize: 512,
      timeout: this.timeout,
      // An HTTP API starts no trace, so one would begin in the middle; a case is followed by its own history, a
      // call by its request id. And X-Ray would put a `*` resource into every role.
      tracing: Tracing.DISABLED,
    })
  }
}

const writeTo = (logGroup: LogGroup): PolicyStatement =>
  new PolicyStatement({
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [logGroup.logGroupArn],
  })
