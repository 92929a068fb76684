import { createHash } from "node:crypto"
import type { Fact } from "../../contracts/statistics.ts"
import type { ProblemSlug } from "../../contracts/problems.ts"
import type { Change } from "../domain/change.ts"
import type { Refusal } from "../domain/refusal.ts"
import { refuse } from "../domain/refusal.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { commit, findOutcome, type SignedAct } from "../store/commit.ts"
import { chargeDisclosure, evidenceOf, recordDisclosure, type Disclosure } from "../store/disclosures.ts"
import type { Accepted, Call, DisclosingRefusal, DisclosureIntent, Result } from "../use-cases/use-case.ts"
import { countLater } from "./count-later.ts"
import { followUp } from "./follow-up.ts"
import type { Runtime } from "./runtime.ts"

/** A race is decided again from what the winner left; more rounds than this mean that something is wrong. */
const mostDecisions = 8

export type CommandAnswer =
  | {
      readonly outcome: "answered"
      readonly status: number
      readonly body: string
      readonly replayed: boolean
      readonly retryAfterSeconds?: number
    }
  | Refusal

export interface CommandRequest {
  readonly functionName: string
  readonly call: Call<unknown>
  readonly jti: string
  /** Absent on calls that change nothing. */
  readonly idempotencyKey?: string
  readonly requestHash: string
  readonly successStatus: number
  /** What the call adds to the figures, if it is written. */
  readonly facts?: readonly Fact[]
}

export const requestHashOf = (method: string, target: string, body: Uint8Array): string =>
  createHash("sha256").update(method).update(" ").update(target).update("\n").update(body).digest("base64url")

const disclosureOf = ({ call, jti }: CommandRequest, intent: DisclosureIntent): Disclosure => ({
  callerId: call.callerId,
  jti,
  personRefs: intent.personRefs,
  purpose: intent.purpose,
  at: call.now,
  found: intent.found,
  ...(intent.caseId === undefined ? {} : { caseId: intent.caseId }),
  ...(intent.handler === undefined ? {} : { handler: intent.handler }),
})

const chargeOf = ({ limits }: Runtime, { call }: CommandRequest, { points }: DisclosureIntent) => ({
  day: chinaDateOf(call.now),
  points,
  most: limits.checkBudgetPerDay,
})

const recorded = async (
  runtime: Runtime,
  request: CommandRequest,
  intent: DisclosureIntent,
): Promise<ProblemSlug | undefined> => {
  const result = await recordDisclosure(
    runtime.table,
    disclosureOf(request, intent),
    chargeOf(runtime, request, intent),
    request.call.nowMs,
  )
  if (result === "replayed") return "message-replayed"
  return result === "budget-exhausted" ? "disclosure-budget-exhausted" : undefined
}

/** A consent is used once: of two that answer by it at the same moment, one is refused. */
const spent = async (runtime: Runtime, changes: readonly Change[]): Promise<ProblemSlug | undefined> => {
  if (changes.length === 0) return undefined
  const written = await commit(runtime.table, changes)
  await countLater(runtime, "consent", written)
  return written.outcome === "committed" ? undefined : "consent-invalid"
}

const refusalOf = async (
  runtime: Runtime,
  request: CommandRequest,
  refusal: DisclosingRefusal,
): Promise<Refusal> => {
  const { disclosure, ...plain } = refusal
  const problem = disclosure === undefined ? undefined : await recorded(runtime, request, disclosure)
  return problem === undefined ? plain : refuse(problem)
}

const write = async (runtime: Runtime, request: CommandRequest, result: Accepted<unknown>, body: string) => {
  const { call, idempotencyKey } = request
  const { changes, disclosure } = result
  const act: SignedAct | undefined =
    idempotencyKey === undefined
      ? undefined
      : {
          callerId: call.callerId,
          jti: request.jti,
          idempotencyKey,
          requestHash: request.requestHash,
          status: request.successStatus,
          body,
          nowMs: call.nowMs,
          ...(request.facts === undefined ? {} : { facts: request.facts }),
          ...(disclosure === undefined ? {} : { evidence: evidenceOf(disclosureOf(request, disclosure)) }),
        }
  return commit(runtime.table, changes, act)
}

/** What a call under the same key was answered, if there was one. */
const storedAnswer = async (
  runtime: Runtime,
  { call, idempotencyKey, requestHash }: CommandRequest,
): Promise<CommandAnswer | undefined> => {
  if (idempotencyKey === undefined) return undefined
  const stored = await findOutcome(runtime.table, call.callerId, idempotencyKey, call.nowMs)
  if (stored === undefined) return undefined
  return stored.requestHash === requestHash
    ? { outcome: "answered", status: stored.status, body: stored.body, replayed: true }
    : refuse("idempotency-key-reused", { field: "idempotency-key" })
}

/**
 * Decide, write, answer. The stored outcome of the same key comes first; a decision that lost a race is taken
 * again from fresh records, so the loser replays the winner's outcome or is refused by what it finds.
 */
export const runCommand = async (
  runtime: Runtime,
  request: CommandRequest,
  decide: () => Promise<Result<unknown>>,
): Promise<CommandAnswer> => {
  let isCharged = false
  for (let round = 1; round <= mostDecisions; round += 1) {
    const before = await storedAnswer(runtime, request)
    if (before !== undefined) return before
    const result = await decide()
    switch (result.outcome) {
      case "refused":
        // A twin of this very call may have been written while it was decided: what refuses it is its own effect.
        return (await storedAnswer(runtime, request)) ?? refusalOf(runtime, request, result)
      case "answered":
        return {
          outcome: "answered",
          status: request.successStatus,
          body: JSON.stringify(result.answer),
          replayed: false,
          ...(result.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: result.retryAfterSeconds }),
        }
      case "disclosed": {
        const problem =
          (await recorded(runtime, request, result.disclosure)) ?? (await spent(runtime, result.spends ?? []))
        return problem === undefined
          ? {
              outcome: "answered",
              status: request.successStatus,
              body: JSON.stringify(result.answer),
              replayed: false,
            }
          : refuse(problem)
      }
      case "accepted": {
        const body = JSON.stringify(result.answer)
        // Once, however often it is decided: what is charged and then refused is not given back.
        if (result.disclosure !== undefined && !isCharged) {
          const { table } = runtime
          const charge = chargeOf(runtime, request, result.disclosure)
          if (!(await chargeDisclosure(table, request.call.callerId, charge, request.call.nowMs)))
            return refuse("disclosure-budget-exhausted")
          isCharged = true
        }
        const written = await write(runtime, request, result, body)
        if (written.outcome === "committed") {
          await Promise.all([
            followUp(runtime, request.functionName, result.changes),
            countLater(runtime, request.functionName, written),
          ])
          return { outcome: "answered", status: request.successStatus, body, replayed: false }
        }
        if (written.outcome === "replayed") return refuse("message-replayed")
        if (written.outcome === "payment-reference-used")
          return refuse("payment-reference-used", {
            rule: "TRF-012",
            ...(written.field === undefined ? {} : { field: written.field }),
          })
      }
    }
  }
  return refuse("busy")
}
