import { ArnFormat, Duration, Stack, type StackProps } from "aws-cdk-lib"
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch"
import { Rule, Schedule } from "aws-cdk-lib/aws-events"
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets"
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda"
import { FilterPattern } from "aws-cdk-lib/aws-logs"
import type { Construct } from "constructs"
import { FUNCTIONS, type FunctionName, OperatingLimits } from "../contracts/environment.ts"
import type { Route } from "../contracts/route.ts"
import { ROUTES } from "../contracts/routes.ts"
import { SIGNALS } from "../contracts/workflows.ts"
import { acknowledgeDocumentIds } from "./acknowledge-document-ids.ts"
import type { DataStack } from "./data-stack.ts"
import type { FunctionBundles } from "./function-bundles.ts"
import { type HubResources, receivingFrom, rightsFor } from "./function-grants.ts"
import { HubAlarm } from "./hub-alarm.ts"
import { HubApi } from "./hub-api.ts"
import { HubFunction, hubLog } from "./hub-function.ts"
import { HubQueue } from "./hub-queue.ts"
import { dashboardEnvironment, supervisorAuthorizer } from "./supervisor-authorizer.ts"
import { CaseWorkflow } from "./workflows/case-workflow.ts"
import { offsiteLoanDefinition } from "./workflows/offsite-loan-definition.ts"
import { serviceDefinition } from "./workflows/service-definition.ts"
import { transferDefinition } from "./workflows/transfer-definition.ts"

/** API Gateway gives up after 30 seconds; a center's call that takes ten is broken already. */
const DEFAULT_TIMEOUT_SECONDS = 10
const mostMetricsOfAnAlarm = 10
const WEBHOOK_RECEIVER = "deliver-webhook" satisfies FunctionName
const STATISTICIAN = "count-statistics" satisfies FunctionName
const PAGE_SERVER = "serve-dashboard" satisfies FunctionName
const BATCH_CARRIER = "run-batch" satisfies FunctionName

interface HubStackProps extends StackProps {
  readonly durable: DataStack
  readonly bundles: FunctionBundles
}

/** Everything that can be thrown away and deployed again: whatever it knows lies in the data stack. */
export class HubStack extends Stack {
  readonly #functions = new Map<FunctionName, HubFunction>()

