import type { CenterId, FindingId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { sameAccount, type AccountName, type AccountRecord, type PersonRecord } from "./account-record.ts"
import type { Finding } from "../finding/finding-record.ts"
import { firstWaiter, releaseOrHandOver } from "./normal-account-guard.ts"

/** Everything that a decision on an account may look at; all of it was read before. */
export interface AccountContext {
  readonly now: Instant
  readonly today: LocalDate
  /** The acting center. */
  readonly by: CenterId
  readonly staff: { readonly handler?: string; readonly reviewer?: string }
  readonly newId: (prefix: string) => string
  readonly person: PersonRecord
}

export interface AccountAccepted {
  readonly outcome: "accepted"
  readonly account: AccountRecord
  readonly changes: readonly Change[]
  /** The center whose seal hands the guard over. */
  readonly awaitingSealOf?: CenterId
  readonly finding?: FoundDuplicate
}

export interface FoundDuplicate {
  readonly findingId: FindingId
  readonly class: Finding["class"]
}

export const foundOf = (finding: Finding | undefined): { readonly finding?: FoundDuplicate } =>
  finding === undefined ? {} : { finding: { findingId: finding.findingId, class: finding.class } }

export type AccountDecision = AccountAccepted | Refusal

export const nameOf = ({ centerId, accountNo }: AccountName): AccountName => ({ centerId, accountNo })

export const historyOf = (account: AccountRecord, event: string, context: AccountContext): Change => ({
  kind: "recordAccountHistory",
  account: nameOf(account),
  entryId: context.newId("hst"),
  entry: { at: context.now, event, by: context.by, ...context.staff, status: account.status },
})

/** Writes the next version of an account that exists, its history line, and what changes with it. */
export const accepted = (
  before: AccountRecord,
  after: Omit<AccountRecord, "version">,
  event: string,
  context: AccountContext,
  changes: readonly Change[] = [],
): AccountAccepted => {
  const account: AccountRecord = { ...after, version: before.version + 1 }
  return {
    outcome: "accepted",
    account,
    changes: [{ kind: "saveAccount", account }, historyOf(account, event, context), ...changes],
  }
}

/** The day of an act lies in the life of the account: not before its opening, not after today. */
export const defectOfDay = (
  day: LocalDate,
  field: string,
  context: { readonly today: LocalDate },
  account?: AccountRecord,
): Refusal | undefined => {
  if (day > context.today) return refuse("invalid-request", { rule: "VAL-010", field })
  return account !== undefined && day < account.openedOn
    ? refuse("invalid-request", { rule: "VAL-005", field })
    : undefined
}

export const holdsGuard = (account: AccountName, person: PersonRecord): boolean =>
  person.guard !== undefined && sameAccount(person.guard.holder, account)

/** An account that is no longer normal gives the guard to the first that waits; one that waited leaves the line. */
export const leaveGuard = (account: AccountRecord, context: AccountContext): readonly Change[] => {
  const { guard } = context.person
  if (guard === undefined) return []
  if (sameAccount(guard.holder, account)) {
    const { granted, changes } = releaseOrHandOver(
      guard,
      firstWaiter(guard, context.person),
      context,
      context.today,
    )
    return granted === undefined ? changes : [{ kind: "saveAccount", account: granted }, ...changes]
  }
  const waiting = guard.waiting.filter((name) => !sameAccount(name, account))
  return waiting.length === guard.waiting.length
    ? []
    : [{ kind: "saveGuard", guard: { ...guard, waiting, version: guard.version + 1 } }]
}
