import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { PersonRef } from "../../contracts/primitives.ts"
import { keys, TTL_ATTRIBUTE } from "../../contracts/table.ts"
import type { LoanGuard } from "../domain/loan-registry/loan-record.ts"
import type { OpenServiceMark, ServiceChange } from "../domain/service-case/service-change.ts"
import { absent, put, remove } from "./item-parts.ts"
import { toItem, updateOf } from "./table.ts"

const kinds: Readonly<Record<ServiceChange["kind"], true>> = {
  markOpenService: true,
  unmarkOpenService: true,
  keepIdentity: true,
  expectLoanGuard: true,
}
export const isServiceChange = (change: { readonly kind: string }): change is ServiceChange =>
  change.kind in kinds

const markKey = (personRef: PersonRef, { homeCenterId, subject }: OpenServiceMark) =>
  keys.person.openService(personRef, homeCenterId, subject)

export const itemOfServiceChange = (table: string, change: ServiceChange): TransactWriteItem => {
  switch (change.kind) {
    case "markOpenService":
      return put(table, markKey(change.personRef, change.mark), change.mark, absent)
    case "unmarkOpenService":
      return remove(table, markKey(change.personRef, change.mark), "serviceCaseId = :case", {
        ":case": change.mark.serviceCaseId,
      })
    case "keepIdentity":
      return updateOf(table, keys.case.identity(change.caseId), {
        remove: [TTL_ATTRIBUTE],
        condition: "attribute_exists(pk)",
      })
    case "expectLoanGuard":
      return expectGuard(table, change.personRef, change.guard)
  }
}

const expectGuard = (
  table: string,
  personRef: PersonRef,
  guard: LoanGuard | undefined,
): TransactWriteItem => ({
  ConditionCheck: {
    TableName: table,
    Key: toItem({ ...keys.person.unsettledLoan(personRef) }),
    ...(guard === undefined
      ? { ConditionExpression: absent }
      : {
          ConditionExpression: "#version = :version AND life = :life",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: toItem({ ":version": guard.version, ":life": guard.life }),
        }),
  },
})
