import {
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
  type ScanCommandOutput,
} from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import type { AccountRecord } from "../../functions/domain/account/account-record.ts"
import type { CenterRecord } from "../../functions/domain/directory/center-record.ts"
import type { FindingCase } from "../../functions/domain/finding/finding-record.ts"
import type { LoanRecord } from "../../functions/domain/loan-registry/loan-record.ts"
import type { WithdrawalLedger } from "../../functions/domain/withdrawal/withdrawal-record.ts"
import { recordOf } from "../../functions/store/record.ts"
import type { Item } from "../../functions/store/table.ts"
import { fenOf } from "../../tools/fen.ts"
import { recountOffsiteLoans, recountServices } from "./recount-other-cases.ts"
import { dayIn, openSheet, rowsOf, type Cells, type Rows, type Sheet } from "./recount-sheet.ts"
import { recountTransfers } from "./recount-transfers.ts"
import type { Violation } from "./violation.ts"

/** Every row that the table holds. */
export const wholeTableOf = async (client: DynamoDBClient, TableName: string): Promise<readonly Item[]> => {
  const items: Item[] = []
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }),
    )
    items.push(...(page.Items ?? []).map((item) => unmarshall(item)))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return items
}

const standing = (
  sheet: Sheet,
  metric: string,
  centerId: string,
  figures: Record<string, bigint>,
  slice?: string,
): void =>
  sheet.write({
    metric,
    day: "now",
    roles: [["own", centerId]],
    figures,
    stands: true,
    ...(slice === undefined ? {} : { slice }),
  })

/** Accounts by the partition that they lie in: whoever pays in elsewhere is told by the guard beside them. */
const recountAccounts = (items: readonly Item[], sheet: Sheet): void => {
  const holders = new Map<string, string>()
  for (const { pk, sk, holder } of items)
    if (sk === "NORMAL_ACCOUNT" && typeof holder === "object" && holder !== null && "centerId" in holder)
      holders.set(String(pk), String(holder.centerId))
  for (const item of items) {
    const [pk, sk] = [String(item["pk"]), String(item["sk"])]
    if (!pk.startsWith("PERSON#") || !sk.startsWith("ACCOUNT#")) continue
    const { centerId, contributorType, status, contested, holds } = recordOf<AccountRecord>(item)
    if (["03", "04", "05"].includes(status)) continue
    const isSealed = status === "02"
    const holder = holders.get(pk)
    standing(sheet, "accounts", centerId, {
      [`${contributorType}.${status === "01" ? "normal" : "other"}`]: 1n,
      ...(isSealed ? { sealed: 1n } : {}),
      ...(isSealed && holder !== undefined && holder !== centerId ? { dormant: 1n } : {}),
      ...(contested ? { contested: 1n } : {}),
    })
    for (const { ground } of holds) standing(sheet, "holds", centerId, { count: 1n }, ground)
  }
}

const recountLoans = (rows: Rows, sheet: Sheet): void => {
  for (const loan of rows.of("LOAN#", "LOAN").map((row) => recordOf<LoanRecord>(row))) {
    const { centerId, grantedOn, balance, overdueAmount } = loan
    const kind = loan.offsiteLoanId === undefined ? "local" : "offsite"
    const amount = fenOf(loan.amount)
    sheet.write({
      metric: "loans",
      day: grantedOn,
      roles: [["own", centerId]],
      figures: { granted: 1n, amount, [`${kind}.granted`]: 1n, [`${kind}.amount`]: amount },
    })
    if (loan.status === "paidOff") continue
    const overdue = fenOf(overdueAmount)
    const late = overdue === 0n ? {} : { overdueCount: 1n, overdue }
    standing(sheet, "loanBook", centerId, { count: 1n, balance: fenOf(balance), ...late }, kind)
  }
}

