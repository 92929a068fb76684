import type {
  ConfirmWarningRequest,
  Warning,
  WarningAnswerRequest,
  WarningObjection,
  WarningObjectionRequest,
  WarningRemovalRequest,
} from "../../contracts/warnings.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { KeyRecord } from "../domain/directory/center-record.ts"
import { isSameKey, restrictedKey } from "../domain/directory/signing-keys.ts"
import { refuse } from "../domain/refusal.ts"
import type { WarningContext, WarningDecision } from "../domain/warning/accepted-warning.ts"
import {
  answerObjection as decideAnswer,
  objectToWarning as decideObjection,
  removeWarning as decideRemoval,
} from "../domain/warning/object-to-warning.ts"
import { confirmWarning as decideConfirmation } from "../domain/warning/register-warning.ts"
import { seesWarning } from "../domain/warning/seen-warnings.ts"
import { viewObjection, viewWarning } from "../domain/warning/view-warning.ts"
import type { WarningLine, WarningRecord } from "../domain/warning/warning-record.ts"
import { viewerOf } from "./seen-warnings.ts"
import { accept, type Call, type Result, type UseCase } from "./use-case.ts"
import {
  kidOf,
  namedWarning,
  ownWarning,
  scopeDefect,
  warningContextOf,
  type NamedWarning,
  type WarningNeeds,
} from "./warning-action.ts"

type Decide<Body> = (
  before: WarningRecord,
  call: Call<Body>,
  context: WarningContext & { readonly lines: readonly WarningLine[] },
) => WarningDecision

/** An act of the registering center on its own warning. */
const acting = async <Body>(
  needs: WarningNeeds,
  call: Call<Body>,
  { warning, by }: NamedWarning,
  decide: Decide<Body>,
): Promise<Result<Warning>> => {
  const context = await warningContextOf(needs, warning, call, by)
  const decided = decide(warning, call, context)
  return decided.outcome === "refused"
    ? decided
    : accept(viewWarning(decided.warning, context.policy), decided.changes)
}

export interface ConfirmWarningNeeds extends WarningNeeds {
  readonly readKey: (kid: string) => Promise<KeyRecord | undefined>
}

/** Two names of one pair of keys are one key. */
const isHandlersKey = async (
  { readKey }: Pick<ConfirmWarningNeeds, "readKey">,
  { handlerKid }: WarningRecord,
  kid: string,
): Promise<boolean> => {
  const [one, other] = await Promise.all([readKey(handlerKid), readKey(kid)])
  return one !== undefined && other !== undefined && isSameKey(one.publicKey, other.publicKey)
}

/** The second of two signatures: by another person of the same center, with another key, and not with one just made. */
export const confirmWarning =
  (needs: ConfirmWarningNeeds): UseCase<ConfirmWarningRequest, Warning> =>
  async (call) => {
    if (call.keyRestricted) return restrictedKey()
    const own = await ownWarning(needs, call)
    if (own.outcome === "refused") return own
    const scope = await scopeDefect(needs, own.warning.scope, own.by, call)
    if (scope !== undefined) return refuse(scope.problem, { rule: "WRN-006" })
    if (own.warning.status === "proposed" && (await isHandlersKey(needs, own.warning, kidOf(call))))
      return refuse("warning-key-used", { rule: "WRN-002" })
    return acting(needs, call, own, (warning, { body }, { lines, ...context }) =>
      decideConfirmation(warning, { reviewer: body.reviewer, kid: kidOf(call), lines }, context),
    )
  }

export const answerObjection =
  (needs: WarningNeeds): UseCase<WarningAnswerRequest, Warning> =>
  async (call) => {
    const own = await ownWarning(needs, call)
    return own.outcome === "refused"
      ? own
      : acting(needs, call, own, (warning, { body }, context) => decideAnswer(warning, body, context))
  }

export const removeWarning =
  (needs: WarningNeeds): UseCase<WarningRemovalRequest, Warning> =>
  async (call) => {
    const own = await ownWarning(needs, call)
    return own.outcome === "refused"
      ? own
      : acting(needs, call, own, (warning, { body }, context) => decideRemoval(warning, body, context))
  }

/** Any center that sees the warning in a check may object; it hears of its objection and of nothing else. */
export const objectToWarning =
  (needs: WarningNeeds): UseCase<WarningObjectionRequest, WarningObjection> =>
  async (call) => {
    const named = await namedWarning(needs, call)
    if (named.outcome === "refused") return named
    const { warning, by } = named
    const { lines, ...context } = await warningContextOf(needs, warning, call, by)
    const line = lines.find(({ warningId }) => warningId === warning.warningId)
    const memberships = await Promise.all([warning.centerId, by].map((id) => needs.readMemberships(id)))
    if (line === undefined || !seesWarning(line, viewerOf(by, chinaDateOf(call.now)), memberships))
      return refuse("warning-not-found")
    const decided = decideObjection(warning, call.body, by, context)
    if (decided.outcome === "refused") return decided
    const { objection } = decided.warning
    if (objection === undefined) throw new Error("an objection that was accepted stands on the warning")
    return accept(viewObjection(decided.warning, objection, context.policy), decided.changes)
  }
