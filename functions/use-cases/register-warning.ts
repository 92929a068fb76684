import { CenterId, WarningId, type PersonRef } from "../../contracts/primitives.ts"
import type { RegisterWarningRequest, Warning } from "../../contracts/warnings.ts"
import { restrictedKey } from "../domain/directory/signing-keys.ts"
import { refuse } from "../domain/refusal.ts"
import { registerWarning as decide } from "../domain/warning/register-warning.ts"
import { viewWarning } from "../domain/warning/view-warning.ts"
import type { WarningSubject } from "../domain/warning/warning-record.ts"
import { accept, hitPoints, type DisclosingRefusal, type Identify, type UseCase } from "./use-case.ts"
import { kidOf, scopeDefect, warningContextOf, type WarningNeeds } from "./warning-action.ts"

export interface RegisterWarningNeeds extends WarningNeeds {
  readonly identify: Identify
}

/** The number is known under other names only: a mistyped one must not warn of somebody else. It tells that it is. */
const differs = (personRef: PersonRef): DisclosingRefusal => ({
  ...refuse("warning-subject-differs", { rule: "ACC-009", field: "/subject/person" }),
  disclosure: { personRefs: [personRef], purpose: "warning", points: hitPoints, found: "D7" },
})

const subjectOf = async (
  needs: RegisterWarningNeeds,
  { subject }: RegisterWarningRequest,
): Promise<WarningSubject | DisclosingRefusal> => {
  if (subject.kind === "employer") return subject
  const who = await needs.identify(subject.person)
  const { personRef, accounts } = await needs.readPerson(who.personRef)
  const isKnown = accounts.length === 0 || accounts.some(({ nameMac }) => nameMac === who.nameMac)
  return isKnown ? { kind: "person", personRef } : differs(personRef)
}

/**
 * The first of two signatures. Of the person nothing is stored but the reference. Whoever holds one key could make the
 * other: neither of the two may be so new that its center has had no day to notice it.
 */
export const registerWarning =
  (needs: RegisterWarningNeeds): UseCase<RegisterWarningRequest, Warning> =>
  async (call) => {
    if (call.keyRestricted) return restrictedKey()
    const { body } = call
    const centerId = CenterId.parse(call.callerId)
    const scope = await scopeDefect(needs, body.scope, centerId, call)
    if (scope !== undefined) return scope
    const subject = await subjectOf(needs, body)
    if ("outcome" in subject) return subject
    const { lines, ...context } = await warningContextOf(needs, { subject, centerId }, call, centerId)
    const decided = decide(
      { warningId: WarningId.parse(call.newId("wrn")), centerId, kid: kidOf(call), request: body, lines },
      context,
    )
    return decided.outcome === "refused"
      ? decided
      : accept(viewWarning(decided.warning, context.policy), decided.changes)
  }
