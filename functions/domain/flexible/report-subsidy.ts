import type { SubsidyLine, SubsidyReport } from "../../../contracts/subsidies.ts"
import {
  accepted,
  defectOfDay,
  type AccountAccepted,
  type AccountContext,
} from "../account/account-decision.ts"
import { isOpen, type AccountRecord } from "../account/account-record.ts"
import { compareMoney, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { SubsidyRecord } from "./flexible-record.ts"
import { onceOf } from "./subsidy-quote.ts"

/** What a report is refused for before anything is quoted. */
export const defectOfReport = (
  account: AccountRecord,
  report: Pick<SubsidyReport, "paidOn" | "amount">,
  context: AccountContext,
): Refusal | undefined => {
  if (!isOpen(account)) return refuse("account-status-conflict")
  if (report.amount === zeroMoney) return refuse("invalid-request", { rule: "FLX-045", field: "/amount" })
  return defectOfDay(report.paidOn, "/paidOn", context, account)
}

/** The center that paid it already is named only where the refusal is recorded as a disclosure. */
const paidAlready = (earlier: SubsidyRecord, by: string): Refusal =>
  refuse("subsidy-already-paid", {
    rule: "FLX-044",
    ...(earlier.centerId === by ? {} : { centerId: earlier.centerId }),
  })

/**
 * A subsidy was paid into the account. What is paid once is claimed for the person, wherever they contribute: of two
 * centers that report it one wins. The claim counts as an opening, so that joining two documents at the same moment
 * sees it.
 */
export const reportSubsidy = (
  account: AccountRecord,
  report: SubsidyReport,
  line: SubsidyLine,
  context: AccountContext,
): AccountAccepted | Refusal => {
  const once = onceOf(report.kind, line.year)
  const earlier = context.person.subsidies?.find((known) => known.once === once)
  if (earlier !== undefined) return paidAlready(earlier, context.by)
  if (line.due === "notDue") {
    const lost = line.steps.find(({ verdict }) => verdict === "notAllowed")
    return refuse("subsidy-not-due", { rule: lost?.rule ?? "FLX-046", field: "/kind" })
  }
  if (compareMoney(report.amount, line.amount) > 0)
    return refuse("subsidy-over-quote", { rule: "FLX-045", field: "/amount" })
  const { personRef } = context.person
  const { centerId, accountNo } = account
  const { kind, amount, paidOn } = report
  return accepted(account, account, "subsidy", context, [
    {
      kind: "claimSubsidy",
      subsidy: { personRef, once, kind, centerId, accountNo, amount, paidOn },
    },
    { kind: "expectUnlinked", personRef },
  ])
}
