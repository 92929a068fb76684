import type { Segment } from "../../../contracts/accounts.ts"
import type { Certification } from "../../../contracts/offsite-loans.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { visibleStatus, type AccountRecord } from "../account/account-record.ts"
import { addDays } from "../calendar/china-date.ts"
import { balanceOf } from "../loan-quote/loan-applicant.ts"
import { equalMoney, isZeroMoney, sumForLimit } from "../money/money.ts"
import { monthOf } from "../months/month.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { OffsiteContext } from "./offsite-decision.ts"

const longestValidityDays = 90

export const inconsistent = (rule: "LON-007" | "LON-008" | "LON-009", field: string): Refusal =>
  refuse("certificate-inconsistent", { rule, field })

/** What a loan rule may weigh of a segment: who paid, which months, how much. Not its id, which the hub gives. */
const weighed = (segment: Segment): string =>
  JSON.stringify([
    segment.contributorType,
    segment.accountKind,
    segment.origin.kind,
    segment.from,
    segment.to,
    segment.gaps?.toSorted() ?? [],
    segment.backPaidMonths?.toSorted() ?? [],
    segment.prepaidThrough ?? "",
    balanceOf(segment),
  ])

/** In whatever order. Equal sums are not enough: bases weigh segments by contributor type and months. */
const sameRecord = (left: readonly Segment[], right: readonly Segment[]): boolean =>
  left.map(weighed).toSorted().join("\n") === right.map(weighed).toSorted().join("\n")

const recordDefect = (
  { segments, balance }: Certification,
  account: AccountRecord,
  registered: readonly Segment[],
): Refusal | undefined => {
  if (segments.some(({ accountKind }) => accountKind !== account.accountKind))
    return inconsistent("LON-008", "/segments")
  if (!equalMoney(sumForLimit(segments.map(balanceOf)), balance)) return inconsistent("LON-008", "/balance")
  return registered.length > 0 && !sameRecord(segments, registered)
    ? inconsistent("LON-008", "/segments")
    : undefined
}

/**
 * The account says when it was opened; what was brought by a transfer may have been paid before. The months without a
 * gap are months that a segment has, and none is still to come.
 */
const monthsDefect = (
  { openedMonth, continuousFrom, continuousTo, segments }: Certification,
  account: AccountRecord,
  today: LocalDate,
): Refusal | undefined => {
  if (openedMonth !== monthOf(account.openedOn)) return inconsistent("LON-008", "/openedMonth")
  if (segments.every(({ from }) => from > continuousFrom)) return inconsistent("LON-008", "/continuousFrom")
  const isPaid = segments.some(
    ({ to, prepaidThrough = to }) => to >= continuousTo || prepaidThrough >= continuousTo,
  )
  return isPaid && continuousTo <= monthOf(today) ? undefined : inconsistent("LON-008", "/continuousTo")
}

/** What the certificate says against itself, the account and the contribution record that the center registered. */
export const certificateFigureDefect = (
  certification: Certification,
  account: AccountRecord,
  { registered, today }: Pick<OffsiteContext, "registered" | "today">,
): Refusal | undefined => {
  const { unsettledBalance, accountStatus, validTo } = certification
  if (!isZeroMoney(unsettledBalance)) return inconsistent("LON-007", "/unsettledBalance")
  if (accountStatus !== visibleStatus(account, today)) return inconsistent("LON-008", "/accountStatus")
  const defect =
    recordDefect(certification, account, registered) ?? monthsDefect(certification, account, today)
  if (defect !== undefined) return defect
  return validTo < today || validTo > addDays(today, longestValidityDays)
    ? inconsistent("LON-009", "/validTo")
    : undefined
}
