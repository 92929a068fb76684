import { HoldId } from "../../../contracts/primitives.ts"
import type { Hold } from "../../../contracts/accounts.ts"
import { holdStands, isOpen, type AccountRecord } from "../account/account-record.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { isFollowingMark } from "../offsite-loan/follow-account.ts"
import { hasOpenOffset } from "../offsite-loan/offsite-loan-case.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { TransferContext } from "./transfer-decision.ts"
import type { TransferCase } from "./transfer-case.ts"

/** From the confirmation on nothing leaves the old account but this transfer; contributions and court orders go on. */
export const transferOutHold = (transfer: TransferCase, context: TransferContext): Hold => ({
  holdId: HoldId.parse(context.newId("hld")),
  ground: "transferOut",
  scope: ["withdrawal", "closing", "typeChange", "transfer"],
  from: chinaDateOf(context.now),
  caseId: transfer.transferId,
})

const bearsHoldOf = (account: AccountRecord, transfer: TransferCase): boolean =>
  account.holds.some((hold) => hold.caseId === transfer.transferId)

/** The old account that can be held for this case, or why it cannot: the ground on which O refuses the letter. */
export const heldOldAccount = (
  transfer: TransferCase,
  context: TransferContext,
): { readonly outcome: "found"; readonly account: AccountRecord } | Refusal => {
  const caseId = transfer.transferId
  const account = context.outAccount
  if (context.outAccountIsAnothers) return refuse("account-of-another-person", { caseId })
  if (account === undefined) return refuse("account-not-registered", { caseId })
  if (!isOpen(account) && transfer.formerAccount === undefined)
    return refuse("account-already-closed", { caseId })
  const today = chinaDateOf(context.now)
  // Money on its way to a loan: the account does not leave before it has arrived or come back.
  if (context.markedLoans.some(hasOpenOffset)) return refuse("account-held", { rule: "LON-011", caseId })
  const bar = account.holds.find(
    (hold) =>
      hold.caseId !== caseId &&
      hold.scope.includes("transfer") &&
      holdStands(hold, today) &&
      !isFollowingMark(hold),
  )
  if (bar?.ground === "loanMark") return refuse("loan-mark", { rule: "TRF-020", caseId })
  if (bar?.ground === "incoming") return refuse("account-held", { rule: "ACC-004", caseId })
  // Put by the case of a loan that was paid off while such money was on its way (see follow-loan.ts).
  if (bar?.ground === "other" && bar.caseId !== undefined)
    return refuse("account-held", { rule: "LON-011", caseId })
  if (bar?.ground === "certificate") return refuse("account-held", { rule: "LON-009", caseId })
  if (bar?.ground === "transferOut") return refuse("account-held", { rule: "ACC-005", caseId })
  // Approved money has not left yet: what is stated now would be too much.
  if (bar?.ground === "withdrawal") return refuse("account-held", { rule: "WDR-005", caseId })
  return { outcome: "found", account }
}

/** The account with the hold of this case. Bears the version that it has: whoever writes it counts on. */
export const withOwnHold = (
  account: AccountRecord,
  transfer: TransferCase,
  context: TransferContext,
): AccountRecord =>
  bearsHoldOf(account, transfer)
    ? account
    : { ...account, holds: [...account.holds, transferOutHold(transfer, context)] }
