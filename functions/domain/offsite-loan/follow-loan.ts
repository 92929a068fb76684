import type { Hold } from "../../../contracts/accounts.ts"
import {
  HoldId,
  type CenterId,
  type CertificateNo,
  type Instant,
  type LocalDate,
} from "../../../contracts/primitives.ts"
import { withoutHoldsOf, type AccountRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import type { LoanRecord } from "../loan-registry/loan-record.ts"
import { addMonths } from "../months/month.ts"
import {
  accountHistory,
  atRestOffsite,
  endAccountHold,
  savedOffsite,
  tellOffsite,
} from "./offsite-decision.ts"
import { feedLeg, planOffsiteLeg, withLeg, withoutLeg, type OffsiteCalendars } from "./offsite-legs.ts"
import { hasOpenOffset, type OffsiteLoanCase } from "./offsite-loan-case.ts"

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
  /** Read for a payoff that finds money on its way. */
  readonly calendars?: OffsiteCalendars
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

/** The offset that was on its way comes back to the home center, which must say so. */
const returnLeg = ({ calendars, now }: FollowedContext) => {
  if (calendars === undefined) throw new Error("a payoff plans the way back of an offset by a calendar")
  return planOffsiteLeg("offsetReturn", calendars, now)
}

/**
 * Until then neither closed nor transferred: a statement would leave out the money that is on its way. No mark any more,
 * since nothing is owed (a withdrawal is no D6, the register bars nobody), and none that would follow a transfer; and
 * what a case has put nobody else releases.
 */
const moneyUnderWay = (offsite: OffsiteLoanCase, { newId, today }: FollowedContext): Hold => ({
  holdId: HoldId.parse(newId("hld")),
  ground: "other",
  scope: ["closing", "transfer"],
  from: today,
  caseId: offsite.offsiteLoanId,
})

/** The mark ends, in one write with what takes its place while an offset is on its way. */
const endMark = (offsite: OffsiteLoanCase, context: FollowedContext): readonly Change[] => {
  const { homeAccount } = context
  if (homeAccount === undefined || !hasOpenOffset(offsite))
    return endAccountHold(offsite, homeAccount, "loan-mark-release", context)
  const freed = withoutHoldsOf(homeAccount, offsite.offsiteLoanId)
  const account = { ...freed, holds: [...freed.holds, moneyUnderWay(offsite, context)] }
  return [
    { kind: "saveAccount", account },
    accountHistory(account, "loan-mark-release", context),
    accountHistory(account, "offset-hold", context),
  ]
}

/**
 * Paid off: the mark ends, both centers have the payoff certificate's number. An offset that is on its way can no longer
 * be booked: its bank sends it back, and until the home center confirms that, the case has this one thing to do.
 */
export const followPayoff = (
  offsite: OffsiteLoanCase,
  loan: LoanRecord,
  context: FollowedContext,
): readonly Change[] => {
  if (!follows(offsite)) return []
  const { payoffCertificateNo, today } = context
  const saved = savedOffsite(
    offsite,
    {
      ...atRestOffsite(offsite),
      status: "paidOff",
      legs: hasOpenOffset(offsite) ? [returnLeg(context)] : [],
      loan: figuresOf(loan),
      endedOn: loan.endedOn ?? today,
      ...(payoffCertificateNo === undefined ? {} : { payoffCertificateNo }),
    },
    "payoff",
    context,
  )
  return [
    ...saved.changes,
    ...endMark(offsite, context),
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
