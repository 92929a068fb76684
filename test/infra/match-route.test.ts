import { describe, expect, it } from "vitest"
import { createRouteMatcher } from "../../infra/local/match-route.ts"

const keys = [
  "GET /v1/policies/{centerId}",
  "GET /v1/centers/{centerId}/keys/{kid}",
  "GET /v1/health",
  "GET /v1/policies/differences",
  "$default",
]

describe("the local API", () => {
  it.each(keys.map((_, turn) => turn))(
    "matches a fixed path before a parameter, in whatever order routes are deployed (%i)",
    (turn) => {
      const routes = [...keys.slice(turn), ...keys.slice(0, turn)].map((routeKey) => ({ routeKey }))
      const match = createRouteMatcher(routes)
      expect(match("GET", "/v1/policies/differences")?.route.routeKey).toBe("GET /v1/policies/differences")
      expect(match("GET", "/v1/policies/310000000000000")).toEqual({
        route: { routeKey: "GET /v1/policies/{centerId}" },
        pathParameters: { centerId: "310000000000000" },
      })
      expect(match("GET", "/v1/unknown")?.route.routeKey).toBe("$default")
    },
  )
})
