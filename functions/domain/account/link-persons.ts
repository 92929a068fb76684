import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { foundOf, historyOf, type AccountContext, type FoundDuplicate } from "./account-decision.ts"
import {
  sameAccount,
  type AccountName,
  type AccountRecord,
  type NormalAccountGuard,
  type PersonRecord,
} from "./account-record.ts"
import { isMidLoan, linkLoans, shareLoan } from "../loan-registry/link-loans.ts"
import { openFindingAbout, type OpenedFinding } from "../finding/open-finding.ts"
import { tellAccount } from "./normal-account-guard.ts"

export interface LinkedPersons {
  readonly outcome: "accepted"
  readonly joined: "linked" | "contested"
  readonly changes: readonly Change[]
  readonly finding?: FoundDuplicate
}

export interface NamedPerson {
  readonly record: PersonRecord
  /** MAC of the name that the center gives for this document. */
  readonly nameMac: string
}

/** One transaction takes 100 items; the request's own two and a margin are kept free. */
const mostChanges = 90

/** The name is known under the document, or nobody is: a mistyped number must not join two human beings. */
const nameKnown = ({ record, nameMac }: NamedPerson): boolean =>
  record.accounts.length === 0 || record.accounts.some((account) => account.nameMac === nameMac)

const defectOf = (
  current: NamedPerson,
  former: NamedPerson,
  context: AccountContext,
): Refusal | undefined => {
  const both = [current, former]
  if (current.record.personRef === former.record.personRef) return refuse("persons-not-linkable")
  if (both.some(({ record }) => record.openTransfers.length > 0)) return refuse("persons-not-linkable")
  if (shareLoan(current.record, former.record)) return refuse("persons-not-linkable")
  // A center joins documents of its own customers only.
  const isCustomer = both.some(({ record }) =>
    record.accounts.some((account) => account.centerId === context.by),
  )
  if (!isCustomer) return refuse("persons-not-linkable")
  if (!both.every(nameKnown)) return refuse("persons-not-linkable", { rule: "ACC-009" })
  // Last: what ends by itself is told to nobody who could not join the documents afterwards.
  return both.some(({ record }) => isMidLoan(record, context.now)) ? refuse("persons-link-later") : undefined
}

/** Both had a normal account: neither is taken away, people look, and the former stands in line for the guard. */
const doubt = (
  current: PersonRecord,
  former: PersonRecord,
  context: AccountContext,
): OpenedFinding | undefined =>
  current.guard === undefined || former.guard === undefined
    ? undefined
    : openFindingAbout("D7", current.personRef, [current.guard.holder, former.guard.holder], context)

const guardChanges = (
  current: PersonRecord,
  former: NormalAccountGuard | undefined,
  context: AccountContext,
): readonly Change[] => {
  if (former === undefined) return []
  const { guard } = current
  if (guard === undefined)
    return [
      {
        kind: "claimGuard",
        guard: {
          personRef: current.personRef,
          holder: former.holder,
          waiting: former.waiting,
          life: context.newId("grd"),
          version: 1,
        },
      },
    ]
  const waiting = [...guard.waiting, former.holder, ...former.waiting]
  return [{ kind: "saveGuard", guard: { ...guard, waiting, version: guard.version + 1 } }]
}

const movedAccount = (
  account: AccountRecord,
  current: NamedPerson,
  contested: readonly AccountName[],
): AccountRecord => ({
  ...account,
  personRef: current.record.personRef,
  nameMac: current.nameMac,
  contested: account.contested || contested.some((name) => sameAccount(name, account)),
  version: account.version + 1,
})

/** Whose account is moved by another center's declaration hears of it: the link may be wrong, or worse. */
const tellOfLink = (
  account: AccountRecord,
  contested: readonly AccountName[],
  context: AccountContext,
): readonly Change[] =>
  account.centerId === context.by || contested.some((name) => sameAccount(name, account))
    ? []
    : [
        tellAccount(account, "account.person-linked", context, {
          actionNeeded: true,
          centerId: context.by,
        }),
      ]

