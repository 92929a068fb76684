import type { ShownWarning } from "../../contracts/shown-warning.ts"
import { CenterId, UnitCreditCode, type LocalDate } from "../../contracts/primitives.ts"
import { isOpen, type PersonRecord } from "../domain/account/account-record.ts"
import type { Memberships } from "../domain/federation/membership.ts"
import {
  codesOf,
  needsMemberships,
  seesWarning,
  shownOf,
  type WarningViewer,
} from "../domain/warning/seen-warnings.ts"
import type { WarningLine } from "../domain/warning/warning-record.ts"

export interface ReadMemberships {
  readonly readMemberships: (centerId: CenterId) => Promise<Memberships>
}

export interface SeenWarningsNeeds extends ReadMemberships {
  readonly readUnitWarnings: (unitCreditCode: string) => Promise<readonly WarningLine[]>
}

interface Found {
  readonly line: WarningLine
  readonly unit?: UnitCreditCode
}

/** Of all lines those that the center may see. Federations are read only where a line is shared in one. */
const seen = async (
  { readMemberships }: ReadMemberships,
  found: readonly Found[],
  viewer: WarningViewer,
): Promise<ShownWarning[]> => {
  const registrars = found.flatMap(({ line }) => (needsMemberships(line, viewer) ? [line.centerId] : []))
  const centers = registrars.length === 0 ? [] : [...new Set([...codesOf(viewer), ...registrars])]
  const memberships = await Promise.all(centers.map((id) => readMemberships(id)))
  return found
    .filter(({ line }) => seesWarning(line, viewer, memberships))
    .map(({ line, unit }) => shownOf(line, unit))
}

const aboutPeople = (people: readonly PersonRecord[]): readonly Found[] =>
  people.flatMap(({ warnings = [] }) => warnings.map((line) => ({ line })))

/** What a check tells of warnings about people: from the one query that it makes of them anyway. */
export const warningsAbout = (
  needs: ReadMemberships,
  people: readonly PersonRecord[],
  viewer: WarningViewer,
): Promise<ShownWarning[]> => seen(needs, aboutPeople(people), viewer)

/** Units that open accounts of the asking center name: of other centers' accounts it is told no employer. */
const unitsOf = (people: readonly PersonRecord[], codes: readonly CenterId[]): readonly UnitCreditCode[] => [
  ...new Set(
    people
      .flatMap(({ accounts }) => accounts)
      .filter((account) => codes.includes(account.centerId) && isOpen(account))
      .flatMap(({ unitCreditCode }) => {
        const unit = UnitCreditCode.safeParse(unitCreditCode)
        return unit.success ? [unit.data] : []
      }),
  ),
]

/** The same, and of the employers: one read more for each unit, where money is lent or leaves an account. */
export const warningsAboutPeopleAndUnits = async (
  needs: SeenWarningsNeeds,
  people: readonly PersonRecord[],
  viewer: WarningViewer,
): Promise<ShownWarning[]> => {
  const ofUnits = await Promise.all(
    unitsOf(people, codesOf(viewer)).map(async (unit) =>
      (await needs.readUnitWarnings(unit)).map((line) => ({ line, unit })),
    ),
  )
  return seen(needs, [...aboutPeople(people), ...ofUnits.flat()], viewer)
}

/** What a disclosure says was found; a warning that was told is named in it. */
export const foundWith = (found: string, warnings: readonly ShownWarning[]): string =>
  [found, ...warnings.map(({ warningId }) => warningId)].join(" ")

export const viewerOf = (
  centerId: CenterId,
  today: LocalDate,
  formerIds: readonly string[] = [],
): WarningViewer => ({
  centerId,
  today,
  formerIds: formerIds.map((id) => CenterId.parse(id)).filter((id) => id !== centerId),
})
