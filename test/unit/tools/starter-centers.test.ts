import { readdirSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { readStarterCenters, readStarterPolicy } from "../../../tools/demo/starter-centers.ts"

const centers = readStarterCenters()

describe("the starter directory", () => {
  it("has exactly the centers that have a policy pack", () => {
    const packs = readdirSync(new URL("../../../contracts/starter/policies/", import.meta.url)).map((name) =>
      name.replace(".json", ""),
    )
    expect(centers.map(({ centerId }) => centerId).toSorted()).toEqual(packs.toSorted())
  })

  it("can be sent as it stands: every entry is an onboarding request", () => {
    expect(centers).toHaveLength(12)
  })

  it("gives each center books, a province and a receiving account of its own", () => {
    expect(centers.every((center) => center.settlesOwnBooks && center.receivingAccount !== undefined)).toBe(
      true,
    )
    expect(new Set(centers.map((center) => center.receivingAccount?.accountNumber)).size).toBe(centers.length)
    expect(centers.find(({ centerId }) => centerId === "670000000000000")?.provinceCode).toBe("500000")
  })

  it("names the pack of each center", () => {
    for (const { centerId } of centers) expect(readStarterPolicy(centerId).centerId).toBe(centerId)
  })
})
