import { readdirSync } from "node:fs"
import * as fc from "fast-check"
import { Cadence, Circumstance } from "../../../contracts/loan-policies.ts"
import { LoanQuoteResponse } from "../../../contracts/loan-quotes.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { Month } from "../../../contracts/primitives.ts"
import type { LoanApplicant, LoanSegment } from "../../../functions/domain/loan-quote/loan-applicant.ts"
import type { LoanQuestion } from "../../../functions/domain/loan-quote/quote-loan.ts"
import { moneyOfFen } from "../../../functions/domain/money/money.ts"
import { addMonths } from "../../../functions/domain/months/month.ts"
import { ask, cited, inventedPack, on, starterPack } from "./quote-question.ts"

// Families and homes of all sorts, under every pack that ships and under invented ones.

const policies = new URL("../../../contracts/starter/policies/", import.meta.url)
export const shippedPacks: readonly PolicyPack[] = readdirSync(policies)
  .map((file) => starterPack(file.replace(".json", "")))
  .filter((pack) => pack.loan !== undefined && pack.effectiveFrom <= on)

const money = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((fen) => moneyOfFen(fen))
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 })

export const anySegment: fc.Arbitrary<LoanSegment> = fc
  .record({
    contributorType: fc.constantFrom("employee", "flexible"),
    accountKind: fc.constantFrom("basic", "basic", "basic", "supplementary"),
    start: fc.integer({ min: 0, max: 130 }),
    length: fc.integer({ min: 0, max: 60 }),
    principal: money(60_000),
    interest: money(500),
    monthlyContribution: money(3_000),
  })
  .map(({ start, length, ...rest }) => {
    const from = addMonths(Month.parse("2016-01"), start)
    return { ...rest, origin: { kind: "local" }, from, to: addMonths(from, length) }
  })

export const anyApplicant: fc.Arbitrary<LoanApplicant> = fc.record({
  segments: fc.array(anySegment, { minLength: 1, maxLength: 4 }),
  cadence: maybe(fc.constantFrom(...Cadence.options)),
  contributionBase: maybe(money(30_000)),
  meanBalance: maybe(money(80_000)),
  inNormalStatus: fc.boolean(),
})

export const anyFamily = fc.array(anyApplicant, { minLength: 1, maxLength: 4 })

export const anyRequest: fc.Arbitrary<LoanQuestion["request"]> = fc.record({
  price: money(4_000_000),
  termMonths: fc.integer({ min: 12, max: 360 }),
  firstHome: fc.boolean(),
  monthlyIncome: money(50_000),
  monthlyDebt: maybe(money(5_000)),
  children: maybe(fc.integer({ min: 0, max: 3 })),
  circumstances: maybe(fc.uniqueArray(fc.constantFrom(...Circumstance.options), { maxLength: 3 })),
  greenStars: maybe(fc.integer({ min: 1, max: 3 })),
  talentTier: maybe(fc.constantFrom("A", "B", "C")),
  loansBefore: maybe(fc.integer({ min: 0, max: 2 })),
  refinance: maybe(money(2_000_000).map((commercialBalance) => ({ commercialBalance }))),
})

const ratio = fc.integer({ min: 1, max: 4000 }).map((hundredths) => (hundredths / 100).toFixed(2))

/** Balances by segment, with multiples of every sort; nothing in it depends on what an applicant is today. */
export const anyPackBySegment: fc.Arbitrary<PolicyPack> = fc
  .record({ employee: ratio, monthly: ratio, other: ratio, supplementary: ratio, cap: money(3_000_000) })
  .map(({ employee, monthly, other, supplementary, cap }) =>
    inventedPack({
      caps: [{ amount: cap, ...cited }],
      base: {
        kind: "contributions",
        merge: "bySegment",
        measure: "balance",
        multiples: [
          { contributorType: "employee", accountKind: "basic", multiple: employee, ...cited },
          { contributorType: "flexible", accountKind: "basic", multiple: other, ...cited },
          {
            contributorType: "flexible",
            accountKind: "basic",
            cadence: "monthly",
            multiple: monthly,
            ...cited,
          },
          { contributorType: "employee", accountKind: "supplementary", multiple: supplementary, ...cited },
          { contributorType: "flexible", accountKind: "supplementary", multiple: supplementary, ...cited },
        ],
        timeCoefficients: [
          { monthsAtLeast: 0, coefficient: "0.80", ...cited },
          { monthsAtLeast: 24, coefficient: "1.20", ...cited },
        ],
      },
    }),
  )

export const anyPack = fc.oneof(fc.constantFrom(...shippedPacks), anyPackBySegment)

/** The quote, or nothing where the pack has no figures for it. */
export const quoteOrNothing = (...question: Parameters<typeof ask>): LoanQuoteResponse | undefined => {
  const answer = ask(...question)
  return answer.outcome === "refused" ? undefined : answer.quote
}
