import type * as z from "zod"
import type { AccountState, MergerRequest } from "../../contracts/accounts.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import { findAccount, type AccountName } from "../domain/account/account-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import { mergeAccounts } from "../domain/account/merge-accounts.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { refuse } from "../domain/refusal.ts"
import { ownAccount, resultOf, type AccountActionNeeds } from "./account-action.ts"
import type { UseCase } from "./use-case.ts"

export interface MergeAccountNeeds extends AccountActionNeeds {
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
}

/** 合并销户 (03): the account of the path ends, the named one lives on with money, months and guard of both. */
export const mergeAccount =
  (needs: MergeAccountNeeds): UseCase<z.infer<typeof MergerRequest>, AccountState> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account: closing, context } = own
    const { intoAccountNo, mergedOn } = call.body
    const defect = defectOfDay(mergedOn, "/mergedOn", context, closing)
    if (defect !== undefined) return defect
    const name: AccountName = { centerId: context.by, accountNo: intoAccountNo }
    const living = findAccount(context.person, name)
    if (living === undefined)
      return (await needs.readAccount(name)) === undefined
        ? refuse("account-not-found", { field: "/intoAccountNo" })
        : refuse("account-status-conflict", { rule: "ACC-008", field: "/intoAccountNo" })
    const [closingRecord, livingRecord, closingWithdrawals, livingWithdrawals] = await Promise.all([
      needs.readSegments(closing),
      needs.readSegments(living),
      needs.readWithdrawals(closing),
      needs.readWithdrawals(living),
    ])
    const records = { closingRecord, livingRecord, closingWithdrawals, livingWithdrawals }
    return resultOf(mergeAccounts({ closing, living, mergedOn, ...records }, context), context, "merge")
  }
