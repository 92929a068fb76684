import type { Segment } from "../../../contracts/accounts.ts"
import type { Instant } from "../../../contracts/primitives.ts"
import { transferredGroups, type SegmentGroup } from "../account/contribution-record.ts"
import type { Change } from "../change.ts"
import { isZeroMoney } from "../money/money.ts"
import { paidThroughOf } from "./arrears.ts"
import type { AgreementRecord } from "./flexible-record.ts"

const isEmpty = (segments: readonly Segment[]): boolean =>
  segments.every(({ principal, interest }) => isZeroMoney(principal) && isZeroMoney(interest))

/** What may be due earlier than the clock believes: fewer months than before, or a balance that is gone. */
const fellBehind = (before: readonly Segment[], after: readonly Segment[]): boolean =>
  (paidThroughOf(after) ?? "") < (paidThroughOf(before) ?? "") || (isEmpty(after) && !isEmpty(before))

/**
 * A contribution record was replaced: the clock of the account's agreement looks within the minute when arrears that
 * were told may be paid, or when the record fell behind what the clock waits for. Else it comes round by itself.
 */
export const followRecord = (
  agreement: AgreementRecord | undefined,
  groups: readonly SegmentGroup[],
  local: readonly Segment[],
  now: Instant,
): readonly Change[] => {
  if (agreement?.timerAt === undefined) return []
  const before = groups.flatMap(({ segments }) => segments)
  const after = [...local, ...transferredGroups(groups).flatMap(({ segments }) => segments)]
  if (agreement.arrearsToldAt === undefined && !fellBehind(before, after)) return []
  return [
    { kind: "saveAgreement", agreement: { ...agreement, timerAt: now, version: agreement.version + 1 } },
  ]
}
