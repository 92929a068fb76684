/** What a template means, after names and intrinsics are settled: the only thing the engines look at. */
export interface Deployment {
  readonly functions: readonly FunctionPlan[]
  readonly tables: readonly TablePlan[]
  readonly queues: readonly QueuePlan[]
  readonly buckets: readonly string[]
  readonly eventSources: readonly EventSourcePlan[]
  readonly routes: readonly RoutePlan[]
  readonly schedules: readonly SchedulePlan[]
  readonly stateMachines: readonly StateMachinePlan[]
  readonly secrets: readonly SecretPlan[]
}

export interface FunctionPlan {
  readonly name: string
  /** The name without the stack's: what logs and counts are listed under. */
  readonly label: string
  readonly arn: string
  /** The module that holds the handler, and the name it is exported under. */
  readonly modulePath: string
  readonly exportName: string
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly memoryMb: number
}

export interface TablePlan {
  readonly name: string
  /** Body of a CreateTable call. */
  readonly createTable: Readonly<Record<string, unknown>>
}

export interface QueuePlan {
  readonly name: string
  readonly arn: string
  readonly url: string
  readonly attributes: Readonly<Record<string, string>>
}

export interface EventSourcePlan {
  readonly queueArn: string
  readonly functionArn: string
  readonly batchSize: number
  readonly partialFailures: boolean
  readonly maximumConcurrency: number
}

export interface RoutePlan {
  /** `POST /v1/transfers/{transferId}` or `$default`. */
  readonly routeKey: string
  readonly functionArn: string
  readonly timeoutMs: number
  readonly authorizer: AuthorizerPlan | undefined
}

export interface AuthorizerPlan {
  readonly issuer: string
  readonly audiences: readonly string[]
  readonly scopes: readonly string[]
}

export interface SchedulePlan {
  readonly name: string
  readonly arn: string
  readonly everyMs: number
  readonly functionArn: string
  /** Text of a fixed event; undefined gives the event of EventBridge itself, with the time in it. */
  readonly input: string | undefined
}

export interface StateMachinePlan {
  readonly name: string
  readonly arn: string
  readonly definition: unknown
}

export interface SecretPlan {
  readonly name: string
  readonly arn: string
}

/** Where the deployment pretends to be. */
export interface Place {
  readonly region: string
  readonly account: string
  readonly partition: string
  readonly urlSuffix: string
  readonly apiUrl: string
  readonly sqsUrl: string
}
