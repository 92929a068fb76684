import { AccountNo, CenterId, ContractNo, Instant, PersonRef } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../../../functions/domain/account/account-record.ts"
import type { Change } from "../../../functions/domain/change.ts"
import type { FindingCase } from "../../../functions/domain/finding/finding-record.ts"
import { openFinding, type Found } from "../../../functions/domain/finding/open-finding.ts"
import { newIdAt } from "../../../functions/edge/new-id.ts"

export const foundAt = Instant.parse("2026-11-02T01:00:00.000Z")
export const later = Instant.parse("2026-11-04T01:00:00.000Z")
export const home = CenterId.parse("990101000000001")
export const lender = CenterId.parse("990201000000001")
export const third = CenterId.parse("990301000000001")
export const personRef = PersonRef.parse("prs_AAAAAAAAAAAAAAAAAAAAAA")
export const account = { centerId: home, accountNo: AccountNo.parse("a-1") }
export const loan = { centerId: lender, contractNo: ContractNo.parse("c-1") }

export const newId = newIdAt(Date.parse(foundAt))
const someFound: Found = {
  class: "D6",
  personRef,
  accounts: [account],
  loans: [loan],
  centerIds: [home, lender],
}

export const opened = (changes: Partial<Found> = {}) =>
  openFinding({ ...someFound, ...changes }, { now: foundAt, newId, by: home })

export const caseOf = (changes: readonly Change[]): FindingCase => {
  const found = changes.flatMap((change) =>
    change.kind === "openFindingCase" || change.kind === "saveFindingCase" ? [change.finding] : [],
  )
  const [finding] = found
  if (finding === undefined || found.length > 1) throw new Error(`${found.length} cases`)
  return finding
}

export const messagesOf = (changes: readonly Change[]) =>
  changes.flatMap((change) => (change.kind === "tell" ? [change.message] : []))

export const personWith = (changes: Partial<PersonRecord> = {}): PersonRecord => ({
  personRef,
  accounts: [],
  openTransfers: [],
  findings: [],
  loans: [],
  offsiteLoans: [],
  openServices: [],
  ...changes,
})
