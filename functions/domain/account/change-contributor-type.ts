import type { AccountState } from "../../../contracts/accounts.ts"
import type { ContributorType } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { barOf } from "./account-bar.ts"
import { accepted, nameOf, type AccountAccepted, type AccountContext } from "./account-decision.ts"
import { isOpen, type AccountRecord } from "./account-record.ts"

export interface NewContributorType {
  readonly contributorType: ContributorType
  readonly unitCreditCode?: string | undefined
  readonly agreementNo?: string | undefined
}

/** What becomes of the months that were paid in advance. */
export type PrepaidRemainder = NonNullable<AccountState["prepaidRemainder"]>

export interface TypeChanged extends AccountAccepted {
  readonly prepaidRemainder?: PrepaidRemainder
}

/** Prepaid months are those of an agreement that a unit now takes the place of. */
export const endsAgreement = (account: AccountRecord, { contributorType }: NewContributorType): boolean =>
  account.contributorType === "flexible" && contributorType === "employee"

const treatmentZh: Readonly<Record<PrepaidRemainder["treatment"], string>> = {
  kept: "留存账户",
  refunded: "退还本人",
  homeDecides: "由缴存地决定",
}

/** The account's history tells what was left and what becomes of it: no other record of the hub does. */
const toldRemainder = (
  account: AccountRecord,
  { months, amount, treatment }: PrepaidRemainder,
  context: AccountContext,
): Change => ({
  kind: "recordAccountHistory",
  account: nameOf(account),
  entryId: context.newId("hst"),
  entry: {
    at: context.now,
    event: "prepaid-remainder",
    by: context.by,
    ...context.staff,
    status: account.status,
    note: `预缴余 ${months} 个月, ${amount} 元: ${treatmentZh[treatment]}`,
  },
})

/**
 * 身份转换. The account goes on with another unit or agreement; its segments keep the label under which they were
 * paid (昌吉 分类标识), and its status stays: a change of type never claims the guard.
 */
export const changeContributorType = (
  account: AccountRecord,
  change: NewContributorType,
  context: AccountContext,
  prepaidRemainder?: PrepaidRemainder,
): TypeChanged | Refusal => {
  if (!isOpen(account)) return refuse("account-status-conflict")
  const bar = barOf(account, "typeChange", context.today)
  if (bar !== undefined) return bar
  const { unitCreditCode: _unit, agreementNo: _agreement, ...rest } = account
  const { contributorType, unitCreditCode, agreementNo } = change
  const payer = contributorType === "employee" ? { unitCreditCode } : { agreementNo }
  const told = prepaidRemainder === undefined ? [] : [toldRemainder(account, prepaidRemainder, context)]
  return {
    ...accepted(
      account,
      { ...rest, contributorType, ...definedOnly(payer) },
      "contributor-type-change",
      context,
      told,
    ),
    ...(prepaidRemainder === undefined ? {} : { prepaidRemainder }),
  }
}

const definedOnly = (payer: {
  readonly unitCreditCode?: string | undefined
  readonly agreementNo?: string | undefined
}) => ({
  ...(payer.unitCreditCode === undefined ? {} : { unitCreditCode: payer.unitCreditCode }),
  ...(payer.agreementNo === undefined ? {} : { agreementNo: payer.agreementNo }),
})
