import type { AccountCheckResponse } from "../../../contracts/accounts.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { isOpenFinding } from "../finding/finding-record.ts"
import { isOpen, visibleStatus, type AccountRecord, type PersonRecord } from "./account-record.ts"

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
        (other) => other !== account && other.accountKind === "basic" && other.centerId === account.centerId,
      ),
  )
  const otherName = open.filter((account) => account.nameMac !== nameMac)
  const recorded = person.findings.filter((finding) => finding.class === "D7" && isOpenFinding(finding))
  const findings: CheckFinding[] = [
    ...elsewhere.map((account) => findingOf("normalAccount", account, today)),
    ...(centers.size > 1 ? doubled.map((account) => findingOf("D1", account, today)) : []),
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
