import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { LoanQuoteResponse, type QuoteStep } from "../../../contracts/loan-quotes.ts"
import type { LoanRuleName } from "../../../contracts/loan-policies.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { type Money, Month } from "../../../contracts/primitives.ts"
import {
  householdOf,
  type LoanApplicant,
  type LoanSegment,
  mergeApplicant,
} from "../../../functions/domain/loan-quote/loan-applicant.ts"
import { loanBase } from "../../../functions/domain/loan-quote/loan-base.ts"
import type { LoanQuestion } from "../../../functions/domain/loan-quote/quote-loan.ts"
import { annuityOf } from "../../../functions/domain/loan-quote/annuity.ts"
import { compareMoney, exact, roundDownToMoney, zeroMoney } from "../../../functions/domain/money/money.ts"
import { addMonths } from "../../../functions/domain/months/month.ts"
import {
  anyApplicant,
  anyFamily,
  anyPack,
  anyPackBySegment,
  anyRequest,
  anySegment,
  quoteOrNothing,
  shippedPacks,
} from "./any-question.ts"
import { on } from "./quote-question.ts"

const runs = { numRuns: 400 }
const capRules: readonly LoanRuleName[] = ["cap", "cap-bonus", "cap-ceiling", "liquidity"]

const lastOf = (steps: readonly QuoteStep[], rules: readonly LoanRuleName[]): QuoteStep | undefined =>
  steps.findLast(({ rule }) => rules.includes(rule))

const expectNoLess = (more: Money | undefined, less: Money | undefined): void => {
  if (less === undefined) return
  expect(more).toBeDefined()
  expect(compareMoney(more ?? zeroMoney, less)).not.toBe(-1)
}

/** Both what is lent and what would be. */
const expectNoLessLent = (more: LoanQuoteResponse | undefined, less: LoanQuoteResponse | undefined): void => {
  expectNoLess(more?.amountIfEligible, less?.amountIfEligible)
  expectNoLess(more?.amount, less?.amount)
}

const changeAt = <Item>(items: readonly Item[], index: number, change: (item: Item) => Item): Item[] =>
  items.map((item, at) => (at === index % items.length ? change(item) : item))

const changeSegment = (
  family: readonly LoanApplicant[],
  [person, segment]: readonly [number, number],
  change: (segment: LoanSegment) => LoanSegment,
): LoanApplicant[] =>
  changeAt(family, person, (applicant) => ({
    ...applicant,
    segments: changeAt(applicant.segments, segment, change),
  }))

const presentMonth = Month.parse(on.slice(0, 7))
const anyPlace = fc.tuple(fc.nat(3), fc.nat(3))
const plus = (amount: Money, fen: number): Money => roundDownToMoney(exact(fen).div(100).plus(amount))

/** What the contributions carry, by themselves. */
const baseOf = (pack: PolicyPack, family: readonly LoanApplicant[], request: LoanQuestion["request"]) => {
  const applicants = family.map((applicant) => mergeApplicant(applicant, on))
  const household = householdOf(applicants, request, request.loansBefore ?? 0)
  const record = { steps: [], notApplied: [], sources: pack.sources }
  return pack.loan && loanBase(pack.loan, applicants, household, on, record)
}

describe("a quote", () => {
  it("never exceeds any of its own constraints, and keeps to the contract", () => {
    fc.assert(
      fc.property(anyPack, anyFamily, anyRequest, (pack, family, request) => {
        const told = quoteOrNothing(pack, family, request)
        if (told === undefined) return
        LoanQuoteResponse.parse(told)
        const limits = [
          request.price,
          request.refinance?.commercialBalance,
          lastOf(told.steps, capRules)?.result,
          lastOf(told.steps, ["repayment"])?.result,
          lastOf(told.steps, ["loan-to-value"])?.result,
        ].filter((limit) => limit !== undefined)
        const base = baseOf(pack, family, request)
        if (base !== undefined) limits.push(base)
        for (const limit of limits) expect(exact(told.amountIfEligible).lte(limit)).toBe(true)
        expect([zeroMoney, told.amountIfEligible]).toContain(told.amount)
        expect(told.eligible).toBe(told.reasons.length === 0)
      }),
      runs,
    )
  })
  it("asks no payment above the share of the income that the center allows", () => {
    fc.assert(
      fc.property(anyPack, anyFamily, anyRequest, (pack, family, request) => {
        const told = quoteOrNothing(pack, family, request)
        const rule = pack.loan?.repayment
        const step = told?.steps.find((each) => each.rule === "repayment")
        if (told === undefined || rule === undefined || step === undefined) return
        const measure = step.figures[rule.of] ?? "0"
        const allowed = exact(measure)
          .times(rule.share)
          .minus(step.figures["otherDebt"] ?? "0")
        const payment = annuityOf(told.yearlyRate, request.termMonths).payment.times(told.amountIfEligible)
        // The factor has sixty digits; a fen has two.
        expect(payment.minus(allowed).lte("1e-30") || told.amountIfEligible === zeroMoney).toBe(true)
      }),
      runs,
    )
  })
})

