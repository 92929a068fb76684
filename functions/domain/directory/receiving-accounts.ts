import type { ReceivingAccount } from "../../../contracts/directory.ts"
import type { Instant } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { alertOf, type AlertContext } from "./directory-alert.ts"

export interface DatedAccount extends ReceivingAccount {
  readonly effectiveAt: Instant
}

export const tailOf = (accountNumber: string): string => accountNumber.slice(-4)

const isSame = (left: ReceivingAccount, right: ReceivingAccount): boolean =>
  left.bankName === right.bankName &&
  left.accountName === right.accountName &&
  left.accountNumber === right.accountNumber

export interface AccountChange {
  readonly effectiveAt: Instant
  readonly changes: readonly Change[]
}

/**
 * A changed receiving account takes hold after the cooling period and takes the place of a change that still waits:
 * whoever undoes a fraudulent change within the period must not see it in force for one minute. To name the account
 * that is in force withdraws what waits and keeps it.
 */
export const changeReceivingAccount = (
  change: { readonly centerId: string; readonly account: ReceivingAccount; readonly effectiveAt: Instant },
  before: { readonly inForce: DatedAccount | undefined; readonly waiting: readonly DatedAccount[] },
  context: AlertContext,
): AccountChange => {
  const { centerId, account } = change
  const withdrawn: readonly Change[] = before.waiting
    .filter(({ effectiveAt }) => effectiveAt !== change.effectiveAt)
    .map(({ effectiveAt }) => ({ kind: "withdrawReceivingAccount", centerId, effectiveAt }))
  const keeps =
    before.inForce !== undefined && isSame(before.inForce, account) ? before.inForce.effectiveAt : undefined
  if (keeps !== undefined && withdrawn.length === 0) return { effectiveAt: keeps, changes: [] }
  const effectiveAt = keeps ?? change.effectiveAt
  const note = `*${tailOf(account.accountNumber)} ${effectiveAt}`
  return {
    effectiveAt,
    changes: [
      ...withdrawn,
      ...(keeps === undefined
        ? [{ kind: "setReceivingAccount" as const, centerId, account, effectiveAt }]
        : []),
      ...alertOf(centerId, "directory.receiving-account-changed", note, context),
    ],
  }
}
