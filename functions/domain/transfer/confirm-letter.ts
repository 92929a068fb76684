import { HoldId } from "../../../contracts/primitives.ts"
import type { Hold } from "../../../contracts/accounts.ts"
import { barredBy, isOpen, withHold } from "../account/account-record.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { refuse } from "../refusal.ts"
import { legOf } from "./legs.ts"
import { accepted, tell, type TransferContext, type TransferDecision } from "./transfer-decision.ts"
import type { TransferCase } from "./transfer-case.ts"

/**
 * O: the letter arrived. Approves nothing; from now on nothing leaves the old account but this transfer
 * (no withdrawal, closing, type change, other transfer), while contributions, interest and court orders go on.
 */
export const confirmLetter = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  const caseId = transfer.transferId
  const account = context.outAccount
  if (context.outAccountIsAnothers) return refuse("account-of-another-person", { caseId })
  if (account === undefined) return refuse("account-not-registered", { caseId })
  if (!isOpen(account)) return refuse("account-already-closed", { caseId })
  const today = chinaDateOf(context.now)
  const bar = barredBy(account, "transfer", today)
  if (bar?.ground === "loanMark") return refuse("loan-mark", { rule: "TRF-020", caseId })
  if (bar?.ground === "incoming") return refuse("account-held", { rule: "ACC-004", caseId })
  if (bar?.ground === "transferOut") return refuse("account-held", { rule: "ACC-005", caseId })

  const hold: Hold = {
    holdId: HoldId.parse(context.newId("hld")),
    ground: "transferOut",
    scope: ["withdrawal", "closing", "typeChange", "transfer"],
    from: today,
    caseId,
  }
  const after: TransferCase = { ...transfer, status: "letterConfirmed" }
  const leg = legOf(after, context.calendars, context.now)
  const timed: TransferCase = {
    ...after,
    ...leg,
    ...(transfer.expiryAt === undefined ? {} : { timerAt: transfer.expiryAt }),
  }
  return accepted(transfer, timed, "letter-confirmation", context, [
    { kind: "saveAccount", account: withHold(account, hold) },
    tell({ ...timed, version: transfer.version + 1 }, "in", "transfer.letter-confirmed", context),
  ])
}
