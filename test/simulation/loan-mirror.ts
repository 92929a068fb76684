import type { Finding, FindingCase } from "../../functions/domain/finding/finding-record.ts"
import type { HistoryEntry } from "../../functions/domain/change.ts"
import type {
  CertificateGuard,
  LoanGuard,
  LoanLine,
  LoanRecord,
  OffsiteLoanMark,
  ReservationRecord,
} from "../../functions/domain/loan-registry/loan-record.ts"
import { recordOf } from "../../functions/store/record.ts"
import type { Item } from "../../functions/store/table.ts"

/** The rows that the mirror holds, by partition and sort key. */
export interface Rows {
  readonly withPrefix: (partition: string, prefix: string) => readonly Item[]
  readonly partitionsWith: (prefix: string) => readonly string[]
  readonly itemOf: (pk: string, sk: string) => Item | undefined
}

/** What the table holds of loans. */
export interface LoanMirror {
  readonly loans: () => readonly LoanRecord[]
  readonly loan: (centerId: string, contractNo: string) => LoanRecord | undefined
  readonly loanHistory: () => readonly HistoryEntry[]
  /** Balances of a loan as they were seen, one after the other. */
  readonly balances: () => ReadonlyMap<string, readonly string[]>
  readonly loanLines: (personRef: string) => readonly LoanLine[]
  readonly loanGuard: (personRef: string) => LoanGuard | undefined
  readonly certificate: (personRef: string) => CertificateGuard | undefined
  readonly offsiteMarks: (personRef: string) => readonly OffsiteLoanMark[]
  readonly findings: (personRef: string) => readonly Finding[]
  readonly findingCases: () => readonly FindingCase[]
  readonly reservations: () => readonly ReservationRecord[]
  readonly reservation: (reservationId: string) => ReservationRecord | undefined
}

const oneOf = <Record extends object>(item: Item | undefined): Record | undefined =>
  item === undefined ? undefined : recordOf<Record>(item)

export const mirrorLoans = ({
  withPrefix,
  partitionsWith,
  itemOf,
}: Rows): LoanMirror & { readonly see: (item: Item) => void } => {
  const balances = new Map<string, string[]>()
  const person = (personRef: string): string => `PERSON#${personRef}`
  const all = <Record extends object>(partition: string, prefix: string): readonly Record[] =>
    withPrefix(partition, prefix).map((item) => recordOf<Record>(item))
  return {
    see: (item) => {
      if (item["sk"] !== "LOAN") return
      const { balance } = recordOf<LoanRecord>(item)
      const seen = balances.get(String(item["pk"])) ?? []
      balances.set(String(item["pk"]), seen.at(-1) === balance ? seen : [...seen, balance])
    },
    loans: () => partitionsWith("LOAN#").flatMap((pk) => oneOf<LoanRecord>(itemOf(pk, "LOAN")) ?? []),
    loan: (centerId, contractNo) => oneOf<LoanRecord>(itemOf(`LOAN#${centerId}#${contractNo}`, "LOAN")),
    loanHistory: () => partitionsWith("LOAN#").flatMap((pk) => all<HistoryEntry>(pk, "HISTORY#")),
    balances: () => balances,
    loanLines: (ref) => all<LoanLine>(person(ref), "LOAN#"),
    loanGuard: (ref) => oneOf<LoanGuard>(itemOf(person(ref), "UNSETTLED_LOAN")),
    certificate: (ref) => oneOf<CertificateGuard>(itemOf(person(ref), "CERTIFICATE")),
    offsiteMarks: (ref) => all<OffsiteLoanMark>(person(ref), "OFFSITE_LOAN#"),
    findings: (ref) => all<Finding>(person(ref), "FINDING#"),
    findingCases: () =>
      partitionsWith("FINDING#").flatMap((pk) => oneOf<FindingCase>(itemOf(pk, "FINDING")) ?? []),
    reservations: () =>
      partitionsWith("RESERVATION#").flatMap(
        (pk) => oneOf<ReservationRecord>(itemOf(pk, "RESERVATION")) ?? [],
      ),
    reservation: (id) => oneOf<ReservationRecord>(itemOf(`RESERVATION#${id}`, "RESERVATION")),
  }
}
