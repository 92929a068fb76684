import { Segment, type Hold } from "../../../contracts/accounts.ts"
import { PolicyPack } from "../../../contracts/policies.ts"
import {
  AccountNo,
  CenterId,
  ContractNo,
  HoldId,
  Instant,
  LocalDate,
  Money,
  PersonRef,
  ReservationId,
} from "../../../contracts/primitives.ts"
import { nationalWithdrawals } from "../../../contracts/starter/national-withdrawals.ts"
import { WithdrawalDetails, type WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import type { AccountRecord } from "../../../functions/domain/account/account-record.ts"
import type { LoanGuard, LoanLine } from "../../../functions/domain/loan-registry/loan-record.ts"
import {
  judgeWithdrawal,
  type WithdrawalFacts,
} from "../../../functions/domain/withdrawal/judge-withdrawal.ts"
import type { LedgerEntry } from "../../../functions/domain/withdrawal/withdrawal-record.ts"
import { withdrawalRulesOf } from "../../../functions/domain/withdrawal/withdrawal-rules-of.ts"

// An account with money of both kinds, and the rules that it is asked of.

export const centerId = CenterId.parse("990101000000001")
export const elsewhere = CenterId.parse("990201000000001")
export const holder = PersonRef.parse(`prs_${"A".repeat(22)}`)
export const spouse = PersonRef.parse(`prs_${"B".repeat(22)}`)
export const day = (text: string): LocalDate => LocalDate.parse(text)
export const yuan = (text: string): Money => Money.parse(text)
export const today = day("2026-11-02")

const segment = (over: object): Segment =>
  Segment.parse({
    accountKind: "basic",
    origin: { kind: "local" },
    from: "2024-01",
    to: "2025-12",
    interest: "0.00",
    contributions: "0.00",
    subsidy: "0.00",
    monthlyContribution: "0.00",
    ...over,
  })
export const flexibleMoney = (principal: string, over: object = {}): Segment =>
  segment({ contributorType: "flexible", agreementNo: "AG-1", principal, ...over })
export const employeeMoney = (principal: string, over: object = {}): Segment =>
  segment({ contributorType: "employee", unitCreditCode: "91990101MA0000001Y", principal, ...over })

export const anAccount = (over: Partial<AccountRecord> = {}): AccountRecord => ({
  personRef: holder,
  nameMac: "mac",
  centerId,
  accountNo: AccountNo.parse("A1"),
  accountKind: "basic",
  contributorType: "flexible",
  status: "01",
  statusSince: day("2024-01-02"),
  openedOn: day("2024-01-02"),
  contested: false,
  holds: [],
  version: 1,
  ...over,
})

export const aHold = (over: Partial<Hold> = {}): Hold => ({
  holdId: HoldId.parse("hld_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
  ground: "other",
  scope: ["withdrawal"],
  from: day("2026-01-05"),
  ...over,
})

export const aLoan = (over: Partial<LoanLine> = {}): LoanLine => ({
  personRef: holder,
  centerId,
  contractNo: ContractNo.parse("HT-1"),
  role: "borrower",
  kind: "hpf",
  status: "unsettled",
  grantedOn: day("2026-01-05"),
  contested: false,
  version: 1,
  ...over,
})

export const aReservation = (expiresAt: string): LoanGuard => ({
  personRef: holder,
  holder: {
    kind: "reservation",
    centerId: elsewhere,
    reservationId: ReservationId.parse("lrs_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
    expiresAt: Instant.parse(expiresAt),
  },
  life: "grd_01HZZZZZZZZZZZZZZZZZZZZZZZ",
  version: 1,
})

export const anEntry = (over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  caseId: "svc-1",
  purpose: "rent",
  reason: "07",
  amount: yuan("1000.00"),
  taken: { employee: yuan("0.00"), flexible: yuan("1000.00") },
  approvedOn: day("2026-10-02"),
  ...over,
})

export interface Situation {
  readonly pack?: object | undefined
  readonly on?: string
  readonly today?: string
  readonly account?: Partial<AccountRecord>
  readonly loans?: readonly LoanLine[]
  readonly loanGuard?: LoanGuard
  readonly segments?: readonly Segment[]
  readonly entries?: readonly LedgerEntry[]
  readonly housing?: WithdrawalFacts["housing"]
  readonly caseId?: string
  readonly amount?: string
}

const hash = "0".repeat(64)

export const factsOf = (situation: Situation): WithdrawalFacts => {
  const { pack, on = today, account, loans = [], loanGuard, segments, entries, housing, caseId } = situation
  const known = pack === undefined ? [] : [{ pack: PolicyPack.parse(pack), hash }]
  const resolved = withdrawalRulesOf(known, nationalWithdrawals(), day(on))
  if (resolved.outcome === "refused") throw new Error(resolved.problem)
  const record = anAccount(account)
  return {
    account: record,
    person: {
      personRef: holder,
      accounts: [record],
      openTransfers: [],
      findings: [],
      loans,
      ...(loanGuard === undefined ? {} : { loanGuard }),
      offsiteLoans: [],
      openServices: [],
    },
    segments: segments ?? [flexibleMoney("8000.00"), employeeMoney("20000.00")],
    ...(entries === undefined
      ? {}
      : { ledger: { centerId, accountNo: record.accountNo, entries, version: 1 } }),
    rules: resolved.rules,
    ...(housing === undefined ? {} : { housing }),
    ...(caseId === undefined ? {} : { caseId }),
  }
}

/** What may be withdrawn for these details, in this situation. */
export const judged = (details: unknown, situation: Situation = {}): WithdrawalJudgment =>
  judgeWithdrawal(
    {
      details: WithdrawalDetails.parse(details),
      amount: situation.amount === undefined ? undefined : yuan(situation.amount),
      on: day(situation.on ?? today),
      ...(situation.today === undefined ? {} : { today: day(situation.today) }),
    },
    factsOf(situation),
  )

const sources = [{ id: "plan", title: "测试来源 / invented source", on: "2026-01-01" }]
/** A pack of these rules; its source is invented, like the people. */
export const packOf = (...rules: object[]) => ({
  centerId,
  effectiveFrom: "2026-01-01",
  version: 1,
  sources,
  withdrawal: { rules: rules.map((rule) => ({ answer: "allowed", source: "plan", ...rule })) },
})
/** The same under one rule of the center. */
export const judgedBy = (rule: object, asked: object, situation: Situation = {}) =>
  judged(asked, { pack: packOf(rule), ...situation })

/** The rule that says no. */
export const decisive = ({ steps }: WithdrawalJudgment) =>
  steps.find(({ verdict }) => verdict === "notAllowed")?.rule

const self = { relation: "self", region: "990101" }

/** Details of every purpose, as a person would fill them in. */
export const asks = {
  purchase: {
    purpose: "purchase",
    ...self,
    contractNo: "HT-2026-1",
    price: "900000.00",
    purchasedOn: "2026-09-01",
  },
  building: { purpose: "building", ...self, permitNo: "P-1", cost: "15000.00", approvedOn: "2026-09-01" },
  majorRenovation: {
    purpose: "majorRenovation",
    ...self,
    permitNo: "P-2",
    cost: "15000.00",
    approvedOn: "2026-09-01",
  },
  decoration: {
    purpose: "decoration",
    ...self,
    contractNo: "ZX-1",
    cost: "15000.00",
    signedOn: "2026-09-01",
  },
  propertyFees: { purpose: "propertyFees", ...self, cost: "2400.00", from: "2026-01", to: "2026-06" },
  loanRepayment: {
    purpose: "loanRepayment",
    relation: "self",
    lender: { kind: "hpf", centerId, contractNo: "HT-1" },
    repaid: "12000.00",
    from: "2026-01",
    to: "2026-06",
  },
  rent: {
    purpose: "rent",
    ...self,
    housing: "market",
    monthlyRent: "1500.00",
    monthlyIncome: "5000.00",
    ownsHomeThere: false,
    from: "2026-07",
    to: "2026-08",
  },
  retirement: { purpose: "retirement", since: "2026-09-01" },
  incapacity: { purpose: "incapacity", since: "2026-09-01" },
  leaving: { purpose: "leaving", since: "2026-09-01" },
  emigration: { purpose: "emigration", since: "2026-09-01" },
  seriousIllness: { purpose: "seriousIllness", relation: "self", cost: "9000.00", treatedOn: "2026-09-01" },
  lift: {
    purpose: "lift",
    ...self,
    buildingNo: "12-3",
    room: "501",
    cost: "30000.00",
    subsidy: "10000.00",
    approvedOn: "2026-09-01",
  },
  urbanRenewal: {
    purpose: "urbanRenewal",
    ...self,
    projectNo: "R-1",
    room: "501",
    cost: "9000.00",
    approvedOn: "2026-09-01",
  },
  death: {
    purpose: "death",
    diedOn: "2026-09-01",
    heirs: 1,
    heir: { documentType: "03", documentNumber: "E990001", name: "示例甲" },
  },
  flexibleFree: { purpose: "flexibleFree" },
  flexibleExit: { purpose: "flexibleExit" },
} as const
