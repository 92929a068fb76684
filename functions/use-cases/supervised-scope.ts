import { CenterId, FederationId, type LocalDate } from "../../contracts/primitives.ts"
import { ProvinceCode, type SupervisedScope } from "../../contracts/supervision.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { membersOf, type FederationRecord } from "../domain/federation/federation-record.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { isRefusal, queryDefect, queryValue } from "./query-values.ts"
import type { SupervisorCall } from "./supervisor-call.ts"

export interface SupervisedScopeNeeds {
  readonly readDirectory: () => Promise<readonly CenterRecord[]>
  readonly readFederation: (id: FederationId) => Promise<FederationRecord | undefined>
}

/** Whose figures are asked for, and who that is today. */
export interface Seen {
  readonly scope: SupervisedScope
  /** Centers of a province or federation, or the one center; absent for the nation. */
  readonly centerIds?: readonly string[]
  readonly directory: readonly CenterRecord[]
  /** Federations that the bearer may hear of; absent for all. */
  readonly federations?: readonly string[]
}

/** Whether a federation may have a row of its own: within the scope that is asked, and known to the bearer. */
export const mayName = ({ scope, federations }: Seen, federationId: string): boolean =>
  (scope.federation === undefined || scope.federation === federationId) &&
  (federations?.includes(federationId) ?? true)

const notPermitted = (field?: string): Refusal =>
  refuse("scope-not-permitted", { rule: "SUP-002", ...(field === undefined ? {} : { field }) })

const membersIn = async (
  needs: SupervisedScopeNeeds,
  federationIds: readonly string[],
  on: LocalDate,
): Promise<readonly string[]> => {
  const found = await Promise.all(federationIds.map((id) => needs.readFederation(FederationId.parse(id))))
  return found.flatMap((federation) => (federation === undefined ? [] : membersOf(federation, on)))
}

/** Reads the scope of a question, and refuses what the token does not cover: of what lies outside nothing is told. */
export const seenBy = async (
  needs: SupervisedScopeNeeds,
  call: SupervisorCall,
  on: LocalDate,
): Promise<Seen | Refusal> => {
  const { query, sight } = call
  const province = queryValue(query, "province", ProvinceCode)
  const federation = queryValue(query, "federation", FederationId)
  const center = queryValue(query, "center", CenterId)
  for (const value of [province, federation, center]) if (isRefusal(value)) return value
  const named = (["province", "federation", "center"] as const).filter((name) => query[name] !== undefined)
  if (named.length > 1) return queryDefect(named[1] ?? "center")
  const directory = await needs.readDirectory()
  const known = { directory, ...(sight.nation ? {} : { federations: sight.federations }) }
  const inProvince = (code: string): string[] =>
    directory.filter(({ provinceCode }) => provinceCode === code).map(({ centerId }) => centerId)
  if (typeof province === "string")
    return sight.nation || sight.provinces.includes(province)
      ? { scope: { province }, centerIds: inProvince(province), ...known }
      : notPermitted("province")
  if (typeof federation === "string") {
    if (!sight.nation && !sight.federations.includes(federation)) return notPermitted("federation")
    return { scope: { federation }, centerIds: await membersIn(needs, [federation], on), ...known }
  }
  if (typeof center === "string") {
    const covered =
      sight.nation ||
      sight.provinces.some((code) => inProvince(code).includes(center)) ||
      (await membersIn(needs, sight.federations, on)).includes(center)
    return covered ? { scope: { center }, centerIds: [center], ...known } : notPermitted("center")
  }
  return sight.nation ? { scope: {}, ...known } : notPermitted()
}
