import { describe, expect, it } from "vitest"
import { FlexiblePolicy } from "../../../contracts/flexible-policies.ts"
import { ContributionPolicy } from "../../../contracts/policies.ts"
import { LocalDate } from "../../../contracts/primitives.ts"
import { ServiceDetails } from "../../../contracts/service-cases.ts"
import { flexibleMatterDefect } from "../../../functions/domain/service-case/flexible-matter.ts"

const today = LocalDate.parse("2026-09-01")
const source = "plan"
const pack = {
  sources: [],
  contribution: ContributionPolicy.parse({
    flexibleMonthly: { least: "216.00", most: "5804.00", source },
  }),
  flexible: FlexiblePolicy.parse({ joining: { backPayment: { answer: "refuse", source } } }),
}
const defect = (details: object) => flexibleMatterDefect(ServiceDetails.parse(details), pack, today)?.problem

const opening = (monthlyContribution: string) => ({
  matter: "flexibleAccountOpening",
  formOfWork: "newForm",
  rhythm: "month",
  monthlyContribution,
})
const contribution = (over: object) => ({
  matter: "flexibleContribution",
  accountNo: "A1",
  from: "2026-09",
  to: "2026-10",
  amount: "432.00",
  ...over,
})
const late = (contributorType: string) => ({
  matter: "backPayment",
  unitCreditCode: "91990101MA0000001Y",
  from: "2026-06",
  to: "2026-08",
  contributorType,
  amount: "3000.00",
})

describe("what a flexible contributor asks of the home center (晋城 三(三): 216.00 to 5,804.00 a month)", () => {
  it.each([
    [opening("215.99"), "contribution-out-of-limits"],
    [opening("216.00"), undefined],
    [opening("5804.00"), undefined],
    [opening("5804.01"), "contribution-out-of-limits"],
    [contribution({ amount: "431.99" }), "contribution-out-of-limits"],
    [contribution({}), undefined],
    [contribution({ from: "2026-08" }), "back-payment-not-allowed"],
    [contribution({ to: "2026-08" }), "invalid-request"],
    [late("flexible"), "back-payment-not-allowed"],
    [late("employee"), undefined],
  ])("%j: %s", (details, problem) => {
    expect(defect(details)).toBe(problem)
  })

  it("where no pack rules it, the home center decides", () => {
    expect(flexibleMatterDefect(ServiceDetails.parse(opening("1.00")), undefined, today)).toBeUndefined()
    expect(flexibleMatterDefect(ServiceDetails.parse(late("flexible")), undefined, today)).toBeUndefined()
  })
})
