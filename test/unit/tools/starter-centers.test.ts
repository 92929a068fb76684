import { describe, expect, it } from "vitest"
import {
  livingCenterIds,
  readStarterCenters,
  readStarterPolicy,
} from "../../../tools/demo/starter-centers.ts"

const centers = readStarterCenters()

describe("the starter directory", () => {
  it("gives each center books, a province and a receiving account of its own", () => {
    expect(centers.every((center) => center.settlesOwnBooks && center.receivingAccount !== undefined)).toBe(
      true,
    )
    expect(new Set(centers.map((center) => center.receivingAccount?.accountNumber)).size).toBe(centers.length)
    expect(centers.find(({ centerId }) => centerId === "670000000000000")?.provinceCode).toBe("500000")
  })

  it("invents every account number, and says so in the name of the bank", () => {
    for (const { centerId, receivingAccount } of centers) {
      expect(receivingAccount?.accountNumber).toMatch(new RegExp(`^9900${centerId.slice(0, 6)}\\d{8}$`))
      expect(receivingAccount?.bankName).toContain("演示")
    }
  })

  it("names the pack of each center", () => {
    for (const { centerId } of centers) expect(readStarterPolicy(centerId).centerId).toBe(centerId)
  })

  it("has the twelve centers where the demo lets somebody work", () => {
    expect(livingCenterIds.size).toBe(12)
    expect(centers.filter(({ centerId }) => livingCenterIds.has(centerId))).toHaveLength(12)
  })

  it("lists Shihezi as the branch that it is, without the parent that is not here", () => {
    const branches = centers.filter(({ kind }) => kind !== "center")
    expect(branches.map(({ centerId }) => centerId)).toEqual(["660800000000000"])
    expect(branches[0]?.parentCenterId).toBeUndefined()
  })
})
