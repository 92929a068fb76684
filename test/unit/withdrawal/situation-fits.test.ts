import { describe, expect, test } from "vitest"
import { ServiceDetails } from "../../../contracts/service-cases.ts"
import { nationalCatalogue } from "../../../contracts/starter/national-catalogue.ts"
import { catalogueEntryOf } from "../../../functions/domain/service-case/catalogue.ts"
import { situationFits } from "../../../functions/domain/service-case/situation-fits.ts"
import { asks, today } from "./a-withdrawal.ts"

const fits = (situation: string, body: object): boolean => {
  const details = ServiceDetails.parse({ accountNo: "A1", ...body })
  const found = catalogueEntryOf({ catalogue: nationalCatalogue(), matter: details.matter, on: today })
  if (found.outcome !== "found") throw new Error(`nobody offers ${details.matter}`)
  return situationFits(found.entry, situation, details)
}
const renting = (housing: string) => ({
  matter: "rentWithdrawal",
  withdrawal: { ...asks.rent, housing },
})

describe("a situation fits what is withdrawn for", () => {
  test.each([
    ["market", "market", true],
    ["market", "publicRental", false],
    ["publicRental", "publicRental", true],
    ["publicRental", "market", false],
  ])("%s with a home of the kind %s: %s", (situation, housing, expected) => {
    expect(fits(situation, renting(housing))).toBe(expected)
  })

  test("a situation of rent that a center has named itself is its own to judge", () => {
    expect(fits("talentHousing", renting("market"))).toBe(true)
  })

  test("where the catalogue has one of the very purpose, it is that one", () => {
    const lift = { matter: "otherWithdrawal", withdrawal: asks.lift }
    expect([fits("lift", lift), fits("decoration", lift), fits("market", lift)]).toEqual([true, false, false])
  })

  test("which home is bought is not said elsewhere, and what is no withdrawal has nothing to fit", () => {
    const purchase = { matter: "purchaseWithdrawal", withdrawal: asks.purchase }
    expect([fits("newHome", purchase), fits("secondHandHome", purchase)]).toEqual([true, true])
    const query = ServiceDetails.parse({ matter: "informationQuery", topics: ["account"] })
    const [entry] = nationalCatalogue().entries
    if (entry === undefined) throw new Error("an empty catalogue")
    expect(situationFits(entry, "ownRecord", query)).toBe(true)
  })
})
