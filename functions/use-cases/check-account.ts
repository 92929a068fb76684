import type { AccountCheckRequest, AccountCheckResponse } from "../../contracts/accounts.ts"
import { CenterId, CheckId, type PersonRef } from "../../contracts/primitives.ts"
import { findingsFor } from "../domain/account/account-findings.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { foundWith, viewerOf, warningsAbout, type ReadMemberships } from "./seen-warnings.ts"
import { hitPoints, missPoints, type Identify, type UseCase } from "./use-case.ts"

export interface CheckAccountNeeds extends ReadMemberships {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
}

/** Does the person have a normal account, or a doubt, anywhere? One query, one record, one charge. */
export const checkAccount =
  (needs: CheckAccountNeeds): UseCase<AccountCheckRequest, AccountCheckResponse> =>
  async (call) => {
    const who = await needs.identify(call.body.person)
    const person = await needs.readPerson(who.personRef)
    const today = chinaDateOf(call.now)
    const { verdict, findings } = findingsFor(person, who.nameMac, call.callerId, today)
    const viewer = viewerOf(CenterId.parse(call.callerId), today, call.formerIds)
    const warnings = await warningsAbout(needs, [person], viewer)
    return {
      outcome: "disclosed",
      answer: { checkId: CheckId.parse(call.newId("chk")), verdict, findings: [...findings], warnings },
      disclosure: {
        personRefs: [person.personRef],
        purpose: call.body.purpose,
        points: person.accounts.length > 0 ? hitPoints : missPoints,
        found: foundWith(verdict, warnings),
      },
    }
  }
