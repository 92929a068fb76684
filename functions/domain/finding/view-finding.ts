import type { FindingCase as FindingView, SupervisedFinding } from "../../../contracts/findings.ts"
import type { CenterId, Instant } from "../../../contracts/primitives.ts"
import { chinaDateOf, daysBetween } from "../calendar/china-date.ts"
import type { FindingCase } from "./finding-record.ts"

/** A finding as one of its centers sees it: of accounts and loans its own, of the others what they have stated. */
export const viewFinding = (finding: FindingCase, reader: CenterId): FindingView => ({
  findingId: finding.findingId,
  class: finding.class,
  status: finding.status,
  centerIds: [...finding.centerIds],
  accountNos: finding.accounts
    .filter(({ centerId }) => centerId === reader)
    .map(({ accountNo }) => accountNo),
  contractNos: finding.loans
    .filter(({ centerId }) => centerId === reader)
    .map(({ contractNo }) => contractNo),
  positions: finding.positions.map(({ centerId, conclusion, note, statedAt }) => ({
    centerId,
    conclusion,
    ...(note === undefined ? {} : { note }),
    statedAt,
  })),
  ...(finding.conclusion === undefined ? {} : { conclusion: finding.conclusion }),
  foundAt: finding.foundAt,
  ...(finding.closedAt === undefined ? {} : { closedAt: finding.closedAt }),
  version: finding.version,
})

/** A finding as a supervisor sees it: which centers, since when, how they see it. Of the person nothing at all. */
export const superviseFinding = (finding: FindingCase, now: Instant): SupervisedFinding => ({
  findingId: finding.findingId,
  class: finding.class,
  centerIds: [...finding.centerIds],
  positions: finding.positions.map(({ centerId, conclusion, statedAt }) => ({
    centerId,
    conclusion,
    statedAt,
  })),
  foundAt: finding.foundAt,
  openDays: daysBetween(chinaDateOf(finding.foundAt), chinaDateOf(now)),
})
