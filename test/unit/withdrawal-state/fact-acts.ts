import {
  Hold,
  PutSegmentsRequest,
  WithdrawalRequest,
  MergerRequest,
  LinkPersonsRequest,
} from "../../../contracts/accounts.ts"
import {
  AccountNo,
  CenterId,
  HoldId,
  Instant,
  LocalDate,
  Money,
  PersonRef,
  type Person,
} from "../../../contracts/primitives.ts"
import type { AccountName, AccountRecord } from "../../../functions/domain/account/account-record.ts"
import { isOpen } from "../../../functions/domain/account/account-record.ts"
import { nameOf } from "../../../functions/domain/account/account-decision.ts"
import { partsOfBalance } from "../../../functions/domain/withdrawal/parts-of-balance.ts"
import type { Change } from "../../../functions/domain/change.ts"
import { releaseUse, useFact } from "../../../functions/domain/withdrawal/use-fact.ts"
import {
  lessTaken,
  openTaken,
  splitByType,
  withEntry,
  withoutEntry,
  withPaid,
} from "../../../functions/domain/withdrawal/withdrawal-ledger.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"
import { readAccount, readSegments } from "../../../functions/store/accounts.ts"
import { commit } from "../../../functions/store/commit.ts"
import { readPerson } from "../../../functions/store/persons.ts"
import type { Table } from "../../../functions/store/table.ts"
import { readFact, readWithdrawals } from "../../../functions/store/withdrawals.ts"
import { linkPersons } from "../../../functions/use-cases/link-persons.ts"
import { mergeAccount } from "../../../functions/use-cases/merge-account.ts"
import { putSegments } from "../../../functions/use-cases/put-segments.ts"
import { reportWithdrawal } from "../../../functions/use-cases/report-withdrawal.ts"
import type { Call, Result, UseCase } from "../../../functions/use-cases/use-case.ts"
import { makePerson } from "../../../tools/make-person.ts"
import { aSegment } from "../account/a-segment.ts"

// What one family's centers do with one lift and with the accounts that pay for it: the real store and the real use
// cases; an approval writes what a service case writes of it.

export const centers = ["990101000000001", "990201000000001", "990301000000001"].map((id) =>
  CenterId.parse(id),
)
export const [O, I, T] = [
  CenterId.parse("990101000000001"),
  CenterId.parse("990201000000001"),
  CenterId.parse("990301000000001"),
]
const refOf = (letter: string): PersonRef => PersonRef.parse(`prs_${letter.repeat(22)}`)

/** The owner has two documents until they are joined. */
export const owner = refOf("A")
export const ownerByPassport = refOf("B")
export const spouse = refOf("C")
export const child = refOf("D")

const now = Instant.parse("2026-11-02T01:00:00.000Z")
const nowMs = Date.parse(now)
export const today = LocalDate.parse("2026-11-02")
const staff = { handler: "h-01", reviewer: "r-02" }
const mostDecisions = 60

export const fact = "lift#210102#12-3#501"
export const total = Money.parse("20000.00")
export const balance = "15000.00"

/** What has happened, or why it has not. */
export type Act = (table: Table) => Promise<string>

const needsOver = (table: Table) => ({
  readAccount: (name: AccountName) => readAccount(table, name),
  readSegments: (name: AccountName) => readSegments(table, name),
  readWithdrawals: (name: AccountName) => readWithdrawals(table, name),
  readPerson: (ref: PersonRef) => readPerson(table, ref),
  readOffsiteLoan: () => Promise.resolve(undefined),
  readLoan: () => Promise.resolve(undefined),
  readPolicies: () => Promise.resolve([]),
  readLatestAgreement: () => Promise.resolve(undefined),
  identify: (person: Person) =>
    Promise.resolve({
      personRef: person.documentType === "02" ? ownerByPassport : owner,
      nameMac: "name",
    }),
})

