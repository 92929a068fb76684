import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, wakeShardOf } from "../../contracts/table.ts"
import type { FlexibleChange } from "../domain/flexible/flexible-change.ts"
import type { AgreementRecord } from "../domain/flexible/flexible-record.ts"
import { absent, firstOrNext, put, remove } from "./item-parts.ts"

const kinds: Readonly<Record<FlexibleChange["kind"], true>> = {
  saveAgreement: true,
  pointToAgreement: true,
  listAgreement: true,
  unlistAgreement: true,
  claimSubsidy: true,
}
export const isFlexibleChange = (change: { readonly kind: string }): change is FlexibleChange =>
  change.kind in kinds

/** The sweeper looks at an agreement when its clock says so, by the same sparse index as at cases. */
const watched = (agreement: AgreementRecord) =>
  agreement.timerAt === undefined
    ? agreement
    : { ...agreement, wakeBy: agreement.timerAt, wakeShard: wakeShardOf(agreement.agreementNo) }

export const itemOfFlexibleChange = (table: string, change: FlexibleChange): TransactWriteItem => {
  switch (change.kind) {
    case "saveAgreement":
      return firstOrNext(
        table,
        keys.agreement.record(change.agreement.centerId, change.agreement.agreementNo),
        watched(change.agreement),
      )
    case "pointToAgreement":
      return put(table, keys.account.agreement(change.account.centerId, change.account.accountNo), {
        agreementNo: change.agreementNo,
      })
    case "listAgreement":
      return put(table, keys.agreement.listed(change.centerId, change.list, change.accountNo), {
        accountNo: change.accountNo,
        since: change.since,
      })
    case "unlistAgreement":
      return remove(table, keys.agreement.listed(change.centerId, change.list, change.accountNo))
    case "claimSubsidy":
      return put(
        table,
        keys.person.subsidy(change.subsidy.personRef, change.subsidy.once),
        change.subsidy,
        absent,
      )
  }
}
