import { expect, test } from "vitest"
import { Money, Month } from "../../../contracts/primitives.ts"
import { feedRepayment } from "../../../functions/domain/loan-registry/change-loan.ts"
import { registerLoan } from "../../../functions/domain/loan-registry/register-loan.ts"
import { aPerson, contextBy, named, terms } from "./a-family.ts"

const feedOf = (overduePeriods: number, overdueAmount: string) => {
  const granted = registerLoan(terms, [named(aPerson())], contextBy())
  if (granted.outcome === "refused") throw new Error(granted.problem)
  const month = Month.parse("2026-11")
  return feedRepayment(
    granted.loan,
    { month, balance: terms.amount, overduePeriods, overdueAmount: Money.parse(overdueAmount) },
    contextBy(),
  )
}

test("money that is overdue is overdue for at least one period", () => {
  expect(feedOf(0, "0.01")).toMatchObject({
    problem: "invalid-request",
    rule: "VAL-001",
    field: "/overdueAmount",
  })
  expect(feedOf(1, "0.01")).toMatchObject({ loan: { overduePeriods: 1, overdueAmount: "0.01" } })
  expect(feedOf(0, "0.00").outcome).toBe("accepted")
})