describe("more is never less", () => {
  it("of balance", () => {
    fc.assert(
      fc.property(
        anyPack,
        anyFamily,
        anyRequest,
        anyPlace,
        fc.integer({ min: 1, max: 5_000_000 }),
        (pack, family, request, place, fen) => {
          const saved = changeSegment(family, place, (segment) => ({
            ...segment,
            principal: plus(segment.principal, fen),
          }))
          expectNoLessLent(quoteOrNothing(pack, saved, request), quoteOrNothing(pack, family, request))
        },
      ),
      runs,
    )
  })
  it("of mean balance", () => {
    fc.assert(
      fc.property(anyPack, anyFamily, anyRequest, fc.nat(5_000_000), (pack, family, request, fen) => {
        const saved = family.map((applicant) => ({
          ...applicant,
          meanBalance: applicant.meanBalance && plus(applicant.meanBalance, fen),
        }))
        expectNoLessLent(quoteOrNothing(pack, saved, request), quoteOrNothing(pack, family, request))
      }),
      runs,
    )
  })
  it("of months before the first one", () => {
    fc.assert(
      fc.property(
        anyPack,
        anyFamily,
        anyRequest,
        fc.nat(3),
        fc.integer({ min: 1, max: 60 }),
        (pack, family, request, person, months) => {
          const longer = changeAt(family, person, (applicant) => {
            const basic = applicant.segments.filter(({ accountKind }) => accountKind === "basic")
            const first = basic.toSorted((left, right) => (left.from < right.from ? -1 : 1))[0]
            if (first === undefined) return applicant
            const earlier = {
              ...first,
              from: addMonths(first.from, -months),
              to: addMonths(first.from, -1),
              principal: zeroMoney,
            }
            return { ...applicant, segments: [...applicant.segments, earlier] }
          })
          expectNoLessLent(quoteOrNothing(pack, longer, request), quoteOrNothing(pack, family, request))
        },
      ),
      runs,
    )
  })
  it("of months paid back into a gap", () => {
    fc.assert(
      fc.property(
        anyPack,
        anyFamily,
        anyRequest,
        anyPlace,
        fc.nat(40),
        (pack, family, request, place, months) => {
          const gapped = changeSegment(family, place, (segment) => ({
            ...segment,
            // With a later month paid behind it: a last month paid back begins a row of its own, which may be shorter.
            gaps: [addMonths(segment.from, months)].filter((gap) => gap < segment.to && gap < presentMonth),
          }))
          const paidBack = changeSegment(gapped, place, (segment) => ({
            ...segment,
            backPaidMonths: segment.gaps,
          }))
          expectNoLessLent(quoteOrNothing(pack, paidBack, request), quoteOrNothing(pack, gapped, request))
        },
      ),
      runs,
    )
  })
})

const alone = (applicant: LoanApplicant, segment: LoanSegment): LoanApplicant => ({
  ...applicant,
  segments: [segment],
})

describe("merging by segment", () => {
  it("never gives less than the larger segment", () => {
    fc.assert(
      fc.property(anyPackBySegment, anyApplicant, anyRequest, (pack, applicant, request) => {
        const merged = quoteOrNothing(pack, [applicant], request)
        for (const segment of applicant.segments)
          expectNoLess(
            merged?.amountIfEligible,
            quoteOrNothing(pack, [alone(applicant, segment)], request)?.amountIfEligible,
          )
      }),
      runs,
    )
  })
  it("holds for each pack that ships, between segments of one type: some caps ask what the applicant is today", () => {
    const packs = shippedPacks.filter(({ loan }) => {
      const base = loan?.base
      return base?.kind === "contributions" && base.merge === "bySegment" && base.measure === "balance"
    })
    expect(packs.length).toBeGreaterThan(5)
    fc.assert(
      fc.property(
        fc.constantFrom(...packs),
        anyApplicant,
        fc.array(anySegment, { minLength: 2, maxLength: 4 }),
        anyRequest,
        fc.constantFrom("employee" as const, "flexible" as const),
        (pack, applicant, found, request, contributorType) => {
          const segments = found.map((segment) => ({
            ...segment,
            contributorType,
            accountKind: "basic" as const,
          }))
          const merged = quoteOrNothing(pack, [{ ...applicant, segments }], request)
          for (const segment of segments)
            expectNoLess(
              merged?.amountIfEligible,
              quoteOrNothing(pack, [alone(applicant, segment)], request)?.amountIfEligible,
            )
        },
      ),
      runs,
    )
  })
})

const lent = (told: LoanQuoteResponse | undefined) =>
  told && [told.amount, told.amountIfEligible, told.bindingConstraint, told.months, told.balance]

describe("order", () => {
  it("of segments does not matter", () => {
    fc.assert(
      fc.property(anyPack, anyFamily, anyRequest, (pack, family, request) => {
        const turned = family.map((applicant) => ({
          ...applicant,
          segments: applicant.segments.toReversed(),
        }))
        expect(lent(quoteOrNothing(pack, turned, request))).toEqual(
          lent(quoteOrNothing(pack, family, request)),
        )
      }),
      runs,
    )
  })
  it("of co-applicants does not matter", () => {
    fc.assert(
      fc.property(anyPack, anyFamily, anyRequest, (pack, [main, ...others], request) => {
        if (main === undefined) return
        expect(lent(quoteOrNothing(pack, [main, ...others.toReversed()], request))).toEqual(
          lent(quoteOrNothing(pack, [main, ...others], request)),
        )
      }),
      runs,
    )
  })
})
