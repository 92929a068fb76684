import type { TaxStatement } from "../../contracts/interest.ts"
import { Year } from "../../contracts/year.ts"
import type { AccountName } from "../domain/account/account-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import { taxStatementOf } from "../domain/flexible/tax-statement.ts"
import { refuse } from "../domain/refusal.ts"
import { ownAccount, type AccountActionNeeds } from "./account-action.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface ReadTaxStatementNeeds extends AccountActionNeeds {
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
}

/** Own contributions of a calendar year that has begun, of one's own account. */
export const readTaxStatement =
  (needs: ReadTaxStatementNeeds): UseCase<undefined, TaxStatement> =>
  async (call) => {
    const own = await ownAccount(needs, { ...call, body: {} })
    if (own.outcome === "refused") return own
    const { account, context } = own
    const year = Year.safeParse(call.params["year"])
    if (!year.success) return refuse("invalid-request", { rule: "VAL-002", field: "year" })
    if (year.data > context.today.slice(0, 4))
      return refuse("invalid-request", { rule: "VAL-010", field: "year" })
    const groups = await needs.readSegments(account)
    const stated = taxStatementOf(
      groups.flatMap(({ segments }) => segments),
      year.data,
    )
    return stated.outcome === "missing"
      ? refuse("monthly-record-missing", { rule: "FLX-033" })
      : answer({ accountNo: account.accountNo, ...stated.statement })
  }
