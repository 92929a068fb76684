import type * as z from "zod"
import type { AccountState, UnsealRequest } from "../../contracts/accounts.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import { unsealAccount as decide } from "../domain/account/unseal-account.ts"
import { ownAccount, resultOf, type AccountActionNeeds } from "./account-action.ts"
import type { UseCase } from "./use-case.ts"

/** 启封: meets the guard as an opening does. */
export const unsealAccount =
  (needs: AccountActionNeeds): UseCase<z.infer<typeof UnsealRequest>, AccountState> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const { unsealedOn } = call.body
    return resultOf(
      defectOfDay(unsealedOn, "/unsealedOn", context, account) ?? decide(account, unsealedOn, context),
      context,
      "unseal",
    )
  }
