import type * as z from "zod"
import type { AccountState, ContributorTypeChangeRequest } from "../../contracts/accounts.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import { changeContributorType as decide } from "../domain/account/change-contributor-type.ts"
import { ownAccount, resultOf, type AccountActionNeeds } from "./account-action.ts"
import type { UseCase } from "./use-case.ts"

/** 身份转换: the account goes on under another unit or agreement. */
export const changeContributorType =
  (needs: AccountActionNeeds): UseCase<z.infer<typeof ContributorTypeChangeRequest>, AccountState> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    return resultOf(
      defectOfDay(call.body.changedOn, "/changedOn", context, account) ?? decide(account, call.body, context),
      context,
      "type-change",
    )
  }
