import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys } from "../../contracts/table.ts"
import type { ReportChange } from "../domain/report/report-change.ts"
import { absent, firstOrNext, put } from "./item-parts.ts"
import { toItem } from "./table.ts"

const kinds: Readonly<Record<ReportChange["kind"], true>> = {
  saveReport: true,
  keepReport: true,
  expectReport: true,
}
export const isReportChange = (change: { readonly kind: string }): change is ReportChange =>
  change.kind in kinds

const stillStands = (
  table: string,
  { centerId, month, version }: Extract<ReportChange, { kind: "expectReport" }>,
): TransactWriteItem => ({
  ConditionCheck: {
    TableName: table,
    Key: toItem({ ...keys.report.record(month, centerId) }),
    ...(version === undefined
      ? { ConditionExpression: absent }
      : {
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: toItem({ ":version": version }),
        }),
  },
})

export const itemOfReportChange = (table: string, change: ReportChange): TransactWriteItem => {
  switch (change.kind) {
    case "saveReport": {
      const { month, centerId } = change.report
      return firstOrNext(table, keys.report.record(month, centerId), change.report)
    }
    case "keepReport": {
      const { month, centerId, version } = change.report
      return put(table, keys.report.version(centerId, month, version), change.report, absent)
    }
    case "expectReport":
      return stillStands(table, change)
  }
}
