import type { Account, AccountWithdrawal } from "../../contracts/accounts.ts"
import { AgreementNo, UnitCreditCode } from "../../contracts/primitives.ts"
import { visibleStatus, type AccountName } from "../domain/account/account-record.ts"
import { totalsByType } from "../domain/account/totals-by-type.ts"
import type { LedgerEntry, WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import { ownAccount, type AccountActionNeeds } from "./account-action.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface ReadAccountNeeds extends AccountActionNeeds {
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
}

const shownEntry = ({ reason, ...entry }: LedgerEntry): AccountWithdrawal => ({
  ...entry,
  withdrawalReason: reason,
})

/** One's own account, with what transfers brought and every hold. Who holds it is not told: the center knows. */
export const readAccount =
  (needs: ReadAccountNeeds): UseCase<undefined, Account> =>
  async (call) => {
    const own = await ownAccount(needs, { ...call, body: {} })
    if (own.outcome === "refused") return own
    const { account, context } = own
    const [groups, ledger] = await Promise.all([needs.readSegments(account), needs.readWithdrawals(account)])
    const segments = groups.flatMap((group) => group.segments)
    const { personRef: _personRef, nameMac: _nameMac, unitCreditCode, agreementNo, ...shown } = account
    return answer({
      ...shown,
      status: visibleStatus(account, context.today),
      ...(unitCreditCode === undefined ? {} : { unitCreditCode: UnitCreditCode.parse(unitCreditCode) }),
      ...(agreementNo === undefined ? {} : { agreementNo: AgreementNo.parse(agreementNo) }),
      holds: [...account.holds],
      segments,
      totals: totalsByType(segments),
      withdrawals: (ledger?.entries ?? []).map(shownEntry),
    })
  }
