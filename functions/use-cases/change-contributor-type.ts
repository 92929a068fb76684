import type * as z from "zod"
import type { AccountState, ContributorTypeChangeRequest } from "../../contracts/accounts.ts"
import type { LocalDate } from "../../contracts/primitives.ts"
import { defectOfDay } from "../domain/account/account-decision.ts"
import type { AccountName, AccountRecord } from "../domain/account/account-record.ts"
import {
  changeContributorType as decide,
  endsAgreement,
  type PrepaidRemainder,
} from "../domain/account/change-contributor-type.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import { prepaidAfter } from "../domain/account/prepaid-remainder.ts"
import { policyInForce } from "../domain/policies/policy-in-force.ts"
import { partsOfBalance } from "../domain/withdrawal/parts-of-balance.ts"
import { lessTaken, openTaken } from "../domain/withdrawal/withdrawal-ledger.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { ownAccount, resultOf, type AccountActionNeeds } from "./account-action.ts"
import type { ReadPolicies } from "./transfer-rules-of.ts"
import type { UseCase } from "./use-case.ts"

export interface ChangeContributorTypeNeeds extends AccountActionNeeds {
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
  readonly readPolicies: ReadPolicies
}

/** Kept or refunded, as the home center's pack of that day says; where it is silent, the home center decides. */
const remainderOf = async (
  needs: ChangeContributorTypeNeeds,
  account: AccountRecord,
  changedOn: LocalDate,
): Promise<PrepaidRemainder | undefined> => {
  const [groups, ledger] = await Promise.all([needs.readSegments(account), needs.readWithdrawals(account)])
  const segments = groups.flatMap((group) => group.segments)
  const { flexible } = lessTaken(partsOfBalance(segments), openTaken(ledger))
  const prepaid = prepaidAfter(segments, account.accountKind, changedOn, flexible)
  if (prepaid === undefined) return undefined
  const packs = (await needs.readPolicies(account.centerId)).map(({ pack }) => pack)
  const found = policyInForce(packs, changedOn)
  const rule = found.outcome === "inForce" ? found.pack.flexible?.prepaidRemainder : undefined
  return { ...prepaid, treatment: rule?.treatment ?? "homeDecides" }
}

/** 身份转换: the account goes on under another unit or agreement. */
export const changeContributorType =
  (needs: ChangeContributorTypeNeeds): UseCase<z.infer<typeof ContributorTypeChangeRequest>, AccountState> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const { changedOn } = call.body
    const defect = defectOfDay(changedOn, "/changedOn", context, account)
    if (defect !== undefined) return defect
    const remainder = endsAgreement(account, call.body)
      ? await remainderOf(needs, account, changedOn)
      : undefined
    const decided = decide(account, call.body, context, remainder)
    const result = resultOf(decided, context, "type-change")
    return result.outcome === "accepted" && remainder !== undefined
      ? { ...result, answer: { ...result.answer, prepaidRemainder: remainder } }
      : result
  }
