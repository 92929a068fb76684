import type { FindingCase as FindingView, FindingStatement } from "../../contracts/findings.ts"
import type { PersonRef } from "../../contracts/primitives.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import { stateFinding as decide } from "../domain/finding/state-finding.ts"
import { viewFinding } from "../domain/finding/view-finding.ts"
import { ownFinding, type ReadFindingNeeds } from "./read-finding.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface StateFindingNeeds extends ReadFindingNeeds {
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
}

/** A center's side of a doubt; when all have stated the same it closes. */
export const stateFinding =
  (needs: StateFindingNeeds): UseCase<FindingStatement, FindingView> =>
  async (call) => {
    const own = await ownFinding(needs, call)
    if (own.outcome === "refused") return own
    const { conclusion, note, handler, reviewer } = call.body
    const decided = decide(
      own.finding,
      { centerId: own.by, conclusion, ...(note === undefined ? {} : { note }), handler, reviewer },
      await needs.readPerson(own.finding.personRef),
      { now: call.now, newId: call.newId },
    )
    return decided.outcome === "refused"
      ? decided
      : accept(viewFinding(decided.finding, own.by), decided.changes)
  }
