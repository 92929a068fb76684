import type * as z from "zod"
import type { AccountState, ClosureRequest } from "../../contracts/accounts.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import { closeAccount as decide } from "../domain/account/close-account.ts"
import { ownAccount, resultOf, type AccountActionNeeds } from "./account-action.ts"
import type { UseCase } from "./use-case.ts"

/** 提取销户 (05), unless a hold bars it. */
export const closeAccount =
  (needs: AccountActionNeeds): UseCase<z.infer<typeof ClosureRequest>, AccountState> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const { closedOn } = call.body
    return resultOf(
      defectOfDay(closedOn, "/closedOn", context, account) ?? decide(account, closedOn, context),
      context,
      "close",
    )
  }
