import type { RegionCode } from "../../contracts/primitives.ts"
import type { ShownNotice } from "../../contracts/shown-notice.ts"
import type { WithdrawalDetails } from "../../contracts/withdrawals.ts"
import type { NoticeLine } from "../domain/investigation/investigation-record.ts"
import {
  coversHome,
  isCurrentNotice,
  seesNotice,
  shownNotice,
} from "../domain/investigation/region-notice.ts"
import { codesOf, type WarningViewer } from "../domain/warning/seen-warnings.ts"
import { cityOfRegion } from "../domain/withdrawal/city-of-region.ts"
import type { ReadMemberships } from "./seen-warnings.ts"

export interface SeenNoticesNeeds extends ReadMemberships {
  readonly readCityNotices: (cityCode: string) => Promise<readonly NoticeLine[]>
}

/** Of some notices those that a center sees. Federations are read only when there is another center's. */
export const seenNotices = async (
  { readMemberships }: ReadMemberships,
  lines: readonly NoticeLine[],
  viewer: WarningViewer,
): Promise<ShownNotice[]> => {
  const codes = codesOf(viewer)
  const publishers = lines.map(({ centerId }) => centerId).filter((id) => !codes.includes(id))
  const centers = publishers.length === 0 ? [] : [...new Set([...codes, ...publishers])]
  const memberships = await Promise.all(centers.map((id) => readMemberships(id)))
  return lines
    .filter((line) => codes.some((code) => seesNotice(line, code, memberships, viewer.today)))
    .map(shownNotice)
}

const homeBought = (details: WithdrawalDetails): RegionCode | undefined =>
  details.purpose === "purchase" ? details.region : undefined

/** What a member is told when a home is bought where purchases are abnormal. Nothing is read for other withdrawals. */
export const noticesOn = async (
  needs: SeenNoticesNeeds,
  details: WithdrawalDetails | undefined,
  viewer: WarningViewer,
): Promise<ShownNotice[]> => {
  const home = details === undefined ? undefined : homeBought(details)
  const city = home === undefined ? undefined : cityOfRegion(home)
  if (home === undefined || city === undefined) return []
  const lines = await needs.readCityNotices(city)
  const current = lines.filter((line) => isCurrentNotice(line, viewer.today) && coversHome(line, home))
  return seenNotices(needs, current, viewer)
}