const recountFindings = (rows: Rows, sheet: Sheet): void => {
  for (const finding of rows.of("FINDING#", "FINDING").map((row) => recordOf<FindingCase>(row))) {
    const roles = [...new Set(finding.centerIds)].map((centerId) => ["own", centerId] as const)
    const { class: slice, foundAt, closedAt, conclusion } = finding
    sheet.write({ metric: "duplicates", day: dayIn(foundAt), slice, roles, figures: { found: 1n } })
    if (closedAt === undefined)
      sheet.write({
        metric: "openFindings",
        day: dayIn(foundAt),
        slice,
        roles,
        figures: { open: 1n },
        stands: true,
      })
    else
      sheet.write({
        metric: "duplicates",
        day: dayIn(closedAt),
        slice,
        roles,
        figures: {
          resolved: 1n,
          ...(conclusion === undefined ? {} : { [`resolved.${conclusion}`]: 1n }),
        },
      })
  }
}

const recountWithdrawals = (rows: Rows, sheet: Sheet): void => {
  for (const { centerId, entries } of rows
    .of("ACCOUNT#", "WITHDRAWALS")
    .map((row) => recordOf<WithdrawalLedger>(row)))
    for (const { paidOn, reason, amount, taken } of entries)
      if (paidOn !== undefined)
        sheet.write({
          metric: "withdrawals",
          day: paidOn,
          slice: reason,
          roles: [["own", centerId]],
          figures: {
            count: 1n,
            amount: fenOf(amount),
            employee: fenOf(taken.employee),
            flexible: fenOf(taken.flexible),
          },
        })
}

/** All figures that stand on records, from the rows of a whole table. */
export const recount = (items: readonly Item[]): Sheet => {
  const rows = rowsOf(items)
  const provinces = new Map(
    rows
      .in("DIRECTORY", "CENTER#")
      .map((row) => recordOf<CenterRecord>(row))
      .map(({ centerId, provinceCode }) => [String(centerId), provinceCode]),
  )
  const sheet = openSheet((centerId) => provinces.get(centerId))
  recountTransfers(rows, sheet)
  recountOffsiteLoans(rows, sheet)
  recountServices(rows, sheet)
  recountAccounts(items, sheet)
  recountLoans(rows, sheet)
  recountFindings(rows, sheet)
  recountWithdrawals(rows, sheet)
  return sheet
}

/** What calls tell of themselves stands on no record: what they cost, what was refused, what they kept away. */
const toldOnly = ["STAT#cost#", "STAT#rejections#", "STAT#operatorActs#", "STAT#progress"]

/** The counters as they lie in the table. */
export const countersOf = (items: readonly Item[]): Cells =>
  new Map(
    items
      .filter(({ pk }) => String(pk).startsWith("STAT#"))
      .filter(({ pk }) => !toldOnly.some((prefix) => String(pk).startsWith(prefix)))
      .map(({ pk, sk, ...figures }) => [
        `${String(pk)} ${String(sk)}`,
        new Map(
          Object.entries(figures)
            .filter(([name, value]) => !name.endsWith("prevented") && typeof value === "number")
            .map(([name, value]) => [name, BigInt(String(value))]),
        ),
      ]),
  )

const isMark = ({ pk, wakeBy }: Item): boolean =>
  wakeBy !== undefined && (String(pk).startsWith("JTI#") || String(pk).startsWith("UNCOUNTED#"))

/** At rest no commit waits to be counted, and every counter is what a recount says. */
export const miscounted = (items: readonly Item[]): readonly Violation[] => {
  const found = items.filter(isMark).map(({ pk }): Violation => ({
    invariant: "every-commit-is-counted",
    detail: `${String(pk)} still waits`,
  }))
  const [counted, expected] = [countersOf(items), recount(items).cells]
  for (const id of new Set([...counted.keys(), ...expected.keys()])) {
    const [stands, should] = [counted.get(id), expected.get(id)]
    for (const name of new Set([...(stands?.keys() ?? []), ...(should?.keys() ?? [])])) {
      const [is, due] = [stands?.get(name) ?? 0n, should?.get(name) ?? 0n]
      if (is !== due)
        found.push({ invariant: "figures-are-a-recount", detail: `${id} ${name} is ${is}, should be ${due}` })
    }
  }
  return found
}
