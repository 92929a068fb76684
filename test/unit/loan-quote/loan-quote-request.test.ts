import { expect, it } from "vitest"
import { LoanQuoteRequest } from "../../../contracts/loan-quotes.ts"
import { residentNumberCheck } from "../../../contracts/primitives.ts"

const first17 = "99010119900307123"
const person = { documentType: "01", documentNumber: first17 + residentNumberCheck(first17), name: "测试甲" }
const request = {
  centerId: "140500000000000",
  on: "2026-11-21",
  applicants: [{ person }],
  price: "1000000.00",
  termMonths: 360,
  firstHome: true,
  monthlyIncome: "20000.00",
}
const accepts = (change: object) => LoanQuoteRequest.safeParse({ ...request, ...change }).success

it("asks no more than the wire names", () => {
  expect(accepts({})).toBe(true)
})
it("takes all that a family may say", () => {
  const more = {
    applicants: [{ person, consent: "cns_01K0000000000000000000000A", cadence: "free" }],
    children: 2,
    circumstances: ["talent", "greenBuilding"],
    greenStars: 3,
    talentTier: "B1",
    loansBefore: 1,
    refinance: { commercialBalance: "654321.09" },
    withSchedule: "equalPrincipal",
  }
  expect(accepts(more)).toBe(true)
})
it.each([
  ["an unknown field", { income: "1.00" }],
  ["an unknown field of an applicant", { applicants: [{ person, age: 30 }] }],
  ["nobody", { applicants: [] }],
  ["five applicants", { applicants: Array.from({ length: 5 }, () => ({ person })) }],
  ["a price with three places", { price: "1000000.001" }],
  ["a negative income", { monthlyIncome: "-1.00" }],
  ["a term of eleven months", { termMonths: 11 }],
  ["a term that is no whole number", { termMonths: 12.5 }],
  ["a day that does not exist", { on: "2026-02-30" }],
  ["an unknown circumstance", { circumstances: ["rich"] }],
  ["four stars", { greenStars: 4 }],
  ["no star", { greenStars: 0 }],
  ["a tier in small letters", { talentTier: "a" }],
  ["ten loans before", { loansBefore: 10 }],
  ["a refinancing of nobody knows how much", { refinance: {} }],
  ["a refinancing that is only said to be one", { refinance: true }],
  ["a negative balance of the commercial loan", { refinance: { commercialBalance: "-1.00" } }],
  ["a schedule that nobody offers", { withSchedule: "bullet" }],
  ["a consent code that the hub never gives", { applicants: [{ person, consent: "cns_1" }] }],
])("refuses %s", (_, change) => {
  expect(accepts(change)).toBe(false)
})
