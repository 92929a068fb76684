import {
  AccountNo,
  CenterId,
  ContractNo,
  Instant,
  LocalDate,
  Money,
  PersonRef,
  ReservationId,
} from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../../../functions/domain/account/account-record.ts"
import type { LoanGuard, LoanLine, LoanParty } from "../../../functions/domain/loan-registry/loan-record.ts"
import type { LoanPerson } from "../../../functions/domain/loan-registry/register-loan.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"

// A family and what its members owe, as the hub has read it.

export const now = Instant.parse("2026-11-02T01:00:00.000Z")
export const today = LocalDate.parse("2026-11-02")
export const O = CenterId.parse("210100000000000")
export const I = CenterId.parse("140500000000000")
export const T = CenterId.parse("320500000000000")
export const ann = PersonRef.parse("prs_AAAAAAAAAAAAAAAAAAAAAA")
export const ben = PersonRef.parse("prs_BBBBBBBBBBBBBBBBBBBBBB")

export const aLine = (no: string, over: Partial<LoanLine> = {}): LoanLine => ({
  personRef: ann,
  centerId: O,
  contractNo: ContractNo.parse(no),
  role: "borrower",
  kind: "hpf",
  status: "unsettled",
  grantedOn: LocalDate.parse("2026-09-01"),
  contested: false,
  version: 1,
  ...over,
})

export const guardOf = (line: LoanLine): LoanGuard => ({
  personRef: line.personRef,
  holder: { kind: "loan", centerId: line.centerId, contractNo: line.contractNo },
  life: "grd_1",
  version: 3,
})

export const reservedBy = (centerId: CenterId, expiresAt: string, personRef = ann): LoanGuard => ({
  personRef,
  holder: {
    kind: "reservation",
    centerId,
    reservationId: ReservationId.parse("lrs_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
    expiresAt: Instant.parse(expiresAt),
  },
  life: "grd_1",
  version: 3,
})

export const aPerson = (over: Partial<PersonRecord> = {}): PersonRecord => ({
  personRef: ann,
  accounts: [],
  openTransfers: [],
  findings: [],
  loans: [],
  offsiteLoans: [],
  openServices: [],
  ...over,
})

export const anAccount = (over: Partial<PersonRecord["accounts"][number]> = {}) => ({
  personRef: ann,
  nameMac: "name",
  centerId: O,
  accountNo: AccountNo.parse("a-1"),
  accountKind: "basic" as const,
  contributorType: "employee" as const,
  status: "01" as const,
  statusSince: LocalDate.parse("2024-03-01"),
  openedOn: LocalDate.parse("2024-03-01"),
  contested: false,
  holds: [],
  version: 1,
  ...over,
})

export const named = (person: PersonRecord, role: LoanParty["role"] = "borrower"): LoanPerson => ({
  party: { personRef: person.personRef, role },
  person,
})

export const terms = {
  contractNo: ContractNo.parse("NEW"),
  kind: "hpf" as const,
  amount: Money.parse("600000.00"),
  termMonths: 360,
  yearlyRate: "0.026",
  grantedOn: LocalDate.parse("2026-10-20"),
}

export const contextBy = (by: CenterId = I) => ({
  now,
  today,
  by,
  staff: {},
  newId: newIdAt(Date.parse(now)),
})
