import type { AccountCheckResponse } from "../../../contracts/accounts.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { isOpenFinding, isSettled } from "../finding/finding-record.ts"
import {
  isOpen,
  sameAccount,
  visibleStatus,
  type AccountRecord,
  type PersonRecord,
} from "./account-record.ts"

type CheckFinding = AccountCheckResponse["findings"][number]

const findingOf = (kind: CheckFinding["class"], account: AccountRecord, today: LocalDate): CheckFinding => ({
  class: kind,
  centerId: account.centerId,
  accountStatus: visibleStatus(account, today),
  since: account.statusSince,
})

/** Accounts that count as the person's normal one: status 01 or still awaiting the seal, basic kind. */
const isNormal = (account: AccountRecord): boolean =>
  account.accountKind === "basic" && (account.status === "01" || account.status === "X2")

/** The centers have looked at just these accounts and agreed that they may stand beside each other. */
const mayStand = (
  kind: "D1" | "D2",
  accounts: readonly AccountRecord[],
  { findings }: PersonRecord,
): boolean =>
  findings.some(
    (finding) =>
      finding.class === kind &&
      isSettled(finding) &&
      accounts.every((account) => finding.accounts.some((name) => sameAccount(name, account))),
  )

/** Accounts under the same document and another name; of a name that people have looked at already, none. */
const ofOtherName = (
  open: readonly AccountRecord[],
  nameMac: string,
  { findings, accounts }: PersonRecord,
): readonly AccountRecord[] => {
  const looked = findings.some((finding) => finding.class === "D7" && isSettled(finding))
  return looked && accounts.some((account) => account.nameMac === nameMac)
    ? []
    : open.filter((account) => account.nameMac !== nameMac)
}

/**
 * What an asking center may know, and no more: the normal account elsewhere (blocked), duplicates D1 and D2, and
 * a differing name under the same document (D7: a human looks). Sealed accounts elsewhere are lawful and not shown.
 */
export const findingsFor = (
  person: PersonRecord,
  nameMac: string,
  askingCenter: string,
  today: LocalDate,
): Pick<AccountCheckResponse, "verdict" | "findings"> => {
  const open = person.accounts.filter(isOpen)
  const normal = open.filter(isNormal)
  const elsewhere = normal.filter((account) => account.centerId !== askingCenter)
  // An account that lawfully awaits the seal is no second normal account.
  const doubled = normal.filter((account) => account.status === "01")
  const centers = new Set(doubled.map((account) => account.centerId))
  const several = open.filter(
    (account) =>
      account.accountKind === "basic" &&
      open.some(
        (other) =>
          other !== account &&
          other.accountKind === "basic" &&
          other.centerId === account.centerId &&
          !mayStand("D2", [account, other], person),
      ),
  )
  const otherName = ofOtherName(open, nameMac, person)
  const recorded = person.findings.filter((finding) => finding.class === "D7" && isOpenFinding(finding))
  const findings: CheckFinding[] = [
    ...elsewhere.map((account) => findingOf("normalAccount", account, today)),
    ...(centers.size > 1 && !mayStand("D1", doubled, person)
      ? doubled.map((account) => findingOf("D1", account, today))
      : []),
    ...several.map((account) => findingOf("D2", account, today)),
    ...(otherName.length > 0 || recorded.length > 0
      ? (otherName.length > 0 ? otherName : open.slice(0, 1)).map((account) =>
          findingOf("D7", account, today),
        )
      : []),
  ]
  const review = findings.some((finding) => finding.class === "D7" || finding.class === "D2")
  return { verdict: elsewhere.length > 0 ? "blocked" : review ? "review" : "clear", findings }
}
