import type * as z from "zod"
import type { PutSegmentsRequest, SegmentsPut } from "../../contracts/accounts.ts"
import { isOpen, sameAccount, type AccountName } from "../domain/account/account-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import { putSegments as decide } from "../domain/account/put-segments.ts"
import type { AgreementRecord } from "../domain/flexible/flexible-record.ts"
import { followRecord } from "../domain/flexible/follow-record.ts"
import { backPaymentDefect } from "../domain/flexible/no-back-payment.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { refuse } from "../domain/refusal.ts"
import { ownAccount, type AccountActionNeeds } from "./account-action.ts"
import { mayPayBack } from "./agreement-rules-of.ts"
import type { ReadPolicies } from "./transfer-rules-of.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface PutSegmentsNeeds extends AccountActionNeeds {
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
  readonly readLatestAgreement: (name: AccountName) => Promise<AgreementRecord | undefined>
  readonly readPolicies: ReadPolicies
}

/** Replaces the local contribution record. Only this center's own accounts are looked at for months paid twice. */
export const putSegments =
  (needs: PutSegmentsNeeds): UseCase<z.infer<typeof PutSegmentsRequest>, z.infer<typeof SegmentsPut>> =>
  async (call) => {
    if (call.ifMatch === undefined) return refuse("version-required", { field: "if-match" })
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const others = context.person.accounts.filter(
      (other) => other.centerId === account.centerId && !sameAccount(other, account) && isOpen(other),
    )
    const [agreement, ledger, groups, ...beside] = await Promise.all([
      account.contributorType === "flexible" ? needs.readLatestAgreement(account) : undefined,
      needs.readWithdrawals(account),
      needs.readSegments(account),
      ...others.map((name) => needs.readSegments(name)),
    ])
    const defect = backPaymentDefect(call.body.segments, agreement)
    if (defect !== undefined && !mayPayBack(await needs.readPolicies(context.by), context.today))
      return defect
    const decided = decide(
      account,
      call.body.segments,
      { groups, beside: beside.flat().flatMap((group) => group.segments), ledger },
      context,
    )
    if (decided.outcome === "refused") return decided
    return accept(
      {
        accountNo: account.accountNo,
        version: decided.account.version,
        segments: decided.count,
        doubledMonths: [...decided.doubled],
      },
      [...decided.changes, ...followRecord(agreement, groups, call.body.segments, context.now)],
    )
  }
