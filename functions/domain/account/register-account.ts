import { FindingId, type PersonRef } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import {
  historyOf,
  nameOf,
  type AccountAccepted,
  type AccountContext,
  type AccountDecision,
  type FoundDuplicate,
} from "./account-decision.ts"
import {
  isOpen,
  sameAccount,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "./account-record.ts"
import type { Finding } from "../finding/finding-record.ts"
import { claimChanges, guardMove, joinLine, type GuardMove } from "./claim-guard.ts"
import { basicAccountsBeside } from "./contested-account.ts"
import { tellAccount } from "./normal-account-guard.ts"

const isNormalBasic = (account: AccountRecord): boolean =>
  account.accountKind === "basic" && account.status === "01"

/** Same document, other name (D7): said once a person, since one look settles all of their accounts. */
const othersOfAnotherName = (account: AccountRecord, context: AccountContext): readonly AccountRecord[] =>
  context.person.findings.some((finding) => finding.class === "D7")
    ? []
    : context.person.accounts.filter((known) => known.nameMac !== account.nameMac).slice(0, 1)

const findingOf = (
  kind: Finding["class"],
  accounts: readonly AccountName[],
  context: AccountContext,
): Finding => ({
  findingId: FindingId.parse(context.newId("fnd")),
  class: kind,
  accounts: accounts.map(nameOf),
  foundAt: context.now,
})

/**
 * Who holds the guard, unless the two stand side by side at one center (D2). An account that its transfer has closed (04)
 * holds it still, at the same center too: until the transfer is complete nobody else is normal.
 */
const rivalOf = ({ guard }: PersonRecord, beside: readonly AccountRecord[]): readonly AccountName[] =>
  guard === undefined || beside.some((known) => sameAccount(known, guard.holder)) ? [] : [guard.holder]

/** What a new account makes doubtful, the gravest first. */
export const findingsOfNew = (account: AccountRecord, context: AccountContext): readonly Finding[] => {
  const { person } = context
  const beside = basicAccountsBeside(account, person)
  const rival = isNormalBasic(account) ? rivalOf(person, beside) : []
  const otherName = othersOfAnotherName(account, context)
  const found = (kind: Finding["class"], others: readonly AccountName[]): readonly Finding[] =>
    others.length === 0 ? [] : [findingOf(kind, [...others, account], context)]
  return [...found("D1", rival), ...found("D2", beside), ...found("D7", otherName)]
}

/** Each center that a finding names hears of it once, about an account of its own. */
export const findingChanges = (
  personRef: PersonRef,
  findings: readonly Finding[],
  context: AccountContext,
): readonly Change[] =>
  findings.flatMap((finding): readonly Change[] => {
    const byCenter = new Map(finding.accounts.map((name) => [name.centerId, name]))
    return [
      { kind: "recordFinding", personRef, finding },
      ...[...byCenter.values()].map((name) =>
        tellAccount(name, "account.finding", context, {
          actionNeeded: true,
          centerId: context.by,
          note: finding.class,
        }),
      ),
    ]
  })

export const foundOf = (finding: Finding | undefined): { readonly finding?: FoundDuplicate } =>
  finding === undefined
    ? {}
    : { finding: { findingId: FindingId.parse(finding.findingId), class: finding.class } }

const registered = (
  account: AccountRecord,
  event: string,
  context: AccountContext,
  findings: readonly Finding[],
  changes: readonly Change[],
): AccountAccepted => ({
  outcome: "accepted",
  account,
  changes: [
    { kind: "registerAccount", account },
    { kind: "pointToPerson", account },
    ...changes,
    historyOf(account, event, context),
    ...findingChanges(account.personRef, findings, context),
  ],
  ...foundOf(findings[0]),
})

/** An account that touches no guard must still not be put where the person has just been linked away. */
const guardChanges = (account: AccountRecord, move: GuardMove, context: AccountContext): readonly Change[] =>
  move.move === "none"
    ? [{ kind: "expectUnlinked", personRef: account.personRef }]
    : claimChanges(account, move, context)

const normalTaken = (move: GuardMove): Refusal | undefined =>
  move.move === "refused"
    ? refuse("normal-account-exists", { rule: "ACC-001", centerId: move.holder.centerId })
    : undefined

/** 02 may always be opened; 01 claims the nationwide guard, waits for it (X2) or is refused by it. */
export const registerNewAccount = (requested: AccountRecord, context: AccountContext): AccountDecision => {
  const move = guardMove(requested, context.person)
  const taken = normalTaken(move)
  if (taken !== undefined) return taken
  const waits = move.move === "wait"
  const account: AccountRecord = waits ? { ...requested, status: "X2" } : requested
  const decided = registered(
    account,
    "opening",
    context,
    findingsOfNew(account, context),
    guardChanges(account, move, context),
  )
  return waits ? { ...decided, awaitingSealOf: move.guard.holder.centerId } : decided
}

/**
 * An account from before the hub is registered as it is. What breaks uniqueness is stored contested with its
 * findings: a second normal account never gets the guard, but stands in line for it until the doubt is settled.
 */
export const registerFormerAccount = (former: AccountRecord, context: AccountContext): AccountAccepted => {
  const findings = findingsOfNew(former, context)
  const account: AccountRecord = { ...former, contested: isOpen(former) && findings.length > 0 }
  const { guard } = context.person
  const changes: readonly Change[] =
    guard !== undefined && isNormalBasic(account)
      ? [joinLine(guard, account)]
      : guardChanges(account, isNormalBasic(account) ? { move: "claim" } : { move: "none" }, context)
  return registered(account, "import", context, findings, changes)
}