const move = (
  account: AccountRecord,
  current: NamedPerson,
  contested: readonly AccountName[],
  context: AccountContext,
): readonly Change[] => {
  const moved = movedAccount(account, current, contested)
  return [
    { kind: "forgetAccount", account },
    { kind: "registerAccount", account: moved },
    { kind: "repointToPerson", account: moved, formerPersonRef: account.personRef },
    historyOf(moved, "person-link", context),
    ...tellOfLink(moved, contested, context),
  ]
}

/** What was paid once stays paid: it follows the person, or the new document would open it again. */
const subsidiesOf = (former: PersonRecord, current: PersonRecord): readonly Change[] =>
  (former.subsidies ?? [])
    .filter(({ once }) => current.subsidies?.some((known) => known.once === once) !== true)
    .map((subsidy): Change => ({
      kind: "claimSubsidy",
      subsidy: { ...subsidy, personRef: current.personRef },
    }))

/** A warning is about the person, not about a document: with a new one nobody leaves it behind. */
const warningsOf = (former: PersonRecord, current: PersonRecord): readonly Change[] =>
  (former.warnings ?? []).flatMap((line): readonly Change[] => [
    {
      kind: "hideWarning",
      subject: { kind: "person", personRef: former.personRef },
      warningId: line.warningId,
    },
    { kind: "showWarning", subject: { kind: "person", personRef: current.personRef }, line },
  ])

/**
 * One place for each home center and subject. Where both documents had a case there, the current's keeps the place:
 * both cases go on, and the former's ends without one.
 */
const openServicesOf = (former: PersonRecord, current: PersonRecord): readonly Change[] =>
  former.openServices.flatMap((mark): readonly Change[] => {
    const isTaken = current.openServices.some(
      ({ homeCenterId, subject }) => homeCenterId === mark.homeCenterId && subject === mark.subject,
    )
    return [
      { kind: "unmarkOpenService", personRef: former.personRef, mark },
      ...(isTaken ? [] : [{ kind: "markOpenService" as const, personRef: current.personRef, mark }]),
    ]
  })

/**
 * Joins the changed documents of one person: everything that stands under the former document moves to the one in
 * use, in one transaction, and the former partition keeps a marker that leads there.
 */
export const linkPersons = (
  current: NamedPerson,
  former: NamedPerson,
  context: AccountContext,
): LinkedPersons | Refusal => {
  const defect = defectOf(current, former, context)
  if (defect !== undefined) return defect
  const opened = doubt(current.record, former.record, context)
  const contested = opened?.finding.accounts ?? []
  // Written also when it is contested already: a decision that saw no such finding must not end its doubt.
  const kept = current.record.accounts.filter((account) =>
    contested.some((name) => sameAccount(name, account)),
  )
  const changes: readonly Change[] = [
    { kind: "expectUnlinked", personRef: current.record.personRef },
    {
      kind: "linkPerson",
      former: former.record.personRef,
      current: current.record.personRef,
      ...(former.record.guard === undefined ? {} : { guard: former.record.guard }),
    },
    {
      kind: "closePartition",
      former: former.record.personRef,
      current: current.record.personRef,
      openings: former.record.openings ?? 0,
    },
    ...guardChanges(current.record, former.record.guard, context),
    ...linkLoans(current.record, former.record, context),
    ...former.record.accounts.flatMap((account) => move(account, current, contested, context)),
    ...kept.map((account): Change => ({
      kind: "saveAccount",
      account: { ...account, contested: true, version: account.version + 1 },
    })),
    ...former.record.findings.map((known): Change => ({
      kind: "recordFinding",
      personRef: current.record.personRef,
      finding: known,
    })),
    ...subsidiesOf(former.record, current.record),
    ...openServicesOf(former.record, current.record),
    ...warningsOf(former.record, current.record),
    ...(opened?.changes ?? []),
  ]
  if (changes.length > mostChanges) return refuse("persons-not-linkable")
  return {
    outcome: "accepted",
    joined: opened === undefined ? "linked" : "contested",
    changes,
    ...foundOf(opened?.finding),
  }
}
