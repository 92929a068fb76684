import type { Segment } from "../../../contracts/accounts.ts"
import { FindingId, type Month } from "../../../contracts/primitives.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { accepted, nameOf, type AccountAccepted, type AccountContext } from "./account-decision.ts"
import { isOpen, sameAccount, type AccountRecord } from "./account-record.ts"
import type { Finding } from "../finding/finding-record.ts"
import {
  doubledMonths,
  localOrigin,
  localRecordOf,
  localSegments,
  transferredGroups,
  type SegmentGroup,
} from "./contribution-record.ts"
import { findingChanges, foundOf } from "./register-account.ts"

export interface SegmentsAccepted extends AccountAccepted {
  readonly doubled: readonly Month[]
  readonly count: number
}

/** A month paid twice is said once an account: the finding stays until people have looked. */
const doubledFinding = (
  account: AccountRecord,
  doubled: readonly Month[],
  context: AccountContext,
): readonly Finding[] => {
  const known = context.person.findings.some(
    (finding) => finding.class === "D3" && finding.accounts.some((name) => sameAccount(name, account)),
  )
  return doubled.length === 0 || known
    ? []
    : [
        {
          findingId: FindingId.parse(context.newId("fnd")),
          class: "D3",
          accounts: [nameOf(account)],
          foundAt: context.now,
        },
      ]
}

/** Replaces the contribution record of origin `local`; what a transfer brought is the hub's and stays. */
export const putSegments = (
  account: AccountRecord,
  segments: readonly Segment[],
  /** The record as it stands, and what the person's other accounts at this center paid. */
  known: { readonly groups: readonly SegmentGroup[]; readonly beside: readonly Segment[] },
  context: AccountContext,
): SegmentsAccepted | Refusal => {
  if (!isOpen(account)) return refuse("account-status-conflict")
  const local = localRecordOf(segments, {
    kind: account.accountKind,
    known: localSegments(known.groups),
    newId: context.newId,
  })
  if (local.outcome === "refused") return local
  const all = [...local.segments, ...transferredGroups(known.groups).flatMap((group) => group.segments)]
  const doubled = doubledMonths([...all, ...known.beside], account.accountKind, context.today)
  const findings = doubledFinding(account, doubled, context)
  return {
    ...accepted(account, account, "segments", context, [
      { kind: "saveSegments", account: nameOf(account), origin: localOrigin, segments: local.segments },
      ...findingChanges(account.personRef, findings, context),
    ]),
    ...foundOf(findings[0]),
    doubled,
    count: all.length,
  }
}
