import type { DocumentRecord } from "../../functions/domain/document/document-record.ts"
import type { OpenServiceMark } from "../../functions/domain/service-case/service-change.ts"
import type { HousingFact, WithdrawalLedger } from "../../functions/domain/withdrawal/withdrawal-record.ts"
import { recordOf } from "../../functions/store/record.ts"
import type { Rows } from "./loan-mirror.ts"

/** What asks the sweeper to look at it. */
export interface Watched {
  readonly wakeBy?: string
  readonly wakeShard?: string
}

/** What the table holds of service cases and withdrawals, beside the cases. */
export interface ServiceMirror {
  readonly facts: () => readonly HousingFact[]
  readonly ledger: (centerId: string, accountNo: string) => WithdrawalLedger | undefined
  readonly openServices: (personRef: string) => readonly OpenServiceMark[]
  readonly document: (documentId: string) => DocumentRecord | undefined
  readonly watched: () => readonly Watched[]
}

export const mirrorServices = ({ withPrefix, partitionsWith, itemOf }: Rows): ServiceMirror => ({
  facts: () =>
    partitionsWith("FACT#").flatMap((pk) => {
      const item = itemOf(pk, "FACT")
      return item === undefined ? [] : [recordOf<HousingFact>(item)]
    }),
  ledger: (centerId, accountNo) => {
    const item = itemOf(`ACCOUNT#${centerId}#${accountNo}`, "WITHDRAWALS")
    return item === undefined ? undefined : recordOf<WithdrawalLedger>(item)
  },
  openServices: (ref) =>
    withPrefix(`PERSON#${ref}`, "OPEN_SERVICE#").map((item) => recordOf<OpenServiceMark>(item)),
  document: (id) => {
    const item = itemOf(`DOCUMENT#${id}`, "DOCUMENT")
    return item === undefined ? undefined : recordOf<DocumentRecord>(item)
  },
  watched: () =>
    ["CASE#", "DOCUMENT#"].flatMap((prefix) =>
      partitionsWith(prefix).flatMap((pk) => {
        const item = itemOf(pk, prefix === "CASE#" ? "CASE" : "DOCUMENT")
        return item === undefined ? [] : [recordOf<Watched>(item)]
      }),
    ),
})
