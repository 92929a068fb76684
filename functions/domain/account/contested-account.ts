import { isOpenFinding } from "../finding/finding-record.ts"
import { isOpen, sameAccount, type AccountRecord, type PersonRecord } from "./account-record.ts"

const isOpenBasic = (account: AccountRecord): boolean => account.accountKind === "basic" && isOpen(account)

/** The person's other open basic accounts at the same center (D2). */
export const basicAccountsBeside = (account: AccountRecord, person: PersonRecord): readonly AccountRecord[] =>
  isOpenBasic(account)
    ? person.accounts.filter(
        (other) => isOpenBasic(other) && other.centerId === account.centerId && !sameAccount(other, account),
      )
    : []

/**
 * Whether the doubt that an account was stored with still stands after a change: a normal account beside the
 * guard's holder (D1), a second one at its center (D2), a person whom somebody must look at (D7).
 */
export const stillContested = (
  account: AccountRecord,
  person: PersonRecord,
  guardIs: "its own" | "another's",
): boolean =>
  account.contested &&
  isOpen(account) &&
  ((account.accountKind === "basic" && account.status === "01" && guardIs === "another's") ||
    basicAccountsBeside(account, person).length > 0 ||
    person.findings.some(
      (finding) =>
        finding.class === "D7" &&
        isOpenFinding(finding) &&
        finding.accounts.some((name) => sameAccount(name, account)),
    ))