  constructor(scope: Construct, id: string, { durable, bundles, ...props }: HubStackProps) {
    super(scope, id, props)
    const names = {
      transfer: `${this.stackName}-transfer`,
      offsiteLoan: `${this.stackName}-offsite-loan`,
      service: `${this.stackName}-service`,
    }
    const api = new HubApi(this, "Gateway")
    const webhooks = new HubQueue(this, "Webhooks", {
      receiverTimeout: Duration.seconds(timeoutSecondsOf(WEBHOOK_RECEIVER)),
      maxReceiveCount: 8,
    })
    const batches = new HubQueue(this, "Batches", {
      receiverTimeout: Duration.seconds(timeoutSecondsOf(BATCH_CARRIER)),
      maxReceiveCount: 5,
    })
    const statistics = new HubQueue(this, "Statistics", {
      receiverTimeout: Duration.seconds(timeoutSecondsOf(STATISTICIAN)),
      maxReceiveCount: 8,
    })
    const received = new Map<FunctionName, HubQueue>([
      [WEBHOOK_RECEIVER, webhooks],
      [BATCH_CARRIER, batches],
      [STATISTICIAN, statistics],
    ])
    this.#addFunctions(bundles, received, {
      table: durable.table,
      key: durable.key,
      secretArn: durable.secret.ref,
      documents: durable.documents,
      webhookQueue: webhooks.queue,
      batchQueue: batches.queue,
      statisticsQueue: statistics.queue,
      transferMachineArn: this.#machineArn(names.transfer),
      offsiteLoanMachineArn: this.#machineArn(names.offsiteLoan),
      serviceMachineArn: this.#machineArn(names.service),
      audience: api.audience,
    })
    this.#watchErrors()
    this.#addRoutes(api)
    this.#addWorkflows(names)
    this.#sweepEachMinute()
    this.#deliverFrom(webhooks)
    this.#carryFrom(batches)
    this.#countFrom(statistics)
    this.#countSignals()
  }

  #machineArn(name: string): string {
    return this.formatArn({
      service: "states",
      resource: "stateMachine",
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  }

  #addWorkflows(names: Readonly<Record<"transfer" | "offsiteLoan" | "service", string>>): void {
    const { partition } = this
    const parkCase = this.#function("park-case").lambda
    const tickTransfer = this.#function("tick-transfer").lambda
    const tickOffsiteLoan = this.#function("tick-offsite-loan").lambda
    const tickServiceCase = this.#function("tick-service-case").lambda
    new CaseWorkflow(this, "TransferWorkflow", {
      name: names.transfer,
      subject: "a transfer",
      tasks: [parkCase, tickTransfer],
      definition: transferDefinition({
        partition,
        parkCaseArn: parkCase.functionArn,
        tickTransferArn: tickTransfer.functionArn,
      }),
    })
    new CaseWorkflow(this, "OffsiteLoanWorkflow", {
      name: names.offsiteLoan,
      subject: "an off-site loan",
      tasks: [parkCase, tickOffsiteLoan],
      definition: offsiteLoanDefinition({
        partition,
        parkCaseArn: parkCase.functionArn,
        tickOffsiteLoanArn: tickOffsiteLoan.functionArn,
      }),
    })
    new CaseWorkflow(this, "ServiceWorkflow", {
      name: names.service,
      subject: "a service case",
      tasks: [parkCase, tickServiceCase],
      definition: serviceDefinition({
        partition,
        parkCaseArn: parkCase.functionArn,
        tickServiceCaseArn: tickServiceCase.functionArn,
      }),
    })
  }

  #addFunctions(
    bundles: FunctionBundles,
    received: ReadonlyMap<FunctionName, HubQueue>,
    hub: HubResources,
  ): void {
    // One log for all that the gateway calls: each line names its function, and a stack has room for few resources.
    const calls = hubLog(this, "Calls")
    const routed = new Set<FunctionName>(Object.values<Route>(ROUTES).map((route) => route.function))
    for (const name of functionNames()) {
      const queue = received.get(name)?.queue
      const { statements, environment } = rightsFor(FUNCTIONS[name].needs, hub)
      const made = new HubFunction(this, {
        name,
        bundle: bundles(name),
        environment: {
          ...environment,
          ...operatingLimits(this),
          ...(name === PAGE_SERVER ? dashboardEnvironment(this) : {}),
        },
        statements: queue === undefined ? statements : [...statements, receivingFrom(queue)],
        timeoutSeconds: timeoutSecondsOf(name),
        ...(routed.has(name) ? { logGroup: calls } : {}),
      })
      acknowledgeDocumentIds(made, FUNCTIONS[name].needs, hub.documents)
      this.#functions.set(name, made)
    }
  }

  /**
   * An alarm adds up ten metrics at most: each names the functions that it watches. One for each function would be a
   * resource for each, of which a stack has five hundred; the log says which of the ten it was.
   */
  #watchErrors(): void {
    const names = functionNames()
    for (let first = 0; first < names.length; first += mostMetricsOfAnAlarm) {
      const watched = names.slice(first, first + mostMetricsOfAnAlarm)
      const metrics = watched.map((name, index) => [
        `m${index}`,
        this.#function(name).lambda.metricErrors({ period: Duration.minutes(1) }),
      ])
      new HubAlarm(this, `ErrorAlarm${first / mostMetricsOfAnAlarm + 1}`, {
        metric: new MathExpression({
          expression: "SUM(METRICS())",
          usingMetrics: Object.fromEntries(metrics),
          period: Duration.minutes(1),
        }),
        above: 0,
        description: `${watched.join(", ")}: one threw or ran out of time: broken code or a broken dependency, never a refused request.`,
      })
    }
  }

  #function(name: FunctionName): HubFunction {
    const made = this.#functions.get(name)
    if (made === undefined) throw new Error(`no function ${name}`)
    return made
  }

  #addRoutes(api: HubApi): void {
    const authorizer = supervisorAuthorizer(this)
    for (const route of Object.values<Route>(ROUTES)) {
      const handler = this.#function(route.function).lambda
      if (!isSupervised(route)) api.addRoute(route, handler)
      // Without an issuer there is nobody to let in: the catch-all answers 404.
      else if (authorizer !== undefined) api.addSupervisedRoute(route, handler, authorizer)
    }
    api.addCatchAll(this.#function("answer-unknown-route").lambda)
  }

  /** A missed minute is made up by the next one, so nothing is retried. */
  #sweepEachMinute(): void {
    new Rule(this, "EachMinute", {
      description: "Wakes or restarts the cases whose workflow lost its way",
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(this.#function("sweep-cases").lambda, { retryAttempts: 0 })],
    })
  }

  #deliverFrom(webhooks: HubQueue): void {
    new EventSourceMapping(this, "WebhookDeliveries", {
      target: this.#function(WEBHOOK_RECEIVER).lambda,
      eventSourceArn: webhooks.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      // A center's slow address holds up ten deliveries, not the account's Lambda concurrency.
      maxConcurrency: 10,
    })
  }

  /** A message is at work for up to a minute and hands on to the next: one at a time, five batches side by side. */
  #carryFrom(batches: HubQueue): void {
    new EventSourceMapping(this, "BatchMessages", {
      target: this.#function(BATCH_CARRIER).lambda,
      eventSourceArn: batches.queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: 5,
    })
  }

  /** Counters of the nation are few: two at once, each with many commits, meet seldom and get along. */
  #countFrom(statistics: HubQueue): void {
    new EventSourceMapping(this, "StatisticsMessages", {
      target: this.#function(STATISTICIAN).lambda,
      eventSourceArn: statistics.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: 2,
    })
  }

  #countSignals(): void {
    // One line a sweep, however many cases it repaired: now and then is normal, minute after minute is not.
    this.#countSignal("SweeperRepairs", "sweep-cases", SIGNALS.sweeperRepaired, {
      above: 2,
      description: "In three of five minutes the sweeper had cases to repair: wake-ups or starts get lost.",
    })
    this.#countSignal("ClockBreaches", "tick-transfer", SIGNALS.clockBreached, {
      above: 50,
      description:
        "More than fifty legs ran out of time in five minutes: a center, or its way to the hub, is down.",
    })
    this.#countSignal("OffsiteLoanBreaches", "tick-offsite-loan", SIGNALS.clockBreached, {
      above: 50,
      description:
        "More than fifty legs of off-site loans ran out of time in five minutes: a center, or its way to the hub, is down.",
    })
    this.#countSignal("ServiceBreaches", "tick-service-case", SIGNALS.clockBreached, {
      above: 50,
      description:
        "More than fifty legs of service cases ran out of time in five minutes: a center, or its way to the hub, is down.",
    })
  }

  #countSignal(
    metricName: string,
    functionName: FunctionName,
    signal: string,
    alarm: { above: number; description: string },
  ): void {
    const filter = this.#function(functionName).logGroup.addMetricFilter(metricName, {
      filterPattern: FilterPattern.anyTerm(signal),
      metricNamespace: this.stackName,
      metricName,
      metricValue: "1",
    })
    new HubAlarm(this, `${metricName}Alarm`, {
      metric: filter.metric({ statistic: "Sum", period: Duration.minutes(5) }),
      ...alarm,
    })
  }
}

const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name)

const functionNames = (): FunctionName[] => Object.keys(FUNCTIONS).filter(isFunctionName)

const timeoutSecondsOf = (name: FunctionName): number => {
  const contract = FUNCTIONS[name]
  return "timeoutSeconds" in contract ? contract.timeoutSeconds : DEFAULT_TIMEOUT_SECONDS
}

const isSupervised = ({ caller }: { readonly caller: string }): boolean => caller === "supervisor"

/** Context `operatingLimits` (an object, or JSON text from `-c`) where an operator's limits differ from the contract's. */
const operatingLimits = (scope: Construct): Readonly<Record<string, string>> => {
  const context: unknown = scope.node.tryGetContext("operatingLimits")
  if (context === undefined) return {}
  const limits = OperatingLimits.partial().parse(typeof context === "string" ? JSON.parse(context) : context)
  return { HUB_RULES: JSON.stringify(limits) }
}
