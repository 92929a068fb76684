import type { Route } from "./route.ts"

/** Names the former center whose books a call is about, when the caller is its successor. */
export const actingForName = "actingFor"

/** What a center does in its own name only: its entry, its keys and rules, and what begins a life of its own. */
const ownNameOnly: ReadonlySet<string> = new Set([
  "POST /v1/accounts",
  "POST /v1/account-imports",
  "PUT /v1/directory/receiving-account",
  "PUT /v1/directory/closing-days",
  "PUT /v1/policies/{effectiveFrom}",
  "PUT /v1/webhook",
  "DELETE /v1/webhook",
  "POST /v1/centers/{centerId}/succession/acceptance",
])

export const takesActingFor = (route: Route): boolean =>
  route.caller === "center" && !ownNameOnly.has(`${route.method} ${route.path}`)

/** All query names of a route. */
export const queryNamesOf = (route: Route): readonly string[] =>
  takesActingFor(route) ? [...(route.query ?? []), actingForName] : (route.query ?? [])

/** Numbers that each center gives by itself: the same one may stand in the books of two. */
const numbersOfACenter: ReadonlySet<string> = new Set(["accountNo", "contractNo", "agreementNo"])
/** Neither a thing nor a number of one. */
const names: ReadonlySet<string> = new Set(["centerId", "kid", "effectiveFrom", "year", "month"])

/** True when the path names a thing by an id that is one of the whole hub: in whose books it stands, it tells itself. */
export const isNamedByHub = (route: Route): boolean => {
  const parameters = [...route.path.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name = ""]) => name)
  return parameters.some((name) => !names.has(name)) && !parameters.some((name) => numbersOfACenter.has(name))
}
