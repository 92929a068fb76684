import type * as z from "zod"
import type { HoldPlaced, PlaceHoldRequest } from "../../contracts/accounts.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import { placeHold as decide } from "../domain/account/account-holds.ts"
import { ownAccount, stateOf, type AccountActionNeeds } from "./account-action.ts"
import { accept, type UseCase } from "./use-case.ts"

/** 冻结 / 限制: one more hold, whatever else stands. */
export const placeHold =
  (needs: AccountActionNeeds): UseCase<z.infer<typeof PlaceHoldRequest>, z.infer<typeof HoldPlaced>> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const defect = defectOfDay(call.body.from, "/from", context)
    if (defect !== undefined) return defect
    const { holdId, decision } = decide(account, call.body, context)
    return decision.outcome === "refused"
      ? decision
      : accept({ holdId, ...stateOf(decision, context) }, decision.changes)
  }
