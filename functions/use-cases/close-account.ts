import type * as z from "zod"
import type { AccountState, ClosureRequest } from "../../contracts/accounts.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import { closeAccount as decide } from "../domain/account/close-account.ts"
import { loanBarRuleOf } from "./loan-rules-of.ts"
import type { ReadPolicies } from "./transfer-rules-of.ts"
import { ownAccount, resultOf, type AccountActionNeeds } from "./account-action.ts"
import type { UseCase } from "./use-case.ts"

export interface CloseAccountNeeds extends AccountActionNeeds {
  readonly readPolicies: ReadPolicies
}

/** 提取销户 (05), unless a hold or a loan bars it. */
export const closeAccount =
  (needs: CloseAccountNeeds): UseCase<z.infer<typeof ClosureRequest>, AccountState> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const { closedOn } = call.body
    const rule = loanBarRuleOf(await needs.readPolicies(context.by), context.today)
    if (rule.outcome === "refused") return rule
    return resultOf(
      defectOfDay(closedOn, "/closedOn", context, account) ?? decide(account, closedOn, context, rule.bar),
      context,
      "close",
    )
  }
