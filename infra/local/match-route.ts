/** A route that fits a request, and what the path said for its parameters. */
export interface RouteMatch<Route> {
  readonly route: Route
  readonly pathParameters: Readonly<Record<string, string>>
}

interface Candidate<Route> {
  readonly route: Route
  readonly method: string
  readonly segments: readonly string[]
  readonly greedy: string | undefined
}

const parameterName = (segment: string): string | undefined => /^\{([^}+]+)\}$/.exec(segment)?.[1]

const candidateOf = <Route extends { readonly routeKey: string }>(route: Route): Candidate<Route> => {
  const space = route.routeKey.indexOf(" ")
  const segments = route.routeKey.slice(space + 2).split("/")
  const greedy = /^\{([^}]+)\+\}$/.exec(segments.at(-1) ?? "")?.[1]
  return {
    route,
    method: route.routeKey.slice(0, space),
    segments: greedy === undefined ? segments : segments.slice(0, -1),
    greedy,
  }
}

/**
 * API Gateway's order: a route with the whole path before one with a greedy parameter, fixed segments before parameters from left
 * to right, the method itself before ANY, and `$default` last.
 */
const compareCandidates = (a: Candidate<unknown>, b: Candidate<unknown>): number => {
  if ((a.greedy === undefined) !== (b.greedy === undefined)) return a.greedy === undefined ? -1 : 1
  // Paths of different length never meet; without an order of their own, the sort would not be one.
  if (a.segments.length !== b.segments.length)
    return a.greedy === undefined
      ? a.segments.length - b.segments.length
      : b.segments.length - a.segments.length
  for (const [index, segment] of a.segments.entries()) {
    const isFixed = parameterName(segment) === undefined
    const otherIsFixed = parameterName(b.segments[index] ?? "") === undefined
    if (isFixed !== otherIsFixed) return isFixed ? -1 : 1
  }
  if ((a.method === "ANY") !== (b.method === "ANY")) return a.method === "ANY" ? 1 : -1
  return 0
}

const matchSegments = (
  candidate: Candidate<unknown>,
  path: readonly string[],
): Record<string, string> | undefined => {
  const { segments, greedy } = candidate
  if (greedy === undefined ? path.length !== segments.length : path.length <= segments.length)
    return undefined
  const parameters: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const given = path[index] ?? ""
    const name = parameterName(segment)
    if (name === undefined ? given !== segment : given === "") return undefined
    if (name !== undefined) parameters[name] = decode(given)
  }
  if (greedy !== undefined) parameters[greedy] = path.slice(segments.length).map(decode).join("/")
  return parameters
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Prepares the routes of an API; the answer finds the route of a request. */
export const createRouteMatcher = <Route extends { readonly routeKey: string }>(
  routes: readonly Route[],
): ((method: string, rawPath: string) => RouteMatch<Route> | undefined) => {
  const fallback = routes.find((route) => route.routeKey === "$default")
  const candidates = routes
    .filter((route) => route.routeKey !== "$default")
    .map(candidateOf)
    .toSorted(compareCandidates)
  return (method, rawPath) => {
    const path = rawPath.slice(1).split("/")
    for (const candidate of candidates) {
      if (candidate.method !== "ANY" && candidate.method !== method) continue
      const pathParameters = matchSegments(candidate, path)
      if (pathParameters !== undefined) return { route: candidate.route, pathParameters }
    }
    return fallback && { route: fallback, pathParameters: {} }
  }
}
