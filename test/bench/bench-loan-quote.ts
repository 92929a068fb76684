import { readFileSync } from "node:fs"
import { Decimal } from "decimal.js"
import { PolicyPack } from "../../contracts/policies.ts"
import { LocalDate, Money, Month } from "../../contracts/primitives.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { annuityOf } from "../../functions/domain/loan-quote/annuity.ts"
import type { LoanApplicant, LoanSegment } from "../../functions/domain/loan-quote/loan-applicant.ts"
import { type LoanQuestion, quoteLoan } from "../../functions/domain/loan-quote/quote-loan.ts"
import { Exact } from "../../functions/domain/money/money.ts"
import { median } from "./median.ts"

export interface TimedQuote {
  /** Quotes of two applicants with ten segments, both schedules summed up, on one core. */
  readonly perSecond: number
  /** Only the decimals that such a quote cannot do without. */
  readonly bareDecimalPerSecond: number
  readonly ratio: number
}

const rounds = 5
const packUrl = new URL("../../contracts/starter/policies/140500000000000.json", import.meta.url)
const income = "40000.00"
const price = "2000000.00"
const termMonths = 360

/** Five years and a half a person in five segments, one month paid twice. */
const segmentOf = (person: number, index: number): LoanSegment => ({
  contributorType: index % 2 === 0 ? "employee" : "flexible",
  accountKind: "basic",
  origin: { kind: "local" },
  from: Month.parse(`${2021 + index}-01`),
  to: Month.parse(index === 4 ? "2026-06" : `${2022 + index}-01`),
  principal: Money.parse(`${1203 + person * 711 + index * 97}.${10 + index}`),
  interest: Money.parse("12.34"),
  monthlyContribution: Money.parse("1200.00"),
})

const applicantOf = (person: number): LoanApplicant => ({
  segments: Array.from({ length: 5 }, (_, index) => segmentOf(person, index)),
  cadence: "monthly",
  sex: person === 0 ? "female" : "male",
  bornOn: LocalDate.parse("1996-03-07"),
  inNormalStatus: true,
})

const questionOf = (pack: PolicyPack): LoanQuestion => ({
  pack,
  packHash: "0".repeat(64),
  national: nationalRules(),
  on: LocalDate.parse("2026-11-21"),
  applicants: [applicantOf(0), applicantOf(1)],
  loans: { paidOff: 1, unsettled: 0 },
  request: {
    price: Money.parse(price),
    termMonths,
    firstHome: true,
    monthlyIncome: Money.parse(income),
    children: 2,
  },
})

/** Sums and limits of the same question, without months, steps or sources: ten balances, four limits, one payment. */
const bareDecimals = (segments: readonly LoanSegment[]): string => {
  let balance = new Exact(0)
  let base = new Exact(0)
  for (const { principal } of segments) {
    const amount = new Exact(principal)
    balance = balance.plus(amount)
    base = base.plus(amount.times("25"))
  }
  const cap = new Exact("1100000.00").plus(new Exact("1100000.00").times("0.30"))
  const repaid = new Exact(income).times("0.60").times(annuityOf("0.026", termMonths).repays)
  const lent = new Exact(price).times("0.80")
  const least = Exact.min(cap, base, repaid, lent)
  const payment = least.times(annuityOf("0.026", termMonths).payment)
  return `${balance.toFixed(2)} ${payment.toFixed(2)} ${least.toFixed(2, Decimal.ROUND_DOWN)}`
}

const perSecond = (call: () => unknown, calls: number): number => {
  const start = performance.now()
  for (let done = 0; done < calls; done += 1) call()
  return (calls / (performance.now() - start)) * 1000
}

/** The two side by side in each round, so that a busy machine slows both; the median of the rounds. */
export const benchLoanQuote = (callsPerRound = 20_000): TimedQuote => {
  const question = questionOf(PolicyPack.parse(JSON.parse(readFileSync(packUrl, "utf8"))))
  const segments = question.applicants.flatMap((applicant) => applicant.segments)
  const expected = quoteLoan(question)
  if (expected.outcome !== "quoted" || !expected.quote.eligible) throw new Error("the bench asks for no loan")
  if (!bareDecimals(segments).endsWith(` ${expected.quote.amount}`))
    throw new Error("the bare decimals lend another amount")

  const measured: { whole: number; bare: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const figures = {
      whole: perSecond(() => quoteLoan(question), callsPerRound),
      bare: perSecond(() => bareDecimals(segments), callsPerRound),
    }
    if (round > 0) measured.push(figures) // round 0 warms up
  }
  return {
    perSecond: Math.round(median(measured.map(({ whole }) => whole))),
    bareDecimalPerSecond: Math.round(median(measured.map(({ bare }) => bare))),
    ratio: Number(median(measured.map(({ whole, bare }) => whole / bare)).toFixed(3)),
  }
}

if (import.meta.main) console.log(JSON.stringify(benchLoanQuote()))
