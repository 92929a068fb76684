import type { APIGatewayProxyEventV2, Context } from "aws-lambda"
import { signatureHeaderNames } from "../../contracts/signature.ts"
import { unsignedProblem } from "../edge/serve-anybody.ts"
import { serveCenters } from "../edge/serve-centers.ts"

const toCenters = serveCenters("answer-unknown-route", () => ({}))

/** A center gets a signed 404 or 405. Whoever is nobody and looks for a page gets a plain 404. */
export const handler = async (event: APIGatewayProxyEventV2, context: Context) =>
  event.headers[signatureHeaderNames.signature] === undefined && !event.rawPath.startsWith("/v1/")
    ? unsignedProblem(event, { problem: "not-found" })
    : toCenters(event, context)
