import type { Hold, Segment, WithdrawalRequest } from "../../../contracts/accounts.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { compareMoney, sumForLimit, zeroMoney } from "../money/money.ts"
import { partsOfBalance, totalOf } from "../withdrawal/parts-of-balance.ts"
import {
  hasOpenCase,
  lessTaken,
  openTaken,
  reportKey,
  splitOfReported,
  withEntry,
} from "../withdrawal/withdrawal-ledger.ts"
import type { WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { openFinding, openFindingAbout, type OpenedFinding } from "../finding/open-finding.ts"
import { sameLoan, type LoanName } from "../loan-registry/loan-record.ts"
import { heldBy } from "./account-bar.ts"
import {
  accepted,
  defectOfDay,
  foundOf,
  type AccountContext,
  type AccountDecision,
} from "./account-decision.ts"
import { holdStands, isOpen, type AccountRecord } from "./account-record.ts"

export type Withdrawal = Pick<
  WithdrawalRequest,
  "reference" | "amount" | "withdrawnOn" | "withdrawalReason" | "repays"
>

/** 附A.7: repayment of a housing loan. */
const repayment = "06"

/** A standing mark; the loan is known when an off-site case has put it, of a mark by hand only that there is one. */
export interface StandingMark {
  readonly loan?: LoanName
  /** What of that loan is owed and not on its way yet; absent when the registry does not know the loan. */
  readonly owed?: Money
}

/** The marks that stood when the money left, whenever that is reported. */
export const loanMarksOf = (account: AccountRecord, withdrawnOn: LocalDate): readonly Hold[] =>
  account.holds.filter((hold) => hold.ground === "loanMark" && holdStands(hold, withdrawnOn))

/** What bars a withdrawal. A loan mark does not, whatever its scope: the money is gone, and the doubt is told instead. */
const barOfWithdrawal = (account: AccountRecord, today: AccountContext["today"]): Refusal | undefined => {
  const hold = account.holds.find(
    (standing) =>
      standing.ground !== "loanMark" && standing.scope.includes("withdrawal") && holdStands(standing, today),
  )
  return hold === undefined ? undefined : heldBy(hold)
}

/**
 * A repayment serves a marked loan when it names that loan, and no more leaves than is owed. A mark by hand names none,
 * so any repayment serves it.
 */
const serves = (
  { loan, owed = zeroMoney }: StandingMark,
  { withdrawalReason, repays, amount }: Withdrawal,
): boolean => {
  if (withdrawalReason !== repayment) return false
  if (loan === undefined) return true
  return repays !== undefined && sameLoan(loan, repays) && compareMoney(amount, owed) <= 0
}

/** A withdrawal that serves none of the marked loans: the home center and those that lent must look (D6). */
const againstMark = (
  account: AccountRecord,
  withdrawal: Withdrawal,
  marks: readonly StandingMark[],
  context: AccountContext,
): OpenedFinding | undefined => {
  const known = marks.filter(({ loan }) => loan !== undefined)
  const decisive = known.length === 0 ? marks : known
  if (decisive.length === 0 || decisive.some((mark) => serves(mark, withdrawal))) return undefined
  const loans = known.flatMap(({ loan }) => (loan === undefined ? [] : [loan]))
  return openFinding(
    {
      class: "D6",
      personRef: account.personRef,
      accounts: [account],
      loans,
      centerIds: [account.centerId, ...loans.map(({ centerId }) => centerId)],
    },
    context,
  )
}

/** What the account held when it was last told, and what has left it since. */
export interface KnownMoney {
  readonly segments: readonly Segment[]
  readonly ledger?: WithdrawalLedger | undefined
}

/**
 * A case has taken the same money, so that more leaves than there is: the home center must look (D6). Reports alone are
 * no such doubt, for the record may be older than the money.
 */
const beyondRecord = (
  account: AccountRecord,
  { amount }: Withdrawal,
  { segments, ledger }: KnownMoney,
  context: AccountContext,
): OpenedFinding | undefined => {
  if (segments.length === 0 || !hasOpenCase(ledger)) return undefined
  const leaving = sumForLimit([totalOf(openTaken(ledger)), amount])
  return compareMoney(leaving, totalOf(partsOfBalance(segments))) <= 0
    ? undefined
    : openFindingAbout("D6", account.personRef, [account], context)
}

/** The withdrawal as the ledger keeps it: by its payment, for it has no case. */
const entered = (
  account: AccountRecord,
  { reference, amount, withdrawnOn, withdrawalReason }: Withdrawal,
  { segments, ledger }: KnownMoney,
): WithdrawalLedger => {
  const balance = lessTaken(partsOfBalance(segments), openTaken(ledger))
  return withEntry(ledger, account, {
    caseId: reportKey(reference),
    reason: withdrawalReason,
    amount,
    taken: splitOfReported(amount, balance, account.contributorType),
    approvedOn: withdrawnOn,
    paidOn: withdrawnOn,
  })
}

/** 提取: a fact of the home center. Against a loan mark or beyond the record it is written down all the same, and told. */
export const reportWithdrawal = (
  account: AccountRecord,
  withdrawal: Withdrawal,
  known: KnownMoney & { readonly marks: readonly StandingMark[] },
  context: AccountContext,
): AccountDecision => {
  if (!isOpen(account)) return refuse("account-status-conflict")
  const defect =
    defectOfDay(withdrawal.withdrawnOn, "/withdrawnOn", context, account) ??
    barOfWithdrawal(account, context.today)
  if (defect !== undefined) return defect
  const opened =
    againstMark(account, withdrawal, known.marks, context) ??
    beyondRecord(account, withdrawal, known, context)
  return {
    ...accepted(account, account, "withdrawal", context, [
      {
        kind: "claimPaymentReference",
        reference: withdrawal.reference,
        caseId: `${account.centerId}/${account.accountNo}`,
        amount: withdrawal.amount,
      },
      { kind: "saveWithdrawals", ledger: entered(account, withdrawal, known) },
      ...(opened?.changes ?? []),
    ]),
    ...foundOf(opened?.finding),
  }
}
