import type { FindingConclusion } from "../../../contracts/findings.ts"
import type { CenterId } from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { FindingCase, Position } from "./finding-record.ts"
import { tellOfFinding, type FindingContext } from "./open-finding.ts"

export interface FindingStated {
  readonly outcome: "accepted"
  readonly finding: FindingCase
  readonly changes: readonly Change[]
}

const positionOf = (finding: FindingCase, centerId: CenterId): Position | undefined =>
  finding.positions.find((position) => position.centerId === centerId)

/** On what all centers of a finding agree; nothing while one has not spoken or sees it otherwise. */
const agreedOn = (finding: FindingCase): FindingConclusion | undefined => {
  const [first, ...others] = finding.centerIds.map((centerId) => positionOf(finding, centerId)?.conclusion)
  return others.every((conclusion) => conclusion === first) ? first : undefined
}

/**
 * The person's line ends with its case, wherever the documents of the person have been joined to. The count of openings
 * goes along: a join that has read the line as open, and would carry it over so, fails.
 */
const closeLine = (finding: FindingCase, person: PersonRecord): readonly Change[] => {
  const line = person.findings.find(({ findingId }) => findingId === finding.findingId)
  return line === undefined || finding.closedAt === undefined || finding.conclusion === undefined
    ? []
    : [
        { kind: "expectUnlinked", personRef: person.personRef },
        {
          kind: "saveFinding",
          personRef: person.personRef,
          finding: { ...line, closedAt: finding.closedAt, conclusion: finding.conclusion },
        },
      ]
}

const tellOthers = (finding: FindingCase, by: CenterId, context: FindingContext): readonly Change[] => {
  const stated = positionOf(finding, by)?.conclusion
  return finding.centerIds
    .filter((centerId) => centerId !== by)
    .map((to) => {
      const isOpen = finding.status === "open"
      const disagrees = positionOf(finding, to)?.conclusion !== stated
      return tellOfFinding(
        isOpen ? "finding.stated" : "finding.closed",
        to,
        { ...finding, actionNeeded: isOpen && disagrees },
        { ...context, by },
      )
    })
}

/**
 * A center states its side; its newest statement counts. When all say the same the case closes. It settles what the
 * centers think, not what they have: no account and no loan is changed by it.
 */
export const stateFinding = (
  before: FindingCase,
  stated: Omit<Position, "statedAt">,
  /** The person's record as it is now, under whatever document. */
  person: PersonRecord,
  context: FindingContext,
): FindingStated | Refusal => {
  if (before.status === "closed") return refuse("action-not-allowed")
  const { centerId } = stated
  const open: FindingCase = {
    ...before,
    positions: [
      ...before.positions.filter((position) => position.centerId !== centerId),
      { ...stated, statedAt: context.now },
    ],
    version: before.version + 1,
  }
  const conclusion = agreedOn(open)
  const finding: FindingCase =
    conclusion === undefined ? open : { ...open, status: "closed", conclusion, closedAt: context.now }
  return {
    outcome: "accepted",
    finding,
    changes: [
      { kind: "saveFindingCase", finding },
      ...closeLine(finding, person),
      ...tellOthers(finding, centerId, context),
    ],
  }
}
