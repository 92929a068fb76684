import type { LocalDate } from "../../../contracts/primitives.ts"
import { refuse } from "../refusal.ts"
import { accepted, leaveGuard, type AccountContext, type AccountDecision } from "./account-decision.ts"
import type { AccountRecord } from "./account-record.ts"
import { stillContested } from "./contested-account.ts"

/**
 * 封存. The guard goes to the first account that waits for this seal, in the same transaction, or becomes free.
 * An account that waits itself (X2) is sealed too and leaves the line. No hold bars a seal: nothing leaves the account.
 */
export const sealAccount = (
  account: AccountRecord,
  sealedOn: LocalDate,
  context: AccountContext,
): AccountDecision => {
  if (account.status !== "01" && account.status !== "X2")
    return refuse("account-status-conflict", { rule: "ACC-003" })
  const sealed: AccountRecord = { ...account, status: "02", statusSince: sealedOn }
  return accepted(
    account,
    { ...sealed, contested: stillContested(sealed, context.person, "another's") },
    "seal",
    context,
    leaveGuard(account, context),
  )
}
