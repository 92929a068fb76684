import { keys } from "../../contracts/table.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

/** The newest reports of a center for some months; a month without one is left out. */
export const readReports = async (
  table: Table,
  centerId: string,
  months: readonly string[],
): Promise<readonly ReportRecord[]> => {
  const items = await table.getMany(months.map((month) => keys.report.record(month, centerId)))
  return items.map((item) => recordOf<ReportRecord>(item))
}

/** All versions of one report, oldest first. */
export const readReportVersions = async (
  table: Table,
  centerId: string,
  month: string,
): Promise<readonly ReportRecord[]> => {
  const page = await table.query({
    partition: keys.report.versionPartition(centerId),
    prefix: keys.report.versionPrefix(month),
  })
  return page.items.map((item) => recordOf<ReportRecord>(item))
}

/** A page of DynamoDB is 1 MB, some 500 reports; the country has fewer centers than two pages. */
const mostPages = 8

/** The newest reports of all centers for one month: one partition. */
export const listReports = async (table: Table, month: string): Promise<readonly ReportRecord[]> => {
  const found: ReportRecord[] = []
  let after: Item | undefined
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = await table.query({
      partition: keys.report.listPartition(month),
      ...(after === undefined ? {} : { after }),
    })
    found.push(...answer.items.map((item) => recordOf<ReportRecord>(item)))
    after = answer.last
    if (after === undefined) return found
  }
  throw new Error("more reports of one month than the country has centers")
}
