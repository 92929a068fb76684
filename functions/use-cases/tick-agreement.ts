import { AgreementNo, CenterId, type Instant } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { Change } from "../domain/change.ts"
import { lookAtAgreement } from "../domain/flexible/arrears-clock.ts"
import type { AgreementRecord } from "../domain/flexible/flexible-record.ts"
import { contributionsIn, type AgreementNeeds } from "./agreement-action.ts"
import { agreementRulesOf } from "./agreement-rules-of.ts"

export interface TickAgreementNeeds extends Omit<AgreementNeeds, "readLatestAgreement"> {
  readonly readAgreement: (centerId: string, agreementNo: string) => Promise<AgreementRecord | undefined>
  readonly commitChanges: (changes: readonly Change[]) => Promise<"committed" | "conflict">
  readonly newId: (prefix: string, nowMs: number) => string
}

/**
 * An agreement asked to be looked at. False when it asked for nothing any more, or somebody changed it meanwhile: it is
 * looked at again in a minute.
 */
export const tickAgreement =
  (needs: TickAgreementNeeds) =>
  async (
    name: { readonly centerId: string; readonly agreementNo: string },
    now: Instant,
  ): Promise<boolean> => {
    const centerId = CenterId.parse(name.centerId)
    const agreement = await needs.readAgreement(centerId, AgreementNo.parse(name.agreementNo))
    if (agreement === undefined) return false
    const account = { centerId, accountNo: agreement.accountNo }
    const [found, groups, packs] = await Promise.all([
      needs.readAccount(account),
      needs.readSegments(account),
      needs.readPolicies(centerId),
    ])
    const today = chinaDateOf(now)
    const rules = agreementRulesOf(packs, today)
    const changes = lookAtAgreement(
      agreement,
      {
        account: found?.account,
        record: contributionsIn(groups),
        rule: rules.outcome === "refused" ? undefined : rules.pack?.flexible?.arrears,
      },
      { now, today, newId: (prefix) => needs.newId(prefix, Date.parse(now)) },
    )
    return changes.length > 0 && (await needs.commitChanges(changes)) === "committed"
  }
