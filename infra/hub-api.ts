import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib"
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway"
import {
  HttpApi,
  HttpIntegrationType,
  HttpMethod,
  HttpRoute,
  HttpRouteIntegration,
  type HttpRouteIntegrationConfig,
  HttpRouteKey,
  HttpStage,
  IntegrationCredentials,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from "aws-cdk-lib/aws-apigatewayv2"
import type { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers"
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam"
import type { IFunction } from "aws-cdk-lib/aws-lambda"
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs"
import { Construct } from "constructs"
import type { Route } from "../contracts/route.ts"
import { HubAlarm } from "./hub-alarm.ts"
import { HubDomain, hubDomainsOf } from "./hub-domain.ts"

/** Metrics and log lines of the gateway name the route's template, so no account number or case id is in them. */
const accessLine = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  routeKey: "$context.routeKey",
  status: "$context.status",
  responseLength: "$context.responseLength",
  responseLatencyMs: "$context.responseLatency",
  integrationLatencyMs: "$context.integrationLatency",
  integrationStatus: "$context.integrationStatus",
  errorType: "$context.error.responseType",
}

/**
 * The gateway calls the functions in one role that may call exactly these. A permission on each function would say the
 * same in as many resources as there are functions, of which a stack has five hundred.
 */
class CalledByGateway extends HttpRouteIntegration {
  readonly #handler: IFunction
  readonly #role: Role

  constructor(id: string, handler: IFunction, role: Role) {
    super(id)
    this.#handler = handler
    this.#role = role
  }

  override bind(): HttpRouteIntegrationConfig {
    return {
      type: HttpIntegrationType.AWS_PROXY,
      uri: this.#handler.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      credentials: IntegrationCredentials.fromRole(this.#role),
    }
  }
}

/** The way in: one HTTP API with its `$default` stage, access log, throttle and, when given, the hub's own domains. */
export class HubApi extends Construct {
  readonly api: HttpApi
  /** What a signed message names as its audience: the address that centers use. */
  readonly audience: string
  readonly #integrations = new Map<IFunction, HttpRouteIntegration>()
  readonly #role: Role

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const domains = hubDomainsOf(this)
    this.api = new HttpApi(this, "Api", {
      createDefaultStage: false,
      // One public address less to watch, and the audience of signed messages has one name only.
      disableExecuteApiEndpoint: domains.length > 0,
    })
    this.#role = new Role(this, "Caller", { assumedBy: new ServicePrincipal("apigateway.amazonaws.com") })
    const stage = this.#stage()
    for (const domain of domains) new HubDomain(this, domain.id, { api: this.api, stage, domain })
    this.audience = domains[0] === undefined ? this.api.apiEndpoint : `https://${domains[0].name}`
    this.#alarms()
  }

  #stage(): HttpStage {
    const log = new LogGroup(this, "AccessLog", {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    return new HttpStage(this, "DefaultStage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLine)),
      },
      // All centers together stay below a hundred calls a second on the busiest morning.
      throttle: { rateLimit: 500, burstLimit: 1000 },
    })
  }

  #alarms(): void {
    new HubAlarm(this, "ServerErrorAlarm", {
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: "Sum" }),
      above: 0,
      description: "The gateway answered 5xx: for the caller the outcome is unknown and it will repeat.",
    })
  }

  /** Routes that nobody else answers get a signed 404 or 405 from this function. */
  addCatchAll(handler: IFunction): void {
    const route = new HttpRoute(this, "CatchAll", {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: this.#integration(handler),
    })
    this.#acknowledgeSignature([route])
  }

  addRoute({ method, path }: Route, handler: IFunction): void {
    const routes = this.api.addRoutes({
      path,
      methods: [methods[method]],
      integration: this.#integration(handler),
    })
    this.#acknowledgeSignature(routes)
  }

  addSupervisedRoute({ method, path }: Route, handler: IFunction, authorizer: HttpJwtAuthorizer): void {
    this.api.addRoutes({
      path,
      methods: [methods[method]],
      integration: this.#integration(handler),
      authorizer,
    })
  }

  #integration(handler: IFunction): HttpRouteIntegration {
    const known = this.#integrations.get(handler)
    if (known !== undefined) return known
    const integration = new CalledByGateway(`${handler.node.scope?.node.id}-integration`, handler, this.#role)
    this.#role.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [handler.functionArn] }),
    )
    this.#integrations.set(handler, integration)
    return integration
  }

  #acknowledgeSignature(routes: HttpRoute[]): void {
    for (const route of routes) {
      Validations.of(route).acknowledge({
        id: "AwsSolutions-APIG4",
        reason:
          "The function itself verifies the caller's detached signature over the received bytes, which an " +
          "authorizer never sees; public documents and the catch-all disclose nothing.",
      })
    }
  }
}

const methods: Record<Route["method"], HttpMethod> = {
  GET: HttpMethod.GET,
  POST: HttpMethod.POST,
  PUT: HttpMethod.PUT,
  DELETE: HttpMethod.DELETE,
}
