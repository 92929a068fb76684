import type { CenterId, CertificateNo, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { AccountRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import type { LoanRecord } from "../loan-registry/loan-record.ts"
import { addMonths } from "../months/month.ts"
import { atRestOffsite, endAccountHold, savedOffsite, tellOffsite } from "./offsite-decision.ts"
import { feedLeg, withLeg, withoutLeg } from "./offsite-legs.ts"
import type { OffsiteLoanCase } from "./offsite-loan-case.ts"

/** What the case of a loan must know when its center reports on the loan. */
export interface FollowedContext {
  readonly now: Instant
  readonly today: LocalDate
  /** The loan center, which reports. */
  readonly by: CenterId
  readonly staff?: { readonly handler?: string; readonly reviewer?: string }
  readonly newId: (prefix: string) => string
  readonly identityErasureDays: number
  /** The account that bears the mark. */
  readonly homeAccount?: AccountRecord
  /** Number of the payoff certificate (结清证明), drawn by the loan center's serial. */
  readonly payoffCertificateNo?: CertificateNo
}

/** What the case shows of its loan, as last fed. */
export const figuresOf = ({ balance, overduePeriods, overdueAmount, fedMonth }: LoanRecord) => ({
  balance,
  overduePeriods,
  overdueAmount,
  ...(fedMonth === undefined ? {} : { asOf: fedMonth }),
})

/** A case that has ended, or whose loan became a local one, follows nothing any more. */
const follows = ({ status }: OffsiteLoanCase): boolean => status === "granted"

/** The month's status reaches the home center, and the clock waits for the next month's. */
export const followFeed = (
  offsite: OffsiteLoanCase,
  loan: LoanRecord,
  context: FollowedContext,
): readonly Change[] => {
  if (!follows(offsite)) return []
  const { fedMonth } = loan
  // The balance that is fed has what was deducted before.
  const { deducted: _, ...rest } = withoutLeg(offsite, "statusFeed")
  const fed: OffsiteLoanCase = { ...rest, loan: figuresOf(loan) }
  const after =
    fedMonth === undefined || loan.status !== "unsettled"
      ? fed
      : withLeg(fed, feedLeg(addMonths(fedMonth, 1), context.now))
  const saved = savedOffsite(offsite, after, "status-feed", context)
  return [...saved.changes, tellOffsite(saved.case, "home", "offsite-loan.status-fed", context)]
}

/** Paid off: the mark ends, both centers have the payoff certificate's number. */
export const followPayoff = (
  offsite: OffsiteLoanCase,
  loan: LoanRecord,
  context: FollowedContext,
): readonly Change[] => {
  if (!follows(offsite)) return []
  const { payoffCertificateNo, homeAccount, today } = context
  const saved = savedOffsite(
    offsite,
    {
      ...atRestOffsite(offsite),
      status: "paidOff",
      loan: figuresOf(loan),
      endedOn: loan.endedOn ?? today,
      ...(payoffCertificateNo === undefined ? {} : { payoffCertificateNo }),
    },
    "payoff",
    context,
  )
  return [
    ...saved.changes,
    ...endAccountHold(offsite, homeAccount, "loan-mark-release", context),
    tellOffsite(saved.case, "home", "offsite-loan.paid-off", context),
    tellOffsite(saved.case, "loan", "offsite-loan.paid-off", context),
  ]
}

/** Written off: the debt and the mark stay; nobody feeds a month any more. */
export const followWriteOff = (
  offsite: OffsiteLoanCase,
  loan: LoanRecord,
  context: FollowedContext,
): readonly Change[] => {
  if (!follows(offsite)) return []
  const saved = savedOffsite(
    offsite,
    { ...withoutLeg(offsite, "statusFeed"), loan: figuresOf(loan) },
    "write-off",
    context,
  )
  return [...saved.changes, tellOffsite(saved.case, "home", "offsite-loan.written-off", context)]
}
