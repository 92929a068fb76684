import type { Route } from "./route.ts"

/** What anybody may ask, unsigned. */
export const PUBLIC_ROUTES = {
  publishKeys: {
    method: "GET",
    path: "/.well-known/jwks.json",
    caller: "anybody",
    function: "publish-keys",
    summary: "The hub's public keys",
    success: 200,
    problems: [],
  },
  serveOpenApi: {
    method: "GET",
    path: "/openapi.json",
    caller: "anybody",
    function: "serve-docs",
    summary: "This contract as OpenAPI 3.1",
    success: 200,
    problems: [],
  },
  checkHealth: {
    method: "GET",
    path: "/v1/health",
    caller: "anybody",
    function: "check-health",
    summary: "Liveness",
    success: 200,
    problems: [],
  },
  browseDocs: {
    method: "GET",
    path: "/docs",
    caller: "anybody",
    function: "serve-docs",
    summary: "Browsable reference",
    success: 200,
    problems: [],
  },
  serveDocsAsset: {
    method: "GET",
    path: "/docs/{asset}",
    caller: "anybody",
    function: "serve-docs",
    summary: "Files of the reference page",
    success: 200,
    problems: ["not-found"],
  },
  readProblem: {
    method: "GET",
    path: "/problems/{slug}",
    caller: "anybody",
    function: "serve-docs",
    summary: "A problem type, readable",
    success: 200,
    problems: ["problem-not-found"],
  },
} as const satisfies Record<string, Route>
