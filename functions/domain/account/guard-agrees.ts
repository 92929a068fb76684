import { sameAccount, type AccountName, type AccountRecord, type PersonRecord } from "./account-record.ts"

/** In whose status the guard's holder, and those who wait for it, may be; 04: a transfer has closed the account. */
const statusOfHolder: readonly AccountRecord["status"][] = ["01", "04"]
const statusOfWaiting: readonly AccountRecord["status"][] = ["01", "X2", "04"]

/**
 * Whether the guard and the accounts of a record can be of one moment: each that the guard names is there and stands as
 * it must, and each that must be named is. Otherwise another transaction was written while they were read.
 */
export const guardAgrees = ({ guard, accounts }: Pick<PersonRecord, "guard" | "accounts">): boolean => {
  const named: readonly AccountName[] = guard === undefined ? [] : [guard.holder, ...guard.waiting]
  const stands = (name: AccountName, index: number): boolean => {
    const account = accounts.find((known) => sameAccount(known, name))
    return account !== undefined && (index === 0 ? statusOfHolder : statusOfWaiting).includes(account.status)
  }
  const mustBeNamed = accounts.filter(
    ({ accountKind, status }) => accountKind === "basic" && (status === "01" || status === "X2"),
  )
  return (
    named.every(stands) && mustBeNamed.every((account) => named.some((name) => sameAccount(name, account)))
  )
}
