import type { LocalDate } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { barOf } from "./account-bar.ts"
import {
  accepted,
  historyOf,
  holdsGuard,
  nameOf,
  type AccountContext,
  type AccountDecision,
} from "./account-decision.ts"
import { isOpen, sameAccount, type AccountRecord, type NormalAccountGuard } from "./account-record.ts"
import { emptied, mergedLedger } from "../withdrawal/withdrawal-ledger.ts"
import type { WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import { stillContested } from "./contested-account.ts"
import type { SegmentGroup } from "./contribution-record.ts"

export interface Merger {
  /** The account that ends as 03. */
  readonly closing: AccountRecord
  /** The account that lives on. */
  readonly living: AccountRecord
  readonly mergedOn: LocalDate
  readonly closingRecord: readonly SegmentGroup[]
  readonly livingRecord: readonly SegmentGroup[]
  readonly closingWithdrawals?: WithdrawalLedger | undefined
  readonly livingWithdrawals?: WithdrawalLedger | undefined
}

/** Two transfers' worth of groups and more; a record in more pieces than this is broken. */
const mostGroups = 30

const defectOf = (
  { closing, living, closingRecord }: Merger,
  context: AccountContext,
): Refusal | undefined => {
  const mergeable =
    living.personRef === closing.personRef &&
    !sameAccount(closing, living) &&
    closing.accountKind === living.accountKind
  if (!mergeable) return refuse("account-status-conflict", { rule: "ACC-008", field: "/intoAccountNo" })
  if (!isOpen(closing) || closingRecord.length > mostGroups) return refuse("account-status-conflict")
  if (!isOpen(living)) return refuse("account-status-conflict", { field: "/intoAccountNo" })
  // Once the statement is sent the sum of an account that leaves is fixed: nothing may be added to it.
  const leaving = living.holds.find((hold) => hold.ground === "transferOut")
  return (
    barOf(closing, "closing", context.today) ??
    (leaving === undefined ? undefined : refuse("account-held", { rule: "ACC-005", field: "/intoAccountNo" }))
  )
}

/** Holds without a case that the old account bore, such as a lock against withdrawal, follow the money. */
const joinedHolds = ({ closing, living }: Merger) => [
  ...living.holds,
  ...closing.holds.filter((hold) => hold.caseId === undefined),
]

/** The better standing of the two: who holds the guard, who waits for it, who neither. */
const standing = (account: AccountRecord, context: AccountContext): number => {
  if (account.status === "02") return 0
  return holdsGuard(account, context.person) || account.accountKind !== "basic"
    ? 3
    : account.status === "X2"
      ? 1
      : 2
}

const joined = (merger: Merger, context: AccountContext): AccountRecord => {
  const { closing, living, mergedOn } = merger
  const lifted = standing(closing, context) > standing(living, context)
  const account: AccountRecord = {
    ...living,
    ...(lifted
      ? { status: closing.status, statusSince: mergedOn, contested: living.contested || closing.contested }
      : {}),
    holds: joinedHolds(merger),
  }
  const others = context.person.accounts.filter((other) => !sameAccount(other, closing))
  const isHolder = holdsGuard(closing, context.person) || holdsGuard(living, context.person)
  return {
    ...account,
    contested: stillContested(
      account,
      { ...context.person, accounts: others },
      isHolder ? "its own" : "another's",
    ),
  }
}

/** The guard and the line for it know the living account in place of the closed one. */
const guardAfter = (
  { closing, living }: Merger,
  guard: NormalAccountGuard,
): NormalAccountGuard | undefined => {
  const names = [guard.holder, ...guard.waiting]
  if (!names.some((name) => sameAccount(name, closing))) return undefined
  const renamed = names.map((name) => (sameAccount(name, closing) ? nameOf(living) : name))
  const [holder = guard.holder, ...rest] = renamed.filter(
    (name, index) => renamed.findIndex((other) => sameAccount(other, name)) === index,
  )
  return { ...guard, holder, waiting: rest, version: guard.version + 1 }
}

/** The whole record moves; own segments of both become one local record, transferred ones keep their origin. */
const movedSegments = ({ closing, living, closingRecord, livingRecord }: Merger): readonly Change[] =>
  closingRecord.flatMap(({ origin, segments }): readonly Change[] => {
    const there = livingRecord.find((group) => group.origin === origin)?.segments ?? []
    return [
      { kind: "saveSegments", account: nameOf(living), origin, segments: [...there, ...segments] },
      { kind: "saveSegments", account: nameOf(closing), origin, segments: [] },
    ]
  })

/** What was withdrawn from the old account counts for the limits and intervals of the one that lives on. */
const movedWithdrawals = ({ living, closingWithdrawals, livingWithdrawals }: Merger): readonly Change[] =>
  closingWithdrawals === undefined || closingWithdrawals.entries.length === 0
    ? []
    : [
        {
          kind: "saveWithdrawals",
          ledger: mergedLedger(livingWithdrawals, nameOf(living), closingWithdrawals),
        },
        { kind: "saveWithdrawals", ledger: emptied(closingWithdrawals) },
      ]

/** 合并销户 (03): two accounts of one person at one center become one, with money, months and the guard. */
export const mergeAccounts = (merger: Merger, context: AccountContext): AccountDecision => {
  const defect = defectOf(merger, context)
  if (defect !== undefined) return defect
  const { closing, living, mergedOn } = merger
  const { guard } = context.person
  const savedGuard = guard === undefined ? undefined : guardAfter(merger, guard)
  const merged: AccountRecord = { ...joined(merger, context), version: living.version + 1 }
  return accepted(
    closing,
    { ...closing, status: "03", statusSince: mergedOn, holds: [], contested: false },
    "merger",
    context,
    [
      { kind: "saveAccount", account: merged },
      historyOf(merged, "merger", context),
      ...(savedGuard === undefined ? [] : [{ kind: "saveGuard" as const, guard: savedGuard }]),
      ...movedSegments(merger),
      ...movedWithdrawals(merger),
    ],
  )
}
