import type { Segment } from "../../../contracts/accounts.ts"
import type { Month } from "../../../contracts/primitives.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { accepted, foundOf, nameOf, type AccountAccepted, type AccountContext } from "./account-decision.ts"
import { isOpen, sameAccount, type AccountRecord } from "./account-record.ts"
import { recordedBy } from "../withdrawal/withdrawal-ledger.ts"
import type { WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import { isOpenFinding } from "../finding/finding-record.ts"
import { openFindingAbout, type OpenedFinding } from "../finding/open-finding.ts"
import {
  doubledMonths,
  localOrigin,
  localRecordOf,
  localSegments,
  transferredGroups,
  type SegmentGroup,
} from "./contribution-record.ts"

export interface SegmentsAccepted extends AccountAccepted {
  readonly doubled: readonly Month[]
  readonly count: number
}

/**
 * A month paid twice is said once an account, until people have looked; after that only a month that was not doubled
 * before is a doubt again.
 */
const doubledFinding = (
  account: AccountRecord,
  doubled: readonly Month[],
  before: readonly Month[],
  context: AccountContext,
): OpenedFinding | undefined => {
  const known = context.person.findings.filter(
    (finding) => finding.class === "D3" && finding.accounts.some((name) => sameAccount(name, account)),
  )
  const isNew = known.length === 0 || doubled.some((month) => !before.includes(month))
  return doubled.length === 0 || known.some(isOpenFinding) || !isNew
    ? undefined
    : openFindingAbout("D3", account.personRef, [account], context)
}

/** Closed by its first payment while the transfer still runs: a statement may wait for the record (WDR-026). */
const isLeaving = ({ status, holds }: AccountRecord): boolean =>
  status === "04" && holds.some(({ ground }) => ground === "transferOut")

/** Replaces the contribution record of origin `local`; what a transfer brought is the hub's and stays. */
export const putSegments = (
  account: AccountRecord,
  segments: readonly Segment[],
  /** The record as it stands, and what the person's other accounts at this center paid. */
  known: {
    readonly groups: readonly SegmentGroup[]
    readonly beside: readonly Segment[]
    readonly ledger?: WithdrawalLedger | undefined
  },
  context: AccountContext,
): SegmentsAccepted | Refusal => {
  if (!isOpen(account) && !isLeaving(account)) return refuse("account-status-conflict")
  const local = localRecordOf(segments, {
    kind: account.accountKind,
    known: localSegments(known.groups),
    newId: context.newId,
  })
  if (local.outcome === "refused") return local
  const all = [...local.segments, ...transferredGroups(known.groups).flatMap((group) => group.segments)]
  const doubledWith = (own: readonly Segment[]): readonly Month[] =>
    doubledMonths([...own, ...known.beside], account.accountKind, context.today)
  const doubled = doubledWith(all)
  const before = doubledWith(known.groups.flatMap((group) => group.segments))
  const opened = doubledFinding(account, doubled, before, context)
  const recorded = recordedBy(known.ledger, context.now)
  return {
    ...accepted(account, account, "segments", context, [
      { kind: "saveSegments", account: nameOf(account), origin: localOrigin, segments: local.segments },
      ...(recorded === undefined ? [] : [{ kind: "saveWithdrawals" as const, ledger: recorded }]),
      ...(opened?.changes ?? []),
    ]),
    ...foundOf(opened?.finding),
    doubled,
    count: all.length,
  }
}
