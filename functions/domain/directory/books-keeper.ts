import type { CenterId, LocalDate } from "../../../contracts/primitives.ts"
import type { CenterRecord } from "./center-record.ts"

/**
 * A code names a set of books; who keeps them may change. Every case, account and guard bears the code for ever, so a
 * merger rewrites none of them: it changes who answers for the code. ADR 40.
 */

/** Who answers for a center's books on a day: the center itself, or the last that has taken them over. */
export const keeperOf = (
  { centerId, keepers = [] }: Pick<CenterRecord, "centerId" | "keepers">,
  on: LocalDate,
): CenterId => keepers.findLast(({ from }) => from <= on)?.centerId ?? centerId

export const isKeptByAnother = (center: Pick<CenterRecord, "centerId" | "keepers">, on: LocalDate): boolean =>
  keeperOf(center, on) !== center.centerId

/** The codes beside its own that a center answers for on a day. */
export const formerCentersOf = (
  { formerCenters = [] }: Pick<CenterRecord, "formerCenters">,
  on: LocalDate,
): readonly CenterId[] => formerCenters.filter(({ from }) => from <= on).map(({ centerId }) => centerId)

/** The center as it is on a day for whoever deals with its books: its keeper's standing is what counts. */
export const isSuspendedOn = (
  { standing, keepers = [] }: Pick<CenterRecord, "standing" | "keepers">,
  on: LocalDate,
): boolean => (keepers.findLast(({ from }) => from <= on)?.standing ?? standing) === "suspended"

/**
 * A center's record with what its keepers have today: closing days count from the day on which each took over. It is
 * for dealing with the center, and never written back.
 */
export const asKept = (
  center: CenterRecord,
  keeperRecords: ReadonlyMap<string, CenterRecord>,
): CenterRecord => {
  const { keepers } = center
  if (keepers === undefined) return center
  const spans = [{ from: "0000", closingDays: center.closingDays }].concat(
    keepers.map(({ centerId, from }) => ({
      from,
      closingDays: keeperRecords.get(centerId)?.closingDays ?? [],
    })),
  )
  return {
    ...center,
    closingDays: spans.flatMap(({ from, closingDays }, index) => {
      const until = spans[index + 1]?.from ?? "9999"
      return closingDays.filter((day) => from <= day && day < until)
    }),
    keepers: keepers.map((keeper) => {
      const standing = keeperRecords.get(keeper.centerId)?.standing
      return { ...keeper, ...(standing === undefined ? {} : { standing }) }
    }),
  }
}
