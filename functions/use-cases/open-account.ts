import type { AccountState, OpenAccountRequest } from "../../contracts/accounts.ts"
import { CenterId, type PersonRef } from "../../contracts/primitives.ts"
import { defectOfDay, type AccountContext } from "../domain/account/account-decision.ts"
import {
  sameAccount,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../domain/account/account-record.ts"
import { registerNewAccount } from "../domain/account/register-account.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { booksDefect } from "../domain/directory/own-books.ts"
import { refuse } from "../domain/refusal.ts"
import { contextOf, resultOf } from "./account-action.ts"
import type { Identified, Identify, UseCase } from "./use-case.ts"

export interface OpenAccountNeeds {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readHolder: (name: AccountName) => Promise<PersonRef | undefined>
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
}

const requestedAccount = (
  body: OpenAccountRequest,
  who: Identified,
  context: AccountContext,
): AccountRecord => {
  const { accountNo, accountKind, contributorType, status, openedOn, unitCreditCode, agreementNo } = body
  return {
    personRef: context.person.personRef,
    nameMac: who.nameMac,
    centerId: context.by,
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

/** Registers an account. 02 may always be opened; 01 claims the nationwide guard, in the same transaction. */
export const openAccount =
  (needs: OpenAccountNeeds): UseCase<OpenAccountRequest, AccountState> =>
  async (call) => {
    const who = await needs.identify(call.body.person)
    const name: AccountName = { centerId: CenterId.parse(call.callerId), accountNo: call.body.accountNo }
    const [person, holder, center] = await Promise.all([
      needs.readPerson(who.personRef),
      needs.readHolder(name),
      needs.readCenter(call.callerId),
    ])
    const context = contextOf(call, person)
    const defect = booksDefect(center) ?? defectOfDay(call.body.openedOn, "/openedOn", context)
    if (defect !== undefined) return defect
    if (holder !== undefined || person.accounts.some((known) => sameAccount(known, name)))
      return refuse("account-exists", { field: "/accountNo" })
    return resultOf(registerNewAccount(requestedAccount(call.body, who, context), context), context, "open")
  }
