import type { Agreement } from "../../contracts/agreements.ts"
import type { Segment } from "../../contracts/accounts.ts"
import type { Money } from "../../contracts/primitives.ts"
import type { AccountContext } from "../domain/account/account-decision.ts"
import type { AccountName, AccountRecord } from "../domain/account/account-record.ts"
import type { SegmentGroup } from "../domain/account/contribution-record.ts"
import type { AgreementRecord } from "../domain/flexible/flexible-record.ts"
import { sumForLimit } from "../domain/money/money.ts"
import type { Refusal } from "../domain/refusal.ts"
import type { AccountActionNeeds } from "./account-action.ts"
import type { ReadPolicies } from "./transfer-rules-of.ts"
import { hitPoints, type DisclosingRefusal } from "./use-case.ts"

export interface AgreementNeeds extends AccountActionNeeds {
  readonly readLatestAgreement: (name: AccountName) => Promise<AgreementRecord | undefined>
  readonly readSegments: (name: AccountName) => Promise<readonly SegmentGroup[]>
  readonly readPolicies: ReadPolicies
}

/** What of a contribution record tells whether anything is unpaid: all that the account was paid, whoever paid it. */
export const contributionsIn = (
  groups: readonly SegmentGroup[],
): { readonly paid: readonly Segment[]; readonly balance: Money } => {
  const paid = groups.flatMap((group) => group.segments)
  return { paid, balance: sumForLimit(paid.flatMap(({ principal, interest }) => [principal, interest])) }
}

/** A refusal that names another center tells where the person has an account or a loan: a disclosure. */
export const disclosing = (refusal: Refusal, context: AccountContext, purpose: string): DisclosingRefusal =>
  refusal.centerId === undefined || refusal.centerId === context.by
    ? refusal
    : {
        ...refusal,
        disclosure: {
          personRefs: [context.person.personRef],
          purpose,
          points: hitPoints,
          found: refusal.problem,
        },
      }

/** The agreement as its center reads it. */
export const viewAgreement = (agreement: AgreementRecord, account: AccountRecord): Agreement => {
  const {
    centerId: _center,
    personRef: _person,
    pauses: _pauses,
    timerAt: _timer,
    arrearsToldAt: _told,
    version: _version,
    ...shown
  } = agreement
  return { ...shown, version: account.version }
}
