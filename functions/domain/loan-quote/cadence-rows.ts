import { Cadence } from "../../../contracts/loan-policies.ts"

interface RowOfCadence {
  readonly cadence?: Cadence | undefined
}

/** The ways in which an applicant may be paying: the stated one, or any while it is unknown. */
export const possibleCadences = (stated: Cadence | undefined): readonly Cadence[] =>
  stated === undefined ? Cadence.options : [stated]

/** Rows that name a way of paying come before those for every way. */
export const rowsForCadence = <Row extends RowOfCadence>(
  rows: readonly Row[],
  cadence: Cadence,
): readonly Row[] => {
  const named = rows.filter((row) => row.cadence === cadence)
  return named.length > 0 ? named : rows.filter((row) => row.cadence === undefined)
}
