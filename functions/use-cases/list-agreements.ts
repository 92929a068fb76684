import { AgreementListName, type AgreementList } from "../../contracts/agreements.ts"
import { AccountNo, CenterId, type LocalDate } from "../../contracts/primitives.ts"
import { isOpen, type AccountRecord } from "../domain/account/account-record.ts"
import type { AgreementList as ListName } from "../domain/flexible/flexible-record.ts"
import { refuse } from "../domain/refusal.ts"
import { isRefusal, limitOf } from "./query-values.ts"
import { answer, type UseCase } from "./use-case.ts"

/** A listed account, as it stands today. */
interface ListedAccount {
  readonly since: LocalDate
  readonly account: AccountRecord
}

export interface ListAgreementsNeeds {
  readonly listAgreementAccounts: (query: {
    readonly centerId: CenterId
    readonly list: ListName
    readonly limit: number
    readonly after?: string
  }) => Promise<{ readonly listed: readonly ListedAccount[]; readonly nextAfter?: string }>
}

const mostAccounts = 100

/** Closed, or changed to an employee's, or under a number by now: nothing is to be done for it. */
const stillBelongs = (list: ListName, account: AccountRecord): boolean =>
  isOpen(account) &&
  account.contributorType === "flexible" &&
  (list === "arrears" || account.agreementNo === undefined)

/** The center's own accounts that somebody must look at. A page may be shorter than asked for; the cursor leads on. */
export const listAgreements =
  (needs: ListAgreementsNeeds): UseCase<undefined, AgreementList> =>
  async (call) => {
    const list = AgreementListName.safeParse(call.query["list"])
    if (!list.success) return refuse("invalid-request", { rule: "VAL-009", field: "list" })
    const limit = limitOf(call.query, mostAccounts)
    if (isRefusal(limit)) return limit
    const { cursor } = call.query
    const after = cursor?.startsWith("after.") === true ? AccountNo.safeParse(cursor.slice(6)) : undefined
    if (cursor !== undefined && after?.success !== true) return refuse("cursor-invalid", { field: "cursor" })
    const page = await needs.listAgreementAccounts({
      centerId: CenterId.parse(call.callerId),
      list: list.data,
      limit,
      ...(after?.success === true ? { after: after.data } : {}),
    })
    return answer({
      accounts: page.listed
        .filter(({ account }) => stillBelongs(list.data, account))
        .map(({ account, since }) => ({ accountNo: account.accountNo, since })),
      ...(page.nextAfter === undefined ? {} : { cursor: `after.${page.nextAfter}` }),
    })
  }
