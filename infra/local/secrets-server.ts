import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { text } from "node:stream/consumers"
import * as z from "zod"
import type { SecretPlan } from "./deployment.ts"

export interface SecretsServer {
  readonly url: string
  close(): Promise<void>
}

const GetSecretValue = z.looseObject({ SecretId: z.string() })

const readRequest = (body: string): string | undefined => {
  try {
    return GetSecretValue.parse(JSON.parse(body)).SecretId
  } catch {
    return undefined
  }
}

/** Secrets Manager's GetSecretValue, for SDK clients with AWS_ENDPOINT_URL_SECRETS_MANAGER. Every secret has the one text. */
export const startSecretsServer = async (
  secrets: readonly SecretPlan[],
  secretText: string,
): Promise<SecretsServer> => {
  const answer = (target: unknown, body: string): { status: number; answer: unknown } => {
    if (target !== "secretsmanager.GetSecretValue") {
      const Message = "only GetSecretValue is served locally"
      return { status: 400, answer: { __type: "InvalidRequestException", Message } }
    }
    const id = readRequest(body)
    const secret = secrets.find(({ name, arn }) => name === id || arn === id)
    if (secret === undefined) {
      return { status: 400, answer: { __type: "ResourceNotFoundException", Message: `no secret ${id}` } }
    }
    const { arn: ARN, name: Name } = secret
    const version = { VersionId: "local", VersionStages: ["AWSCURRENT"] }
    return { status: 200, answer: { ARN, Name, SecretString: secretText, ...version } }
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, answer: body } = answer(request.headers["x-amz-target"], await text(request))
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body))
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the secrets server has no port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
