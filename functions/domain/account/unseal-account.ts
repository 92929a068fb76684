import type { LocalDate } from "../../../contracts/primitives.ts"
import { refuse } from "../refusal.ts"
import { accepted, type AccountContext, type AccountDecision } from "./account-decision.ts"
import type { AccountRecord } from "./account-record.ts"
import { claimChanges, guardMove } from "./claim-guard.ts"

/**
 * 启封 claims the guard as an opening does: taken elsewhere, an employee's account waits for the seal there and a
 * flexible contributor's is refused. A transfer under way does not bar it, since contributions go on meanwhile.
 */
export const unsealAccount = (
  account: AccountRecord,
  unsealedOn: LocalDate,
  context: AccountContext,
): AccountDecision => {
  if (account.status !== "02") return refuse("account-status-conflict", { rule: "ACC-003" })
  const normal: AccountRecord = { ...account, status: "01", statusSince: unsealedOn }
  const move = guardMove(normal, context.person)
  switch (move.move) {
    case "refused":
      return refuse("normal-account-exists", { rule: "ACC-001", centerId: move.holder.centerId })
    case "wait":
      return {
        ...accepted(
          account,
          { ...normal, status: "X2" },
          "unseal",
          context,
          claimChanges(normal, move, context),
        ),
        awaitingSealOf: move.guard.holder.centerId,
      }
    case "claim":
    case "none":
      return accepted(account, normal, "unseal", context, claimChanges(normal, move, context))
  }
}
