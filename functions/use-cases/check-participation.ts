import type { ParticipationCheckRequest, ParticipationCheckResponse } from "../../contracts/participation.ts"
import type { NationalRules, PolicyPack } from "../../contracts/policies.ts"
import type { PolicyReference } from "../../contracts/policy-reference.ts"
import { CenterId, CheckId, type LocalDate, type PersonRef } from "../../contracts/primitives.ts"
import type { AccountName, AccountRecord, PersonRecord } from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { verdictOf } from "../domain/flexible/flexible-step.ts"
import { judgeFlexibleAct } from "../domain/flexible/judge-flexible-act.ts"
import { judgeJoining, type JoiningRules } from "../domain/flexible/judge-participation.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { referenceTo } from "../domain/flexible/subsidy-quote.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { packInForce } from "./read-policy.ts"
import { foundWith, viewerOf, warningsAbout, type ReadMemberships } from "./seen-warnings.ts"
import { hitPoints, missPoints, type Call, type Identify, type UseCase } from "./use-case.ts"

export interface CheckParticipationNeeds extends ReadMemberships {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readAccount: (
    name: AccountName,
  ) => Promise<{ readonly account: AccountRecord; readonly person: PersonRecord } | undefined>
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
  readonly nationalRules: () => NationalRules
}

type OwnPack = Pick<PolicyPack, "flexible" | "contribution" | "sources">

/** A center without any pack rules nothing, so that each step is its own; a gap between packs is an answer. */
const packOf = (
  stored: readonly KnownPack[],
  on: LocalDate,
): { readonly pack: OwnPack; readonly policy?: PolicyReference } | Refusal => {
  const begun = stored.filter(({ pack }) => pack.effectiveFrom <= on)
  if (begun.length === 0) return { pack: { sources: [] } }
  const found = packInForce(begun, on)
  return "outcome" in found ? found : { pack: found.pack, policy: referenceTo(found) }
}

const judgedBy = async (
  needs: CheckParticipationNeeds,
  call: Call<ParticipationCheckRequest>,
  rules: JoiningRules,
) => {
  const { body } = call
  if (body.act === "join") {
    const who = await needs.identify(body.person)
    const person = await needs.readPerson(who.personRef)
    return { person, judged: judgeJoining(body, { person, nameMac: who.nameMac }, rules) }
  }
  const found = await needs.readAccount({ centerId: rules.by, accountNo: body.accountNo })
  if (found === undefined) return refuse("account-not-found", { field: "/accountNo" })
  return { person: found.person, judged: { steps: judgeFlexibleAct(body, found, rules) } }
}

/** May somebody join, and may a flexible contributor do this? It tells of accounts and loans elsewhere: recorded. */
export const checkParticipation =
  (needs: CheckParticipationNeeds): UseCase<ParticipationCheckRequest, ParticipationCheckResponse> =>
  async (call) => {
    const today = chinaDateOf(call.now)
    const by = CenterId.parse(call.callerId)
    const found = packOf(await needs.readPolicies(call.callerId), today)
    if ("outcome" in found) return found
    const answered = await judgedBy(needs, call, {
      pack: found.pack,
      national: needs.nationalRules(),
      by,
      today,
    })
    if ("outcome" in answered) return answered
    const { person, judged } = answered
    const verdict = verdictOf(judged.steps)
    const warnings = await warningsAbout(needs, [person], viewerOf(by, today, call.formerIds))
    return {
      outcome: "disclosed",
      answer: {
        checkId: CheckId.parse(call.newId("chk")),
        verdict,
        ...judged,
        steps: [...judged.steps],
        warnings,
        ...(found.policy === undefined ? {} : { policy: found.policy }),
      },
      disclosure: {
        personRefs: [person.personRef],
        purpose: `participation-${call.body.act}`,
        points: person.accounts.length > 0 ? hitPoints : missPoints,
        found: foundWith(verdict, warnings),
      },
    }
  }
