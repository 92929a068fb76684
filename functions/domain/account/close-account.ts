import type { LocalDate } from "../../../contracts/primitives.ts"
import { loanBarOf, ownLoansBar, type LoanBarRule } from "../loan-registry/loan-bar.ts"
import { refuse } from "../refusal.ts"
import { barOf } from "./account-bar.ts"
import { accepted, leaveGuard, type AccountContext, type AccountDecision } from "./account-decision.ts"
import { isOpen, type AccountRecord } from "./account-record.ts"

/**
 * 提取销户 (05): everything is withdrawn. Gives up the guard, or the place in line for it. Who owes a loan keeps the
 * account, as far as the center's policy says so.
 */
export const closeAccount = (
  account: AccountRecord,
  closedOn: LocalDate,
  context: AccountContext,
  loansThatBar: LoanBarRule = ownLoansBar,
): AccountDecision => {
  if (!isOpen(account)) return refuse("account-status-conflict")
  const bar = barOf(account, "closing", context.today)
  if (bar !== undefined) return bar
  const loan = loanBarOf(context.person, loansThatBar)
  if (loan !== undefined) return refuse("unsettled-loan-bars", { rule: "LON-012", centerId: loan.centerId })
  return accepted(
    account,
    { ...account, status: "05", statusSince: closedOn, contested: false },
    "closure",
    context,
    leaveGuard(account, context),
  )
}
