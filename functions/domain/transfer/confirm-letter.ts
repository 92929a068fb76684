import type { Change } from "../change.ts"
import { legOf } from "./legs.ts"
import { heldOldAccount, withOwnHold } from "./old-account.ts"
import { accepted, tell, type TransferContext, type TransferDecision } from "./transfer-decision.ts"
import type { TransferCase } from "./transfer-case.ts"

/** Whatever cannot be held yet is held at the latest with the statement, which asks for the account again. */
const holdOldAccount = (transfer: TransferCase, context: TransferContext): readonly Change[] => {
  const found = heldOldAccount(transfer, context)
  if (found.outcome === "refused") return []
  const held = withOwnHold(found.account, transfer, context)
  return [{ kind: "saveAccount", account: { ...held, version: held.version + 1 } }]
}

/**
 * O: the letter arrived. Approves nothing, so a letter to a wrong account, person or center is confirmed as well:
 * only what is confirmed can be refused, and I must hear why. From now on nothing leaves the old account but this
 * transfer (no withdrawal, closing, type change, other transfer), while contributions, interest and court orders go on.
 */
export const confirmLetter = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  const after: TransferCase = { ...transfer, status: "letterConfirmed" }
  const leg = legOf(after, context.calendars, context.now)
  const timed: TransferCase = {
    ...after,
    ...leg,
    ...(transfer.expiryAt === undefined ? {} : { timerAt: transfer.expiryAt }),
  }
  return accepted(transfer, timed, "letter-confirmation", context, [
    ...holdOldAccount(transfer, context),
    tell({ ...timed, version: transfer.version + 1 }, "in", "transfer.letter-confirmed", context),
  ])
}
