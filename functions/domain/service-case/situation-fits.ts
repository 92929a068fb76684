import type { CatalogueEntry } from "../../../contracts/service-catalogue.ts"
import type { ServiceDetails } from "../../../contracts/service-cases.ts"
import { situationOf } from "./catalogue.ts"

const housings: readonly string[] = ["market", "publicRental"]

/**
 * Whether the papers of a situation are those of what is asked for. Where the catalogue has a situation of the very
 * purpose it is that one, and of the two kinds of rented home it is the one that is rented; a situation that a center
 * has named itself is its own to judge.
 */
export const situationFits = (entry: CatalogueEntry, situation: string, details: ServiceDetails): boolean => {
  if (!("withdrawal" in details)) return true
  const { withdrawal } = details
  const own = situationOf(entry, withdrawal.purpose)?.situation
  if (own !== undefined) return own === situation
  return withdrawal.purpose !== "rent" || !housings.includes(situation) || situation === withdrawal.housing
}
