import { Segment } from "../../../contracts/accounts.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import { AccountNo, type CenterId, LocalDate, Money } from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import { SubsidyReport, type SubsidyKind } from "../../../contracts/subsidies.ts"
import type { SubsidyRecord } from "../../../functions/domain/flexible/flexible-record.ts"
import { subsidyBaseOf } from "../../../functions/domain/flexible/subsidy-base.ts"
import { quoteSubsidies, type SubsidyCase } from "../../../functions/domain/flexible/subsidy-quote.ts"
import type { LedgerEntry } from "../../../functions/domain/withdrawal/withdrawal-record.ts"
import { changji, suzhou } from "../../fixtures/flexible-packs.ts"
import { personRef } from "./flexible-person.ts"

export const day = (text: string) => LocalDate.parse(text)
export const yuan = (text: string) => Money.parse(text)

/** A flexible segment at a level contribution that ends with a month. */
export const flexible = (
  from: string,
  to: string,
  months: number,
  monthly: string,
  over: object = {},
): Segment => {
  const contributions = (Number(monthly) * months).toFixed(2)
  return Segment.parse({
    contributorType: "flexible",
    accountKind: "basic",
    origin: { kind: "local" },
    from,
    to,
    principal: contributions,
    interest: "0.00",
    contributions,
    subsidy: "0.00",
    monthlyContribution: monthly,
    ...over,
  })
}
export const golden = flexible("2025-07", "2026-06", 12, "1000.75")
export const eleven = flexible("2025-08", "2026-06", 11, "1000.75")
export const employee = Segment.parse({
  ...flexible("2025-03", "2025-06", 4, "800.00"),
  contributorType: "employee",
})
export const transferred = Segment.parse({
  ...flexible("2024-07", "2025-06", 12, "2500.00"),
  origin: {
    kind: "transferred",
    fromCenterId: "210100000000000",
    transferId: "trf_01K9A3V8Q4T6W8Y0Z2B4D6F8H0",
  },
})

export const withdrawal = (paidOn: string, amount = "100.00"): LedgerEntry => ({
  caseId: `svc-${paidOn}`,
  reason: "99",
  amount: yuan(amount),
  taken: { employee: yuan("0.00"), flexible: yuan(amount) },
  approvedOn: day(paidOn),
  paidOn: day(paidOn),
})

export const caseOf = (
  pack: PolicyPack,
  segments: readonly Segment[],
  over: Partial<SubsidyCase> & { readonly entries?: readonly LedgerEntry[] } = {},
): SubsidyCase => {
  const { entries = [], ...rest } = over
  return {
    pack,
    openedOn: day("2020-01-02"),
    accountRates: nationalRules().accountRates,
    base: subsidyBaseOf(segments),
    ledger: { centerId: pack.centerId, accountNo: AccountNo.parse("F1"), entries, version: 1 },
    on: day("2026-07-15"),
    categories: [],
    paid: [],
    ...rest,
  }
}

export const quote = (kind: SubsidyKind | undefined, about: SubsidyCase) => {
  const quoted = quoteSubsidies(about, kind)
  if (quoted.outcome === "refused") return quoted.problem
  return quoted.lines.map(({ due, amount, year }) => [due, amount, ...(year === undefined ? [] : [year])])
}
export const contribution = (segments: readonly Segment[], over: Parameters<typeof caseOf>[2] = {}) =>
  quote("contribution", caseOf(changji, segments, over))

export const booked = (amount: string) => ({
  contributionsByMonth: [{ month: "2025-07", amount, credited: "2025-07-01" }],
})

export const interest = (segments: readonly Segment[], over: Parameters<typeof caseOf>[2] = {}) =>
  quote("interest", caseOf(suzhou, segments, over))

export const report = (over: object = {}) =>
  SubsidyReport.parse({
    kind: "contribution",
    amount: "60.05",
    paidOn: "2026-07-15",
    handler: "h1",
    reviewer: "r1",
    ...over,
  })

export const known = (centerId: CenterId): SubsidyRecord => ({
  personRef,
  once: "contribution#2026",
  kind: "contribution",
  centerId,
  accountNo: AccountNo.parse("X"),
  amount: yuan("1.00"),
  paidOn: day("2026-07-01"),
})

export const veteran = { categories: ["veteran"] } as const