/** Decided again from fresh records after each lost race, as the edge does. */
const decided = async (table: Table, decide: () => Promise<readonly Change[] | string>): Promise<string> => {
  for (let round = 1; round <= mostDecisions; round += 1) {
    const changes = await decide()
    if (typeof changes === "string") return changes
    const written = await commit(table, changes)
    if (written.outcome === "committed") return "done"
    if (written.outcome !== "conflict") return written.outcome
  }
  return "busy"
}

const next = (account: AccountRecord, holds: AccountRecord["holds"]): Change => ({
  kind: "saveAccount",
  account: { ...account, holds, version: account.version + 1 },
})

interface Approval {
  readonly at: AccountName
  readonly caseId: string
  readonly amount: string
  /** Absent for a withdrawal without a fact. */
  readonly principal?: PersonRef
}

const holdOf = (caseId: string): Hold => ({
  holdId: HoldId.parse(newIdAt(nowMs)("hld")),
  ground: "other",
  scope: ["closing", "transfer"],
  documentNo: caseId,
  from: today,
})

/** Fact, ledger and account in one transaction, as the approval of a service case writes them. */
export const approve =
  ({ at, caseId, amount: asked, principal }: Approval): Act =>
  (table) =>
    decided(table, async () => {
      const amount = Money.parse(asked)
      const found = await readAccount(table, at)
      if (found === undefined || !isOpen(found.account)) return "no such account"
      const { account, person } = found
      const ledger = await readWithdrawals(table, at)
      const groups = await readSegments(table, at)
      const held = partsOfBalance(groups.flatMap(({ segments }) => segments))
      const split = splitByType(amount, lessTaken(held, openTaken(ledger)))
      if (split.outcome === "refused") return split.problem
      const entry = { caseId, reason: "99", amount, taken: split.taken, approvedOn: today } as const
      const changes: readonly Change[] = [
        next(account, [...account.holds, holdOf(caseId)]),
        { kind: "saveWithdrawals", ledger: withEntry(ledger, at, { ...entry, purpose: "lift" }) },
      ]
      if (principal === undefined) return changes
      const [known, principalNow] = [await readFact(table, fact), await readPerson(table, principal)]
      const used = useFact({
        known,
        fact,
        total,
        principalRef: principalNow.personRef,
        use: { caseId, personRef: person.personRef, centerId: at.centerId, amount, usedOn: today },
      })
      return used.outcome === "refused" ? used.problem : [...changes, { kind: "saveFact", fact: used.fact }]
    })

/** The case ends without a payment. */
export const giveBack =
  (at: AccountName, caseId: string): Act =>
  (table) =>
    decided(table, async () => {
      const found = await readAccount(table, at)
      const known = await readFact(table, fact)
      const ledger = withoutEntry(await readWithdrawals(table, at), caseId)
      if (found === undefined || ledger === undefined) return "nothing to give back"
      const released = known === undefined ? undefined : releaseUse(known, caseId)
      const { account } = found
      return [
        next(
          account,
          account.holds.filter(({ documentNo }) => documentNo !== caseId),
        ),
        { kind: "saveWithdrawals", ledger },
        ...(released === undefined ? [] : [{ kind: "saveFact" as const, fact: released }]),
      ]
    })

export const pay =
  (at: AccountName, caseId: string): Act =>
  (table) =>
    decided(table, async () => {
      const found = await readAccount(table, at)
      const ledger = withPaid(await readWithdrawals(table, at), caseId, today)
      if (found === undefined || ledger === undefined) return "nothing to pay"
      const { account } = found
      return [
        next(
          account,
          account.holds.filter(({ documentNo }) => documentNo !== caseId),
        ),
        { kind: "saveWithdrawals", ledger },
      ]
    })

const changesOf = (result: Result<unknown>): readonly Change[] | string => {
  if (result.outcome === "refused") return result.problem
  return result.outcome === "accepted" ? result.changes : result.outcome
}

