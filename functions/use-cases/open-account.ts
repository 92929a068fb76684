import type { AccountState, OpenAccountRequest } from "../../contracts/accounts.ts"
import { CenterId, FindingId, type PersonRef } from "../../contracts/primitives.ts"
import type { AccountRecord, Finding, NormalAccountGuard, PersonRecord } from "../domain/account/account-record.ts"
import { sameAccount } from "../domain/account/account-record.ts"
import { tellAccount } from "../domain/account/normal-account-guard.ts"
import type { Change } from "../domain/change.ts"
import { refuse } from "../domain/refusal.ts"
import { accept, hitPoints, type Call, type DisclosingRefusal, type Identified, type Identify, type UseCase } from "./use-case.ts"

export interface OpenAccountNeeds {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readHolder: (name: { centerId: CenterId; accountNo: AccountRecord["accountNo"] }) => Promise<PersonRef | undefined>
}

const recordOf = (call: Call<OpenAccountRequest>, centerId: CenterId, person: PersonRecord, who: Identified): AccountRecord => {
  const { accountNo, accountKind, contributorType, status, openedOn, unitCreditCode, agreementNo } = call.body
  return {
    personRef: person.personRef,
    nameMac: who.nameMac,
    centerId,
    accountNo,
    accountKind,
    contributorType,
    status,
    statusSince: openedOn,
    openedOn,
    contested: false,
    ...(unitCreditCode === undefined ? {} : { unitCreditCode }),
    ...(agreementNo === undefined ? {} : { agreementNo }),
    holds: [],
    version: 1,
  }
}

/** How a new normal account meets the guard: claims it, waits for it, or is refused by it. */
type GuardMove =
  | { readonly move: "none" | "claim" }
  | { readonly move: "wait"; readonly guard: NormalAccountGuard }
  | { readonly move: "refused"; readonly guard: NormalAccountGuard }

const guardMove = (account: AccountRecord, person: PersonRecord): GuardMove => {
  if (account.accountKind !== "basic" || account.status !== "01") return { move: "none" }
  if (person.guard === undefined) return { move: "claim" }
  // Contributing through an employer is a duty, so an employee waits for the seal; a flexible contributor chooses.
  return { move: account.contributorType === "employee" ? "wait" : "refused", guard: person.guard }
}

const taken = (guard: NormalAccountGuard, personRef: PersonRef): DisclosingRefusal => ({
  ...refuse("normal-account-exists", { rule: "ACC-001", centerId: guard.holder.centerId }),
  disclosure: { personRefs: [personRef], purpose: "open", points: hitPoints, found: "normal-account-exists" },
})

/** Same document, other name: the account is opened, and people look (D7). */
const nameFinding = (account: AccountRecord, person: PersonRecord, call: Call<OpenAccountRequest>): Finding | undefined => {
  const other = person.accounts.find((known) => known.nameMac !== account.nameMac)
  if (other === undefined || person.findings.some((finding) => finding.class === "D7")) return undefined
  return { findingId: FindingId.parse(call.newId("fnd")), class: "D7", accounts: [other, account].map(({ centerId, accountNo }) => ({ centerId, accountNo })), foundAt: call.now }
}

const guardChanges = (account: AccountRecord, guard: GuardMove, call: Call<OpenAccountRequest>): readonly Change[] => {
  const name = { centerId: account.centerId, accountNo: account.accountNo }
  switch (guard.move) {
    case "claim":
      return [{ kind: "claimGuard", guard: { personRef: account.personRef, holder: name, waiting: [], version: 1 } }]
    case "wait":
      return [
        { kind: "saveGuard", guard: { ...guard.guard, waiting: [...guard.guard.waiting, name], version: guard.guard.version + 1 } },
        tellAccount(guard.guard.holder, "account.seal-request", call, { actionNeeded: true, centerId: account.centerId }),
      ]
    case "none":
      return [{ kind: "expectUnlinked", personRef: account.personRef }]
    case "refused":
      return []
  }
}

/** Registers an account. 02 may always be opened; 01 claims the nationwide guard, in the same transaction. */
export const openAccount =
  (needs: OpenAccountNeeds): UseCase<OpenAccountRequest, AccountState> =>
  async (call) => {
    const centerId = CenterId.parse(call.callerId)
    const who = await needs.identify(call.body.person)
    const person = await needs.readPerson(who.personRef)
    const requested = recordOf(call, centerId, person, who)
    if (person.accounts.some((known) => sameAccount(known, requested))) return refuse("account-exists", { field: "/accountNo" })
    if ((await needs.readHolder(requested)) !== undefined) return refuse("account-exists", { field: "/accountNo" })
    const guard = guardMove(requested, person)
    if (guard.move === "refused") return taken(guard.guard, person.personRef)
    const account: AccountRecord = guard.move === "wait" ? { ...requested, status: "X2" } : requested
    const finding = nameFinding(account, person, call)
    const { handler, reviewer } = call.body
    return accept(
      {
        accountNo: account.accountNo,
        status: account.status,
        version: account.version,
        ...(guard.move === "wait" ? { awaitingSealOf: guard.guard.holder.centerId } : {}),
        ...(finding === undefined ? {} : { finding: { findingId: FindingId.parse(finding.findingId), class: finding.class } }),
      },
      [
        { kind: "registerAccount", account },
        { kind: "pointToPerson", account },
        ...guardChanges(account, guard, call),
        {
          kind: "recordAccountHistory",
          account,
          entryId: call.newId("hst"),
          entry: {
            at: call.now,
            event: "opening",
            by: centerId,
            status: account.status,
            ...(handler === undefined ? {} : { handler }),
            ...(reviewer === undefined ? {} : { reviewer }),
          },
        },
        ...(finding === undefined ? [] : [{ kind: "recordFinding" as const, personRef: person.personRef, finding }]),
      ],
    )
  }
