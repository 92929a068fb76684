import type * as z from "zod"
import type { HoldPlaced, ReleaseHoldRequest } from "../../contracts/accounts.ts"
import { HoldId } from "../../contracts/primitives.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import { releaseHold as decide } from "../domain/account/account-holds.ts"
import { refuse } from "../domain/refusal.ts"
import { ownAccount, stateOf, type AccountActionNeeds } from "./account-action.ts"
import { accept, type UseCase } from "./use-case.ts"

/** 解除: one hold ends, every other stands. */
export const releaseHold =
  (needs: AccountActionNeeds): UseCase<z.infer<typeof ReleaseHoldRequest>, z.infer<typeof HoldPlaced>> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const { releasedOn } = call.body
    const holdId = HoldId.safeParse(call.params["holdId"])
    if (!holdId.success) return refuse("hold-not-found")
    const decided =
      defectOfDay(releasedOn, "/releasedOn", context) ?? decide(account, holdId.data, releasedOn, context)
    return decided.outcome === "refused"
      ? decided
      : accept({ holdId: holdId.data, ...stateOf(decided, context) }, decided.changes)
  }
