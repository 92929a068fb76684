import { MessageId, type Instant, type LocalDate } from "../../../contracts/primitives.ts"
import { isOpen, type AccountRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { monthOf } from "../months/month.ts"
import { nextLook } from "./agreement-timer.ts"
import { arrearsOf, type ArrearsFound, type ArrearsRule, type ContributionRecord } from "./arrears.ts"
import type { AgreementRecord } from "./flexible-record.ts"

export interface LookContext {
  readonly now: Instant
  readonly today: LocalDate
  readonly newId: (prefix: string) => string
}

export interface LookedAt {
  readonly account: AccountRecord | undefined
  readonly record: Pick<ContributionRecord, "paid" | "balance">
  readonly rule: ArrearsRule | undefined
}

const tellDue = ({ centerId, accountNo }: AgreementRecord, { now, newId }: LookContext): Change => ({
  kind: "tell",
  message: {
    messageId: MessageId.parse(newId("msg")),
    type: "agreement.arrears-due",
    to: centerId,
    at: now,
    accountNo,
    actionNeeded: true,
  },
})

const withoutClock = (agreement: AgreementRecord): AgreementRecord => {
  const { timerAt: _timer, arrearsToldAt: _told, ...rest } = agreement
  return { ...rest, version: agreement.version + 1 }
}

/** The agreement as it stands after a look: told once an episode, and an episode ends with what is paid. */
const afterLook = (agreement: AgreementRecord, found: ArrearsFound, now: Instant): AgreementRecord => ({
  ...withoutClock(agreement),
  timerAt: nextLook(agreement.agreementNo, found, now),
  ...(found.state === "due" ? { arrearsToldAt: agreement.arrearsToldAt ?? now } : {}),
})

/** An account that was closed is looked at no more; nor one that ended where only a running agreement is ended. */
const isOver = (agreement: AgreementRecord, { account, rule }: LookedAt): boolean =>
  account === undefined ||
  !isOpen(account) ||
  (agreement.status === "ended" && rule?.effect !== "closesAccount")

/**
 * What the clock finds when it looks at an agreement. It tells the center and keeps the list; it ends nothing and closes
 * nothing: that is the center's act.
 */
export const lookAtAgreement = (
  agreement: AgreementRecord,
  looked: LookedAt,
  context: LookContext,
): readonly Change[] => {
  if (agreement.timerAt === undefined || agreement.timerAt > context.now) return []
  const { centerId, accountNo } = agreement
  const unlisted: readonly Change[] =
    agreement.arrearsToldAt === undefined
      ? []
      : [{ kind: "unlistAgreement", centerId, list: "arrears", accountNo }]
  if (isOver(agreement, looked))
    return [{ kind: "saveAgreement", agreement: withoutClock(agreement) }, ...unlisted]
  const found = foundOn(agreement, looked, context.today)
  const saved: Change = { kind: "saveAgreement", agreement: afterLook(agreement, found, context.now) }
  if (found.state !== "due") return [saved, ...unlisted]
  if (agreement.arrearsToldAt !== undefined) return [saved]
  const since = found.dueOn ?? context.today
  return [
    saved,
    { kind: "listAgreement", centerId, list: "arrears", accountNo, since },
    tellDue(agreement, context),
  ]
}

/** Somebody whom a unit pays for owes nothing under an agreement, whatever its state. */
const foundOn = (
  agreement: AgreementRecord,
  { account, record, rule }: LookedAt,
  today: LocalDate,
): ArrearsFound =>
  account?.contributorType === "employee"
    ? { state: "inOrder", unpaidMonths: 0 }
    : arrearsOf(
        {
          ...record,
          firstMonth: monthOf(agreement.signedOn),
          agreementRuns: agreement.status === "running",
        },
        rule,
        today,
      )
