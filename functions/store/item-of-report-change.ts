import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { ReportChange } from "../domain/report/report-change.ts"

const kinds: Readonly<Record<string, true>> = {}
export const isReportChange = (change: { readonly kind: string }): change is ReportChange =>
  change.kind in kinds

export const itemOfReportChange = (_table: string, change: ReportChange): TransactWriteItem => change
