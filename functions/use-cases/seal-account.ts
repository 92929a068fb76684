import type * as z from "zod"
import type { AccountState, SealRequest } from "../../contracts/accounts.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import { sealAccount as decide } from "../domain/account/seal-account.ts"
import { ownAccount, resultOf, type AccountActionNeeds } from "./account-action.ts"
import type { UseCase } from "./use-case.ts"

/** 封存: who waits for this seal gets the guard in the same transaction. */
export const sealAccount =
  (needs: AccountActionNeeds): UseCase<z.infer<typeof SealRequest>, AccountState> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const { sealedOn } = call.body
    return resultOf(
      defectOfDay(sealedOn, "/sealedOn", context, account) ?? decide(account, sealedOn, context),
      context,
      "seal",
    )
  }
