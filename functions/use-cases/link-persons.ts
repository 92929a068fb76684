import type * as z from "zod"
import type { LinkPersonsRequest, PersonsLinked } from "../../contracts/accounts.ts"
import type { PersonRef } from "../../contracts/primitives.ts"
import { findAccount, type PersonRecord } from "../domain/account/account-record.ts"
import { linkPersons as decide } from "../domain/account/link-persons.ts"
import { refuse } from "../domain/refusal.ts"
import { contextOf } from "./account-action.ts"
import { accept, type Identify, type UseCase } from "./use-case.ts"

export interface LinkPersonsNeeds {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
}

/** Joins changed documents of one person: declared with evidence, never guessed. */
export const linkPersons =
  (needs: LinkPersonsNeeds): UseCase<z.infer<typeof LinkPersonsRequest>, z.infer<typeof PersonsLinked>> =>
  async (call) => {
    const [current, former] = await Promise.all([
      needs.identify(call.body.current),
      needs.identify(call.body.former),
    ])
    // The counter of openings is read before the accounts: what is opened between the two fails the join.
    const { openings = 0 } = await needs.readPerson(former.personRef)
    const [currentRecord, formerRecord] = await Promise.all([
      needs.readPerson(current.personRef),
      needs.readPerson(former.personRef),
    ])
    // A record under another reference than the one asked for: the former document was joined before.
    if (formerRecord.personRef !== former.personRef) return refuse("persons-not-linkable")
    // Another link moved accounts between the two reads: neither record is the whole of it.
    const isHalfRead =
      currentRecord.personRef !== formerRecord.personRef &&
      currentRecord.accounts.some((account) => findAccount(formerRecord, account) !== undefined)
    if (isHalfRead) return refuse("busy")
    const decided = decide(
      { record: currentRecord, nameMac: current.nameMac },
      { record: { ...formerRecord, openings }, nameMac: former.nameMac },
      contextOf(call, currentRecord),
    )
    if (decided.outcome === "refused") return decided
    const { joined, finding } = decided
    return accept(
      {
        outcome: joined,
        ...(finding === undefined ? {} : { finding: { findingId: finding.findingId, class: "D7" } }),
      },
      decided.changes,
    )
  }
