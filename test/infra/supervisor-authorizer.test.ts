import { App, Stack } from "aws-cdk-lib"
import { Template } from "aws-cdk-lib/assertions"
import { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda"
import { expect, it } from "vitest"
import { ROUTES } from "../../contracts/routes.ts"
import { HubApi } from "../../infra/hub-api.ts"
import { dashboardEnvironment, supervisorAuthorizer } from "../../infra/supervisor-authorizer.ts"

const supervisors = { issuer: "https://login.example.cn/realm", audience: "hpf-hub" }

const stackWith = (context: Readonly<Record<string, unknown>>) =>
  new Stack(new App({ context, analyticsReporting: false }), "Stack")

it("lets a supervisor's call through only with a token of the named issuer", () => {
  const stack = stackWith({ supervisors })
  const authorizer = supervisorAuthorizer(stack)
  if (authorizer === undefined) throw new Error("the context names an issuer")
  const handler = LambdaFunction.fromFunctionName(stack, "Handler", "supervise")
  new HubApi(stack, "Gateway").addSupervisedRoute(ROUTES.listCenters, handler, authorizer)
  const template = Template.fromStack(stack)
  template.hasResourceProperties("AWS::ApiGatewayV2::Authorizer", {
    AuthorizerType: "JWT",
    JwtConfiguration: { Issuer: supervisors.issuer, Audience: [supervisors.audience] },
  })
  template.hasResourceProperties("AWS::ApiGatewayV2::Route", {
    RouteKey: "GET /v1/directory/centers",
    AuthorizationType: "JWT",
  })
})

it("has nobody to let in when the context names no issuer", () => {
  expect(supervisorAuthorizer(stackWith({}))).toBeUndefined()
})

it("tells the dashboard of the issuer only when it has a client there", () => {
  expect(dashboardEnvironment(stackWith({ supervisors }))).toEqual({})
  const tokenOrigin = "https://token.example.cn"
  expect(
    dashboardEnvironment(
      stackWith({
        supervisors: { ...supervisors, clientId: "dashboard", scopes: ["supervision:national"], tokenOrigin },
      }),
    ),
  ).toEqual({
    DASHBOARD_ISSUER: supervisors.issuer,
    DASHBOARD_CLIENT_ID: "dashboard",
    DASHBOARD_SCOPES: "openid supervision:national",
    DASHBOARD_TOKEN_ORIGIN: tokenOrigin,
  })
})

it("refuses an issuer that is no address", () => {
  expect(() => supervisorAuthorizer(stackWith({ supervisors: { ...supervisors, issuer: "login" } }))).toThrow(
    "Invalid URL",
  )
})
