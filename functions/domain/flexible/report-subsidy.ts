import type { Money } from "../../../contracts/primitives.ts"
import type { SubsidyLine, SubsidyReport } from "../../../contracts/subsidies.ts"
import {
  accepted,
  defectOfDay,
  type AccountAccepted,
  type AccountContext,
} from "../account/account-decision.ts"
import { isOpen, type AccountRecord } from "../account/account-record.ts"
import { compareMoney, leastMoney, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { SubsidyRecord } from "./flexible-record.ts"
import { earlierOf, onceOf } from "./subsidy-period.ts"

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
 * centers that report it one wins. `left` is what other kinds have left of the period, where only the highest is given
 * (取其高). The claim counts as an opening, so that joining two documents at the same moment
 * sees it.
 */
export const reportSubsidy = (
  account: AccountRecord,
  report: SubsidyReport,
  line: SubsidyLine,
  context: AccountContext,
  left?: Money,
): AccountAccepted | Refusal => {
  const { year, from, to } = line
  const earlier = earlierOf(line, context.person.subsidies ?? [])
  if (earlier !== undefined) return paidAlready(earlier, context.by)
  if (line.due === "notDue") {
    const lost = line.steps.find(({ verdict }) => verdict === "notAllowed")
    return refuse("subsidy-not-due", { rule: lost?.rule ?? "FLX-046", field: "/kind" })
  }
  if (compareMoney(report.amount, left === undefined ? line.amount : leastMoney(line.amount, left)) > 0)
    return refuse("subsidy-over-quote", { rule: "FLX-045", field: "/amount" })
  const { personRef } = context.person
  const { centerId, accountNo } = account
  const { kind, amount, paidOn } = report
  return accepted(account, account, "subsidy", context, [
    {
      kind: "claimSubsidy",
      subsidy: {
        personRef,
        once: onceOf(kind, year),
        kind,
        centerId,
        accountNo,
        amount,
        paidOn,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      },
    },
    { kind: "expectUnlinked", personRef },
  ])
}