const calling =
  <Body>(
    schema: { readonly parse: (body: unknown) => Body },
    useCaseOf: (needs: ReturnType<typeof needsOver>) => UseCase<Body, unknown>,
  ) =>
  (at: AccountName, body: object): Act =>
  (table) =>
    decided(table, async () => {
      const needs = needsOver(table)
      const version = (await readAccount(table, at))?.account.version
      const call: Call<Body> = {
        callerId: at.centerId,
        now,
        nowMs,
        params: { accountNo: at.accountNo },
        query: {},
        newId: newIdAt(nowMs),
        keyRestricted: false,
        body: schema.parse(body),
        ...(version === undefined ? {} : { ifMatch: version }),
      }
      const changes = changesOf(await useCaseOf(needs)(call))
      // A center that comes too late reads the account again.
      return changes === "version-stale" ? [] : changes
    })

const reporting = calling(WithdrawalRequest, (needs) => reportWithdrawal(needs))
const putting = calling(PutSegmentsRequest, (needs) => putSegments(needs))
const merging = calling(MergerRequest, (needs) => mergeAccount(needs))
const linking = calling(LinkPersonsRequest, (needs) => linkPersons(needs))

export const report = (at: AccountName, reference: string, amount: string): Act =>
  reporting(at, { reference, amount, withdrawnOn: today, withdrawalReason: "01", ...staff })
export const put = (at: AccountName): Act => putting(at, { segments: [aSegment({ principal: balance })] })
export const merge = (at: AccountName, into: AccountName): Act =>
  merging(at, { intoAccountNo: into.accountNo, mergedOn: today, ...staff })
export const link = (at: AccountName): Act => {
  const current = makePerson("fact races")
  const former = { documentType: "02", documentNumber: "FZ30001", name: current.name }
  return linking(at, { current, former, evidence: "证件变更证明", ...staff })
}

const accountOf = (centerId: CenterId, no: string, personRef: PersonRef): AccountRecord => ({
  personRef,
  nameMac: "name",
  centerId,
  accountNo: AccountNo.parse(no),
  accountKind: "basic",
  contributorType: "employee",
  status: "02",
  statusSince: LocalDate.parse("2024-03-01"),
  openedOn: LocalDate.parse("2024-03-01"),
  contested: false,
  unitCreditCode: "91990101000000001X",
  holds: [],
  version: 1,
})

const accounts = {
  owner: accountOf(O, "o-1", owner),
  ownersSecond: accountOf(O, "o-2", owner),
  ownersElsewhere: accountOf(T, "t-1", ownerByPassport),
  spouse: accountOf(I, "i-1", spouse),
  child: accountOf(T, "t-2", child),
}
export const at = {
  owner: nameOf(accounts.owner),
  ownersSecond: nameOf(accounts.ownersSecond),
  ownersElsewhere: nameOf(accounts.ownersElsewhere),
  spouse: nameOf(accounts.spouse),
  child: nameOf(accounts.child),
}

/** An account with its record, as a center brings it. */
export const openIn = async (table: Table, account: AccountRecord): Promise<void> => {
  const written = await commit(table, [
    { kind: "registerAccount", account },
    { kind: "pointToPerson", account },
    { kind: "expectUnlinked", personRef: account.personRef },
    {
      kind: "saveSegments",
      account: nameOf(account),
      origin: "local",
      segments: [aSegment({ principal: balance })],
    },
  ])
  if (written.outcome !== "committed") throw new Error("the account is not opened")
}

/** The family's accounts in three cities. */
export const openFamily = async (table: Table): Promise<void> => {
  for (const account of Object.values(accounts)) await openIn(table, account)
}

/** Somebody of the family whose account is one of many. */
export const relativeOf = (index: number): AccountRecord => {
  const centerId = centers[index % centers.length] ?? O
  const ref = PersonRef.parse(`prs_R${String(index).padStart(21, "0")}`)
  return accountOf(centerId, `r-${index}`, ref)
}
