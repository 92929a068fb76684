import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { failureOf } from "../../../functions/edge/log.ts"
import { serveAnybody } from "../../../functions/edge/serve-anybody.ts"

const event = {
  version: "2.0",
  routeKey: "GET /v1/health",
  rawPath: "/v1/health",
  rawQueryString: "",
  headers: { "accept-language": "en" },
  isBase64Encoded: false,
  requestContext: {
    accountId: "1",
    apiId: "1",
    domainName: "hub",
    domainPrefix: "hub",
    http: { method: "GET", path: "/v1/health", protocol: "HTTP/1.1", sourceIp: "1", userAgent: "" },
    requestId: "req-1",
    routeKey: "GET /v1/health",
    stage: "$default",
    time: "",
    timeEpoch: Date.parse("2026-09-01T01:00:00.000Z"),
  },
}

describe("a function that fails", () => {
  const lines: string[] = []
  beforeEach(() => {
    vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    lines.length = 0
  })

  it("answers internal-error and logs the kind of the failure, never its text", async () => {
    const handler = serveAnybody("check-health", () => ({
      checkHealth: () => Promise.reject(new TypeError("示甲一 990101199001010019")),
    }))
    const answer = await Reflect.apply(handler, undefined, [event, {}, () => undefined])
    expect(answer).toMatchObject({ statusCode: 500 })
    expect(JSON.parse(Object(answer).body)).toMatchObject({
      type: "/problems/internal-error",
      code: "2003",
      retryable: true,
    })
    expect(lines.join("\n")).toContain("TypeError")
    expect(`${lines.join("\n")}${String(Object(answer).body)}`).not.toContain("9901")
  })

  it("tells nothing of something that is no error", () => {
    expect(failureOf("990101199001010019")).toBe("unknown")
  })
})
