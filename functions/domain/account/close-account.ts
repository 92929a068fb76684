import type { LocalDate } from "../../../contracts/primitives.ts"
import { refuse } from "../refusal.ts"
import { barOf } from "./account-bar.ts"
import { accepted, leaveGuard, type AccountContext, type AccountDecision } from "./account-decision.ts"
import { isOpen, type AccountRecord } from "./account-record.ts"

/** 提取销户 (05): everything is withdrawn. Gives up the guard, or the place in line for it. */
export const closeAccount = (
  account: AccountRecord,
  closedOn: LocalDate,
  context: AccountContext,
): AccountDecision => {
  if (!isOpen(account)) return refuse("account-status-conflict")
  const bar = barOf(account, "closing", context.today)
  if (bar !== undefined) return bar
  return accepted(
    account,
    { ...account, status: "05", statusSince: closedOn, contested: false },
    "closure",
    context,
    leaveGuard(account, context),
  )
}
