import type * as z from "zod"
import type { Federation, FederationDifferences, FederationList } from "../../contracts/federations.ts"
import { FederationId, type CenterId } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { differencesOf, type MemberPack } from "../domain/federation/policy-differences.ts"
import {
  isInForce,
  type FederationRecord,
  type FederationVersion,
} from "../domain/federation/federation-record.ts"
import { viewFederation } from "../domain/federation/view-federation.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { dayOf, isRefusal, queryDefect, queryValue } from "./query-values.ts"
import { packInForce } from "./read-policy.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface ReadFederationNeeds {
  readonly readFederation: (id: string) => Promise<FederationRecord | undefined>
  readonly readFederationVersion: (id: string, version: number) => Promise<FederationVersion | undefined>
  readonly listFederations: () => Promise<readonly FederationRecord[]>
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
}

export const listFederations =
  (needs: Pick<ReadFederationNeeds, "listFederations">): UseCase<undefined, z.infer<typeof FederationList>> =>
  async (call) => {
    const on = dayOf(call.query)
    if (isRefusal(on)) return on
    const day = on ?? chinaDateOf(call.now)
    const records = await needs.listFederations()
    return answer({ federations: records.map((record) => viewFederation(record, day)) })
  }

const versionAsked = (text: string | undefined): number | Refusal | undefined => {
  if (text === undefined) return undefined
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : queryDefect("version")
}

const contentOf = async (
  needs: Pick<ReadFederationNeeds, "readFederationVersion">,
  { federationId }: FederationRecord,
  version: number,
): Promise<FederationVersion | Refusal> =>
  (await needs.readFederationVersion(federationId, version)) ??
  refuse("federation-not-found", { field: "version" })

export const readFederation =
  (needs: ReadFederationNeeds): UseCase<undefined, Federation> =>
  async (call) => {
    const on = dayOf(call.query)
    if (isRefusal(on)) return on
    const asked = versionAsked(call.query["version"])
    if (isRefusal(asked)) return asked
    const record = await needs.readFederation(call.params["federationId"] ?? "")
    if (record === undefined) return refuse("federation-not-found")
    const found = await contentOf(needs, record, asked ?? record.versions.length)
    if ("outcome" in found) return found
    return answer({ ...viewFederation(record, on ?? chinaDateOf(call.now)), content: found.content })
  }

/** Packs that are read at once; a federation has up to eighty members. */
const atOnce = 10

const packsOf = async (
  needs: Pick<ReadFederationNeeds, "readPolicies">,
  members: readonly CenterId[],
  on: Parameters<typeof packInForce>[1],
): Promise<readonly MemberPack[]> => {
  const found: MemberPack[] = []
  for (let from = 0; from < members.length; from += atOnce) {
    const some = members.slice(from, from + atOnce).map(async (centerId): Promise<MemberPack> => {
      const inForce = packInForce(await needs.readPolicies(centerId), on)
      return "outcome" in inForce ? { centerId } : { centerId, pack: inForce.pack }
    })
    found.push(...(await Promise.all(some)))
  }
  return found
}

/** Where the members differ: the version in force on the day that binds most, else the newest. */
export const comparePolicies =
  (needs: ReadFederationNeeds): UseCase<undefined, FederationDifferences> =>
  async (call) => {
    const asked = dayOf(call.query)
    if (isRefusal(asked)) return asked
    const federationId = queryValue(call.query, "federation", FederationId)
    if (isRefusal(federationId)) return federationId
    if (federationId === undefined) return queryDefect("federation")
    const on = asked ?? chinaDateOf(call.now)
    const record = await needs.readFederation(federationId)
    if (record === undefined) return refuse("federation-not-found", { field: "federation" })
    const line =
      record.versions.toReversed().find((version) => isInForce(version, on)) ?? record.versions.at(-1)
    const found = await contentOf(needs, record, line?.version ?? 1)
    if ("outcome" in found) return found
    const { content, version, contentHash } = found
    const packs = await packsOf(needs, content.members, on)
    return answer({
      federationId,
      version,
      contentHash,
      on,
      withoutPack: packs.flatMap(({ centerId, pack }) => (pack === undefined ? [centerId] : [])),
      differences: [...differencesOf(packs, content, on)],
    })
  }
