import type { APIGatewayProxyEventV2, Context } from "aws-lambda"
import type { FunctionName } from "../../contracts/environment.ts"
import { signatureHeaderNames } from "../../contracts/signature.ts"
import { unsignedProblem } from "./serve-anybody.ts"
import { serveCenters } from "./serve-centers.ts"

/** A center gets a signed 404 or 405. Whoever is nobody and looks for a page gets a plain 404. */
export const serveUnknown = (functionName: FunctionName) => {
  const toCenters = serveCenters(functionName, () => ({}))
  return async (event: APIGatewayProxyEventV2, context: Context) =>
    event.headers[signatureHeaderNames.signature] === undefined && !event.rawPath.startsWith("/v1/")
      ? unsignedProblem(event, { problem: "not-found" })
      : toCenters(event, context)
}
