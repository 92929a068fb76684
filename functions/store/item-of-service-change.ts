import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys } from "../../contracts/table.ts"
import type { ServiceChange } from "../domain/service-case/service-change.ts"
import { absent, put, remove } from "./item-parts.ts"

const kinds: Readonly<Record<ServiceChange["kind"], true>> = {
  markOpenService: true,
  unmarkOpenService: true,
}
export const isServiceChange = (change: { readonly kind: string }): change is ServiceChange =>
  change.kind in kinds

export const itemOfServiceChange = (table: string, change: ServiceChange): TransactWriteItem => {
  const { personRef, mark } = change
  const key = keys.person.openService(personRef, mark.homeCenterId, mark.subject)
  switch (change.kind) {
    case "markOpenService":
      return put(table, key, mark, absent)
    case "unmarkOpenService":
      return remove(table, key, "serviceCaseId = :case", { ":case": mark.serviceCaseId })
  }
}
