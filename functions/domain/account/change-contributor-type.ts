import type { ContributorType } from "../../../contracts/primitives.ts"
import { refuse } from "../refusal.ts"
import { barOf } from "./account-bar.ts"
import { accepted, type AccountContext, type AccountDecision } from "./account-decision.ts"
import { isOpen, type AccountRecord } from "./account-record.ts"

export interface NewContributorType {
  readonly contributorType: ContributorType
  readonly unitCreditCode?: string | undefined
  readonly agreementNo?: string | undefined
}

/**
 * 身份转换. The account goes on with another unit or agreement; its segments keep the label under which they were
 * paid (昌吉 分类标识), and its status stays: a change of type never claims the guard.
 */
export const changeContributorType = (
  account: AccountRecord,
  change: NewContributorType,
  context: AccountContext,
): AccountDecision => {
  if (!isOpen(account)) return refuse("account-status-conflict")
  const bar = barOf(account, "typeChange", context.today)
  if (bar !== undefined) return bar
  const { unitCreditCode: _unit, agreementNo: _agreement, ...rest } = account
  const { contributorType, unitCreditCode, agreementNo } = change
  const payer = contributorType === "employee" ? { unitCreditCode } : { agreementNo }
  return accepted(
    account,
    { ...rest, contributorType, ...definedOnly(payer) },
    "contributor-type-change",
    context,
  )
}

const definedOnly = (payer: {
  readonly unitCreditCode?: string | undefined
  readonly agreementNo?: string | undefined
}) => ({
  ...(payer.unitCreditCode === undefined ? {} : { unitCreditCode: payer.unitCreditCode }),
  ...(payer.agreementNo === undefined ? {} : { agreementNo: payer.agreementNo }),
})
