import type { Segment } from "../../../contracts/accounts.ts"
import { AccountNo, CenterId, Instant, LocalDate, PersonRef } from "../../../contracts/primitives.ts"
import type { AccountContext } from "../../../functions/domain/account/account-decision.ts"
import {
  sameAccount,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../../../functions/domain/account/account-record.ts"
import type { Change } from "../../../functions/domain/change.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"

export const now = Instant.parse("2026-11-02T01:00:00.000Z")
export const today = LocalDate.parse("2026-11-02")
export const centers = ["990101000000001", "990201000000001", "990301000000001"].map((id) =>
  CenterId.parse(id),
)
export const personRef = PersonRef.parse("prs_AAAAAAAAAAAAAAAAAAAAAA")

export const someAccount = (
  changes: Partial<AccountRecord> & { readonly no?: string } = {},
): AccountRecord => {
  const { no = "a-1", ...rest } = changes
  return {
    personRef,
    nameMac: "name",
    centerId: CenterId.parse("990101000000001"),
    accountNo: AccountNo.parse(no),
    accountKind: "basic",
    contributorType: "employee",
    status: "01",
    statusSince: LocalDate.parse("2024-03-01"),
    openedOn: LocalDate.parse("2024-03-01"),
    contested: false,
    unitCreditCode: "91990101000000001X",
    holds: [],
    version: 1,
    ...rest,
  }
}

export const personOf = (
  accounts: readonly AccountRecord[],
  rest: Partial<PersonRecord> = {},
): PersonRecord => ({
  personRef,
  accounts,
  openTransfers: [],
  findings: [],
  loans: [],
  offsiteLoans: [],
  openServices: [],
  ...rest,
})

/** A person whose first account holds the guard. */
export const holding = (holder: AccountRecord, ...others: readonly AccountRecord[]): PersonRecord =>
  personOf([holder, ...others], {
    guard: {
      personRef,
      holder: nameOf(holder),
      waiting: others
        .filter((other) => other.status === "X2" || (other.status === "01" && other.contested))
        .map(nameOf),
      version: 1,
    },
  })

const nameOf = ({ centerId, accountNo }: AccountName): AccountName => ({ centerId, accountNo })

export const contextOf = (
  person: PersonRecord,
  by: CenterId = CenterId.parse("990101000000001"),
): AccountContext => ({
  now,
  today,
  by,
  staff: { handler: "h1", reviewer: "r1" },
  newId: newIdAt(Date.parse(now)),
  person,
})

export interface Ledger {
  readonly person: PersonRecord
  readonly segments: ReadonlyMap<string, readonly Segment[]>
}

const segmentKey = (name: AccountName, origin: string): string =>
  `${name.centerId}/${name.accountNo}/${origin}`

/** What the store makes of a decision, and that each of its conditions holds. */
export const written = (ledger: Ledger, changes: readonly Change[]): Ledger =>
  changes.reduce(writeOne, ledger)

const expectThat = (holds: boolean, condition: string): void => {
  if (!holds) throw new Error(`condition: ${condition}`)
}

const writeOne = ({ person, segments }: Ledger, change: Change): Ledger => {
  const kept = (name: AccountName) => person.accounts.filter((account) => !sameAccount(account, name))
  if (change.kind === "registerAccount") {
    expectThat(kept(change.account).length === person.accounts.length, "the account is new")
    return { segments, person: { ...person, accounts: [...person.accounts, change.account] } }
  }
  if (change.kind === "saveAccount") {
    const before = person.accounts.find((account) => sameAccount(account, change.account))
    expectThat(
      before?.version === change.account.version - 1,
      "the account is saved once, from the version that was read",
    )
    return { segments, person: { ...person, accounts: [...kept(change.account), change.account] } }
  }
  if (change.kind === "claimGuard" || change.kind === "saveGuard") {
    expectThat(
      (person.guard?.version ?? 0) === change.guard.version - 1,
      "the guard is saved from the version that was read",
    )
    return { segments, person: { ...person, guard: change.guard } }
  }
  if (change.kind === "releaseGuard") {
    const { guard: _guard, ...rest } = person
    return { segments, person: rest }
  }
  if (change.kind === "recordFinding")
    return { segments, person: { ...person, findings: [...person.findings, change.finding] } }
  if (change.kind === "saveSegments")
    return {
      person,
      segments: new Map([...segments, [segmentKey(change.account, change.origin), change.segments]]),
    }
  return { person, segments }
}

export const recordOf = (ledger: Ledger, name: AccountName) => {
  const prefix = segmentKey(name, "")
  return [...ledger.segments]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, segments]) => ({ origin: key.slice(prefix.length), segments }))
}
