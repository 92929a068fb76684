import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import {
  foundOf,
  historyOf,
  type AccountAccepted,
  type AccountContext,
  type AccountDecision,
} from "./account-decision.ts"
import {
  isOpen,
  sameAccount,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "./account-record.ts"
import { isOpenFinding, type Finding } from "../finding/finding-record.ts"
import { openFindingAbout, type OpenedFinding } from "../finding/open-finding.ts"
import { claimChanges, guardMove, joinLine, type GuardMove } from "./claim-guard.ts"
import { basicAccountsBeside } from "./contested-account.ts"

const isNormalBasic = (account: AccountRecord): boolean =>
  account.accountKind === "basic" && account.status === "01"

/**
 * Same document, other name (D7): said once a person, since one look settles all names that are known by then. After it
 * only a name that nobody has seen is a doubt again.
 */
const othersOfAnotherName = (
  account: AccountRecord,
  { person }: AccountContext,
): readonly AccountRecord[] => {
  const known = person.findings.filter((finding) => finding.class === "D7")
  const isKnownName = person.accounts.some(({ nameMac }) => nameMac === account.nameMac)
  if (known.some(isOpenFinding) || (known.length > 0 && isKnownName)) return []
  return person.accounts.filter(({ nameMac }) => nameMac !== account.nameMac).slice(0, 1)
}

/**
 * Who holds the guard, unless the two stand side by side at one center (D2). An account that its transfer has closed (04)
 * holds it still, at the same center too: until the transfer is complete nobody else is normal.
 */
const rivalOf = ({ guard }: PersonRecord, beside: readonly AccountRecord[]): readonly AccountName[] =>
  guard === undefined || beside.some((known) => sameAccount(known, guard.holder)) ? [] : [guard.holder]

/** What a new account makes doubtful, the gravest first. */
const findingsOfNew = (account: AccountRecord, context: AccountContext): readonly OpenedFinding[] => {
  const { person } = context
  const beside = basicAccountsBeside(account, person)
  const rival = isNormalBasic(account) ? rivalOf(person, beside) : []
  const otherName = othersOfAnotherName(account, context)
  const found = (kind: Finding["class"], others: readonly AccountName[]): readonly OpenedFinding[] =>
    others.length === 0 ? [] : [openFindingAbout(kind, account.personRef, [...others, account], context)]
  return [...found("D1", rival), ...found("D2", beside), ...found("D7", otherName)]
}

const registered = (
  account: AccountRecord,
  event: string,
  context: AccountContext,
  findings: readonly OpenedFinding[],
  changes: readonly Change[],
): AccountAccepted => ({
  outcome: "accepted",
  account,
  changes: [
    { kind: "registerAccount", account },
    { kind: "pointToPerson", account },
    ...changes,
    historyOf(account, event, context),
    ...findings.flatMap((opened) => opened.changes),
  ],
  ...foundOf(findings[0]?.finding),
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
