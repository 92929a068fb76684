import type { LoanBar } from "../../../contracts/policies.ts"
import type { PersonRecord } from "../account/account-record.ts"
import { isUnsettled, type LoanLine } from "./loan-record.ts"

export type LoanBarRule = Pick<LoanBar, "spouse" | "interestSubsidised" | "guarantee">

/** Where no pack says more: the loans that the holder borrowed, alone or with others. */
export const ownLoansBar: LoanBarRule = { spouse: false, interestSubsidised: false, guarantee: false }

const bars = ({ role, kind }: LoanLine, rule: LoanBarRule): boolean => {
  if (kind === "interestSubsidised" && !rule.interestSubsidised) return false
  switch (role) {
    case "borrower":
    case "coBorrower":
      return true
    case "spouse":
      return rule.spouse
    case "guarantor":
      return rule.guarantee
  }
}

/** What the transfer-out center's rules say of those who owe it a loan, or guarantee one. */
export interface TransferBarRule {
  readonly owed: "refuse" | "allow"
  readonly guaranteed: "refuse" | "allow"
}

/** Whether a loan of the transfer-out center itself keeps the account there. */
export const barsTransfer = (line: LoanLine, rule: TransferBarRule): boolean => {
  if (!isUnsettled(line)) return false
  switch (line.role) {
    case "borrower":
    case "coBorrower":
      return rule.owed === "refuse"
    case "spouse":
      return false
    case "guarantor":
      return rule.guaranteed === "refuse"
  }
}

/** The unsettled loans that lock the accounts of a person, as the center's policy has it (晋城 五; 昌吉 三; 辽宁 九). */
export const loanBarsOf = ({ loans }: Pick<PersonRecord, "loans">, rule: LoanBarRule): readonly LoanLine[] =>
  loans.filter((line) => isUnsettled(line) && bars(line, rule))

export const loanBarOf = (person: Pick<PersonRecord, "loans">, rule: LoanBarRule): LoanLine | undefined =>
  loanBarsOf(person, rule)[0]
