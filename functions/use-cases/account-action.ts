import type { AccountState } from "../../contracts/accounts.ts"
import { AccountNo, CenterId } from "../../contracts/primitives.ts"
import type { AccountAccepted, AccountContext, AccountDecision } from "../domain/account/account-decision.ts"
import {
  visibleStatus,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { accept, hitPoints, type Call, type Result } from "./use-case.ts"

export interface AccountActionNeeds {
  readonly readAccount: (
    name: AccountName,
  ) => Promise<{ readonly account: AccountRecord; readonly person: PersonRecord } | undefined>
}

interface Staff {
  readonly handler?: string | undefined
  readonly reviewer?: string | undefined
}

export const contextOf = (call: Call<Staff | object>, person: PersonRecord): AccountContext => {
  const { handler, reviewer }: Staff = call.body
  return {
    now: call.now,
    today: chinaDateOf(call.now),
    by: CenterId.parse(call.callerId),
    staff: { ...(handler === undefined ? {} : { handler }), ...(reviewer === undefined ? {} : { reviewer }) },
    newId: call.newId,
    person,
  }
}

export interface OwnAccount {
  readonly outcome: "found"
  readonly account: AccountRecord
  readonly context: AccountContext
}

/** The account of the path, which is the caller's own by its key; another center's cannot be named at all. */
export const ownAccount = async (
  needs: AccountActionNeeds,
  call: Call<Staff | object>,
): Promise<OwnAccount | Refusal> => {
  const accountNo = AccountNo.safeParse(call.params["accountNo"])
  if (!accountNo.success) return refuse("account-not-found")
  const found = await needs.readAccount({
    centerId: CenterId.parse(call.callerId),
    accountNo: accountNo.data,
  })
  if (found === undefined) return refuse("account-not-found")
  if (call.ifMatch !== undefined && call.ifMatch !== found.account.version)
    return refuse("version-stale", { field: "if-match" })
  return { outcome: "found", account: found.account, context: contextOf(call, found.person) }
}

export const stateOf = (decided: AccountAccepted, context: AccountContext): AccountState => ({
  accountNo: decided.account.accountNo,
  status: visibleStatus(decided.account, context.today),
  version: decided.account.version,
  ...(decided.awaitingSealOf === undefined ? {} : { awaitingSealOf: decided.awaitingSealOf }),
  ...(decided.finding === undefined ? {} : { finding: decided.finding }),
})

/** The answer to a decision. A refusal that names another center tells where the person has an account: a disclosure. */
export const resultOf = (
  decided: AccountDecision,
  context: AccountContext,
  purpose: string,
): Result<AccountState> => {
  if (decided.outcome === "accepted") return accept(stateOf(decided, context), decided.changes)
  if (decided.centerId === undefined || decided.centerId === context.by) return decided
  return {
    ...decided,
    disclosure: {
      personRefs: [context.person.personRef],
      purpose,
      points: hitPoints,
      found: decided.problem,
    },
  }
}
