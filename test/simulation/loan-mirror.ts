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

const person = (personRef: string): string => `PERSON#${personRef}`

export const mirrorLoans = ({
  withPrefix,
  partitionsWith,
  itemOf,
}: Rows): LoanMirror & { readonly see: (item: Item) => void } => {
  const balances = new Map<string, string[]>()
  /** The one record of each partition that bears this sort key. */
  const each = (prefix: string, sk: string): readonly Item[] =>
    partitionsWith(prefix)
      .map((pk) => itemOf(pk, sk))
      .filter((item) => item !== undefined)
  return {
    see: (item) => {
      if (item["sk"] !== "LOAN") return
      const { balance } = recordOf<LoanRecord>(item)
      const seen = balances.get(String(item["pk"])) ?? []
      balances.set(String(item["pk"]), seen.at(-1) === balance ? seen : [...seen, balance])
    },
    loans: () => each("LOAN#", "LOAN").map((item) => recordOf<LoanRecord>(item)),
    loan: (centerId, contractNo) => {
      const item = itemOf(`LOAN#${centerId}#${contractNo}`, "LOAN")
      return item === undefined ? undefined : recordOf<LoanRecord>(item)
    },
    loanHistory: () =>
      partitionsWith("LOAN#").flatMap((pk) =>
        withPrefix(pk, "HISTORY#").map((item) => recordOf<HistoryEntry>(item)),
      ),
    balances: () => balances,
    loanLines: (ref) => withPrefix(person(ref), "LOAN#").map((item) => recordOf<LoanLine>(item)),
    loanGuard: (ref) => {
      const item = itemOf(person(ref), "UNSETTLED_LOAN")
      return item === undefined ? undefined : recordOf<LoanGuard>(item)
    },
    certificate: (ref) => {
      const item = itemOf(person(ref), "CERTIFICATE")
      return item === undefined ? undefined : recordOf<CertificateGuard>(item)
    },
    offsiteMarks: (ref) =>
      withPrefix(person(ref), "OFFSITE_LOAN#").map((item) => recordOf<OffsiteLoanMark>(item)),
    findings: (ref) => withPrefix(person(ref), "FINDING#").map((item) => recordOf<Finding>(item)),
    findingCases: () => each("FINDING#", "FINDING").map((item) => recordOf<FindingCase>(item)),
    reservations: () => each("RESERVATION#", "RESERVATION").map((item) => recordOf<ReservationRecord>(item)),
    reservation: (id) => {
      const item = itemOf(`RESERVATION#${id}`, "RESERVATION")
      return item === undefined ? undefined : recordOf<ReservationRecord>(item)
    },
  }
}
