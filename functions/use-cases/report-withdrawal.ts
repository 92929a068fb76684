import type { AccountState, Hold, WithdrawalRequest } from "../../contracts/accounts.ts"
import { OffsiteLoanId } from "../../contracts/primitives.ts"
import {
  loanMarksOf,
  reportWithdrawal as decide,
  type StandingMark,
} from "../domain/account/report-withdrawal.ts"
import type { AccountName } from "../domain/account/account-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import { owedUnderMark } from "../domain/offsite-loan/owed-under-mark.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { ownAccount, resultOf, type AccountActionNeeds } from "./account-action.ts"
import type { LoanActionNeeds } from "./loan-action.ts"
import type { UseCase } from "./use-case.ts"

export interface ReportWithdrawalNeeds extends AccountActionNeeds, LoanActionNeeds {
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readWithdrawals: (name: AccountName) => Promise<WithdrawalLedger | undefined>
}

const markOf = async (needs: ReportWithdrawalNeeds, hold: Hold): Promise<StandingMark> => {
  const caseId = OffsiteLoanId.safeParse(hold.caseId)
  const offsite = caseId.success ? await needs.readOffsiteLoan(caseId.data) : undefined
  if (offsite?.grant === undefined) return {}
  const name = { centerId: offsite.loanCenterId, contractNo: offsite.grant.contractNo }
  const loan = await needs.readLoan(name)
  return { loan: name, ...(loan === undefined ? {} : { owed: owedUnderMark(loan, offsite) }) }
}

/** A withdrawal was paid. Against a loan mark that it does not serve it becomes a finding. */
export const reportWithdrawal =
  (needs: ReportWithdrawalNeeds): UseCase<WithdrawalRequest, AccountState> =>
  async (call) => {
    const own = await ownAccount(needs, call)
    if (own.outcome === "refused") return own
    const { account, context } = own
    const [marks, groups, ledger] = await Promise.all([
      Promise.all(loanMarksOf(account, call.body.withdrawnOn).map((hold) => markOf(needs, hold))),
      needs.readSegments(account),
      needs.readWithdrawals(account),
    ])
    const segments = groups.flatMap((group) => group.segments)
    return resultOf(decide(account, call.body, { marks, segments, ledger }, context), context, "withdraw")
  }
