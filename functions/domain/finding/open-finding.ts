import type { FindingClass } from "../../../contracts/findings.ts"
import {
  FindingId,
  MessageId,
  type CenterId,
  type Instant,
  type PersonRef,
} from "../../../contracts/primitives.ts"
import type { AccountName } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import type { LoanName } from "../loan-registry/loan-record.ts"
import type { Finding, FindingCase } from "./finding-record.ts"

/** A doubt as somebody came upon it. */
export interface Found {
  readonly class: FindingClass
  readonly personRef: PersonRef
  readonly accounts: readonly AccountName[]
  readonly loans?: readonly LoanName[]
  /** The centers that must agree; each is named once, however often it is given. */
  readonly centerIds: readonly CenterId[]
}

export interface FindingContext {
  readonly now: Instant
  readonly newId: (prefix: string) => string
  /** The center whose act disclosed it; none when the clock did. */
  readonly by?: CenterId
}

export interface OpenedFinding {
  readonly findingId: FindingId
  /** The line in the person's partition: a decision of the same call counts it as known. */
  readonly finding: Finding
  readonly changes: readonly Change[]
}

const only = <Thing>(things: readonly Thing[]): Thing | undefined =>
  things.length === 1 ? things[0] : undefined

/** A message about a finding to one of its centers: of accounts and loans, that center's own and no other. */
export const tellOfFinding = (
  type: "finding.opened" | "finding.stated" | "finding.closed",
  to: CenterId,
  about: FindingCase & { readonly actionNeeded: boolean },
  context: FindingContext,
): Change => {
  const account = only(about.accounts.filter(({ centerId }) => centerId === to))
  const loan = only(about.loans.filter(({ centerId }) => centerId === to))
  return {
    kind: "tell",
    message: {
      messageId: MessageId.parse(context.newId("msg")),
      type,
      to,
      at: context.now,
      subjectId: about.findingId,
      ...(account === undefined ? {} : { accountNo: account.accountNo }),
      ...(loan === undefined ? {} : { contractNo: loan.contractNo }),
      status: about.status,
      version: about.version,
      ...(context.by === undefined ? {} : { centerId: context.by }),
      actionNeeded: about.actionNeeded,
      note: about.class,
    },
  }
}

/**
 * Opens the resolution case of a doubt: the person's line, the case, a place in each center's list and a message to
 * each. Nothing here bars a join of two documents: whoever opens one also writes something that does.
 */
export const openFinding = (found: Found, context: FindingContext): OpenedFinding => {
  const findingId = FindingId.parse(context.newId("fnd"))
  const centerIds = [...new Set(found.centerIds)]
  const accounts = found.accounts.map(({ centerId, accountNo }) => ({ centerId, accountNo }))
  const loans = (found.loans ?? []).map(({ centerId, contractNo }) => ({ centerId, contractNo }))
  const finding: Finding = {
    findingId,
    class: found.class,
    accounts,
    ...(loans.length === 0 ? {} : { loans }),
    foundAt: context.now,
  }
  const opened: FindingCase = {
    findingId,
    class: found.class,
    personRef: found.personRef,
    status: "open",
    centerIds,
    accounts,
    loans,
    positions: [],
    foundAt: context.now,
    version: 1,
  }
  return {
    findingId,
    finding,
    changes: [
      { kind: "recordFinding", personRef: found.personRef, finding },
      { kind: "openFindingCase", finding: opened },
      ...centerIds.map((centerId): Change => ({ kind: "listFinding", centerId, findingId })),
      ...centerIds.map((to) =>
        tellOfFinding("finding.opened", to, { ...opened, actionNeeded: true }, context),
      ),
    ],
  }
}

/** A doubt about accounts alone: the centers that have them must agree. */
export const openFindingAbout = (
  kind: FindingClass,
  personRef: PersonRef,
  accounts: readonly AccountName[],
  context: FindingContext,
): OpenedFinding =>
  openFinding(
    { class: kind, personRef, accounts, centerIds: accounts.map(({ centerId }) => centerId) },
    context,
  )
