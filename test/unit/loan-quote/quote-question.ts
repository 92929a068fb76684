import { readFileSync } from "node:fs"
import { LoanQuoteResponse } from "../../../contracts/loan-quotes.ts"
import { PolicyPack } from "../../../contracts/policies.ts"
import { LocalDate, Money, Month } from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import type { LoanApplicant, LoanSegment } from "../../../functions/domain/loan-quote/loan-applicant.ts"
import { type LoanQuestion, quoteLoan } from "../../../functions/domain/loan-quote/quote-loan.ts"

export const yuan = (text: string) => Money.parse(text)
export const on = LocalDate.parse("2026-11-21")

export const starterPack = (centerId: string): PolicyPack =>
  PolicyPack.parse(
    JSON.parse(
      readFileSync(new URL(`../../../contracts/starter/policies/${centerId}.json`, import.meta.url), "utf8"),
    ),
  )
export const jincheng = starterPack("140500000000000")

/** A pack of a city that does not exist, with the loan rules that a test is about. */
export const inventedPack = (loan: object): PolicyPack =>
  PolicyPack.parse({
    centerId: "990101000000001",
    effectiveFrom: "2026-01-01",
    version: 1,
    sources: [{ id: "notice", title: "invented for the test", on: "2026-01-01" }],
    loan,
  })
export const cited = { source: "notice" } as const

export const segment = (
  contributorType: "employee" | "flexible",
  months: readonly [string, string],
  principal: string,
  accountKind: LoanSegment["accountKind"] = "basic",
): LoanSegment => ({
  contributorType,
  accountKind,
  origin: { kind: "local" },
  from: Month.parse(months[0]),
  to: Month.parse(months[1]),
  principal: yuan(principal),
  interest: yuan("0.00"),
  monthlyContribution: yuan("1000.00"),
})

export const employee = (principal: string): LoanApplicant => ({
  segments: [segment("employee", ["2020-01", "2026-11"], principal)],
})

/** A home and an income that bind nothing of what the tests are about. */
export const wish = {
  price: yuan("2000000.00"),
  termMonths: 360,
  firstHome: true,
  monthlyIncome: yuan("20000.00"),
}

export const ask = (
  pack: PolicyPack,
  applicants: readonly LoanApplicant[],
  request: Partial<LoanQuestion["request"]> = {},
  more: Partial<Pick<LoanQuestion, "on" | "loans" | "national">> = {},
) =>
  quoteLoan({
    pack,
    packHash: "0".repeat(64),
    national: nationalRules(),
    on,
    applicants,
    request: { ...wish, ...request },
    ...more,
  })

export const quote = (...question: Parameters<typeof ask>): LoanQuoteResponse => {
  const answer = ask(...question)
  if (answer.outcome === "refused") throw new Error(answer.rule)
  return LoanQuoteResponse.parse(answer.quote)
}
