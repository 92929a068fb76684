import type { DeskCenter } from "../../contracts/desk.ts"
import { CenterId, type Instant } from "../../contracts/primitives.ts"
import type { NameOfCenter } from "../domain/desk/desk-line.ts"
import { isLiveLink, type DeskLink } from "../domain/desk/desk-link.ts"
import type { CenterRecord, KeyRecord } from "../domain/directory/center-record.ts"
import type { Call, Result } from "./use-case.ts"

/** A call of the clerk's page: the center's, for which its live link answers. */
export interface DeskCall<Body = undefined> extends Call<Body> {
  readonly link: DeskLink
}

export type DeskUseCase<Body, Answer> = (call: DeskCall<Body>) => Promise<Result<Answer>>

export interface EnterDeskNeeds {
  readonly readDeskLink: (codeHash: string) => Promise<DeskLink | undefined>
  readonly readKey: (kid: string) => Promise<KeyRecord | undefined>
  /** With the standing of those who keep their books. */
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
}

/** The live link of a code. Unknown, expired, ended, or of a key or a center that is out: nobody learns which. */
export const enterDesk = async (
  needs: EnterDeskNeeds,
  codeHash: string,
  now: Instant,
): Promise<DeskLink | undefined> => {
  const link = await needs.readDeskLink(codeHash)
  if (link === undefined) return undefined
  const [key, centers] = await Promise.all([needs.readKey(link.kid), needs.readCenters([link.centerId])])
  return isLiveLink(link, { key, center: centers.get(link.centerId) }, now) ? link : undefined
}

export interface CenterNamesNeeds {
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
}

/** What the database reads at once. */
const mostKeysRead = 100

/** Names of the centers that a page shows; one that the directory has lost is called by its code. */
export const namesOfCenters = async (
  needs: CenterNamesNeeds,
  centerIds: readonly CenterId[],
): Promise<NameOfCenter> => {
  const ids = [...new Set(centerIds)]
  const names = new Map<string, string>()
  for (let first = 0; first < ids.length; first += mostKeysRead) {
    const read = await needs.readCenters(ids.slice(first, first + mostKeysRead))
    for (const [id, { name }] of read) names.set(id, name)
  }
  return (centerId): DeskCenter => ({ centerId, name: names.get(centerId) ?? centerId })
}
