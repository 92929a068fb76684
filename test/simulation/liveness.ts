import { caseIdOf, isAtRest, standingOf } from "../../functions/domain/case/hub-case.ts"
import type { StoredHubCase } from "./mirror.ts"
import type { Violation } from "./violation.ts"
import type { World } from "./world.ts"

/** The sweeper looks a minute after a commit, once a minute. */
const reflectedWithinMs = 120_000
/** Some seconds for the calls of the repair itself, each of which takes virtual time. */
const callsMs = 15_000
/** A leg's clock may be late by the sweeper's grace, then by its minute. */
const clockLateMs = 5 * 60_000 + reflectedWithinMs + callsMs

const stateOf: Readonly<Record<string, string>> = {
  letterSent: "AwaitConfirmation",
  letterConfirmed: "AwaitStatement",
  statementSent: "AwaitCompletion",
  negotiating: "AwaitNegotiation",
  refused: "AwaitAcknowledgement",
  requested: "AwaitCertification",
  certified: "AwaitDecision",
  servicing: "AwaitServicing",
  submitted: "AwaitHandling",
  supplementRequested: "AwaitSupplement",
  deciding: "AwaitDecision",
  paying: "AwaitPayment",
  delivering: "AwaitDelivery",
}

/** Whether the workflow knows where the case stands: it waits there, for the right moment, with the token on the case. */
const gapOf = (world: World, known: StoredHubCase): string | undefined => {
  const { generation } = known
  const caseId = caseIdOf(known)
  const { status, dueAt } = standingOf(known)
  const name = `${caseId}-${generation}`
  const execution = world.execution(caseId, generation)
  if (isAtRest(known))
    return execution?.status === "RUNNING" ? `${name} waits though the case is ${status}` : undefined
  if (execution === undefined || execution.status !== "RUNNING")
    return `${name} is ${execution?.status ?? "not there"} in ${status}`
  const entered = execution.history.findLast(({ type }) => type.endsWith("StateEntered"))
  if (entered?.state !== stateOf[status]) return `${name} is in ${entered?.state}, the case is ${status}`
  if (known.wait?.generation !== generation || known.wait.token !== world.lastToken(name))
    return `${name} is not parked in ${status}`
  const until = dueOf(entered?.input)
  return until === dueAt ? undefined : `${name} sleeps until ${String(until)}, the case is due ${dueAt}`
}

const dueOf = (input: unknown): unknown =>
  typeof input === "object" && input !== null && "dueAt" in input ? input.dueAt : undefined

export interface Liveness {
  /** After each effect: what was promised is kept or still in time. */
  readonly check: () => readonly Violation[]
}

interface Promised {
  readonly version: number
  readonly sinceMs: number
}

export const watchLiveness = (world: World, onLook: () => void): Liveness => {
  const promised = new Map<string, Promised>()
  const kept = new Map<string, number>()
  const { clock, mirror } = world

  const lookAt = (atMs: number): void => void clock.setTimer(Math.max(atMs, clock.now() + 1), onLook)

  mirror.onWrite(() => {
    for (const known of mirror.hubCases()) {
      const { version, timerAt } = known
      const caseId = caseIdOf(known)
      if (promised.get(caseId)?.version === version || kept.get(caseId) === version) continue
      promised.set(caseId, { version, sinceMs: clock.now() })
      lookAt(clock.now() + reflectedWithinMs + callsMs + 1)
      if (timerAt !== undefined) lookAt(Date.parse(timerAt) + clockLateMs + 1)
    }
  })

  const lateAction = (known: StoredHubCase): readonly Violation[] => {
    const caseId = caseIdOf(known)
    const promise = promised.get(caseId)
    if (promise === undefined) return []
    const gap = gapOf(world, known)
    // An execution that is lost once it has asked to be parked is missed at the next action, or when the leg is due: so
    // it was designed. Its park may still be on its way when it dies, and leaves its token behind the next action.
    const lostAt = world.lostAt(caseId) ?? 0
    const parkedByTheDead = known.wait !== undefined && lostAt >= Date.parse(known.wait.since)
    const lost = lostAt >= promise.sinceMs || (lostAt > 0 && parkedByTheDead)
    if (gap === undefined || lost) {
      promised.delete(caseId)
      kept.set(caseId, promise.version)
      return []
    }
    const deadline = Math.max(promise.sinceMs, world.faultAt(caseId)) + reflectedWithinMs + callsMs
    if (clock.now() <= deadline) return []
    return [{ invariant: "reflected-within-two-minutes", detail: gap }]
  }

  const lateClock = (known: StoredHubCase): readonly Violation[] => {
    if (known.timerAt === undefined) return []
    const caseId = caseIdOf(known)
    const disturbedAt = Math.max(world.faultAt(caseId), world.lostAt(caseId) ?? 0)
    const deadline = Math.max(Date.parse(known.timerAt), disturbedAt) + clockLateMs
    return clock.now() <= deadline
      ? []
      : [{ invariant: "clock-looks-when-due", detail: `${caseId} was due ${known.timerAt}` }]
  }

  return { check: () => mirror.hubCases().flatMap((known) => [...lateAction(known), ...lateClock(known)]) }
}
