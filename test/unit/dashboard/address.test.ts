import { expect, it } from "vitest"
import { addressOf, readAddress, writeAddress } from "../../../functions/dashboard/web/address.ts"
import { readChoice, writeChoice } from "../../../functions/dashboard/web/view/section-choice.ts"

it("an address that was written is read as the same page", () => {
  for (const hash of [
    "#/overview",
    "#/services?from=2026-01-01&to=2026-11-02&province=320000&slice=purchaseWithdrawal&by=1.province",
    "#/case?id=trf_1&lang=en&theme=dark&wall=on",
  ])
    expect(decodeURIComponent(writeAddress(readAddress(hash)))).toBe(hash)
})

it("what the address does not know is the overview, in Chinese, as the system has it", () => {
  expect(readAddress("#/nowhere?lang=fr&theme=pink&secret=1")).toEqual({
    view: "overview",
    filters: {},
    language: "zh",
    theme: undefined,
    wall: false,
  })
})

it("another view keeps days and scope and leaves what only the first one understands", () => {
  const from = readAddress("#/services?from=2026-01-01&province=320000&slice=x&by=0.month&lang=en")
  expect(writeAddress(addressOf(from, "center", { center: "320500000000000" }))).toBe(
    "#/center?from=2026-01-01&province=320000&center=320500000000000&lang=en",
  )
})

it("a section's choice is its own", () => {
  const text = writeChoice(writeChoice(undefined, 0, "month"), 2, "center")
  expect(text).toBe("0.month,2.center")
  expect([readChoice(text, 0), readChoice(text, 1), readChoice(text, 2)]).toEqual([
    "month",
    undefined,
    "center",
  ])
  const named = writeChoice(undefined, 0, "in.amount")
  expect(readChoice(named, 0)).toBe("in.amount")
})
