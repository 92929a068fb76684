import { AccountNo, CenterId, ContractNo, LocalDate, PersonRef } from "../../../contracts/primitives.ts"
import type { AccountRecord, PersonRecord } from "../../../functions/domain/account/account-record.ts"
import type { LoanLine } from "../../../functions/domain/loan-registry/loan-record.ts"

export const personRef = PersonRef.parse(`prs_${"a".repeat(22)}`)
const centerId = CenterId.parse("652300000000000")

/** A flexible contributor's normal account at the center of the tests. */
export const anAccount = (over: Partial<AccountRecord> = {}): AccountRecord => ({
  personRef,
  nameMac: "name",
  centerId,
  accountNo: AccountNo.parse("F1"),
  accountKind: "basic",
  contributorType: "flexible",
  status: "01",
  statusSince: LocalDate.parse("2020-01-02"),
  openedOn: LocalDate.parse("2020-01-02"),
  contested: false,
  agreementNo: "AG-1",
  holds: [],
  version: 1,
  ...over,
})

export const aLoan = (over: Partial<LoanLine> = {}): LoanLine => ({
  personRef,
  centerId: CenterId.parse("210100000000000"),
  contractNo: ContractNo.parse("C1"),
  kind: "hpf",
  role: "borrower",
  status: "unsettled",
  grantedOn: LocalDate.parse("2024-01-02"),
  contested: false,
  version: 1,
  ...over,
})

export const aPerson = (
  accounts: readonly AccountRecord[] = [],
  loans: readonly LoanLine[] = [],
): PersonRecord => ({
  personRef,
  accounts,
  openTransfers: [],
  findings: [],
  loans,
  offsiteLoans: [],
  openServices: [],
  subsidies: [],
})
