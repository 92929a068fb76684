import { hasEnded } from "../../functions/domain/transfer/transfer-case.ts"
import type { StoredCase } from "./mirror.ts"
import type { Violation } from "./safety.ts"
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
}

/** Whether the workflow knows where the case stands: it waits there, for the right moment, with the token on the case. */
const gapOf = (world: World, known: StoredCase): string | undefined => {
  const name = `${known.transferId}-${known.generation}`
  const execution = world.engine.executions(world.machineArn).find((candidate) => candidate.name === name)
  if (hasEnded(known))
    return execution?.status === "RUNNING" ? `${name} waits though the case is ${known.status}` : undefined
  if (execution === undefined || execution.status !== "RUNNING")
    return `${name} is ${execution?.status ?? "not there"} in ${known.status}`
  const entered = execution.history.findLast(({ type }) => type.endsWith("StateEntered"))
  if (entered?.state !== stateOf[known.status])
    return `${name} is in ${entered?.state}, the case is ${known.status}`
  if (known.wait?.generation !== known.generation || known.wait.token !== world.lastToken(name))
    return `${name} is not parked in ${known.status}`
  const until = dueOf(entered?.input)
  return until === (known.timerAt ?? null)
    ? undefined
    : `${name} sleeps until ${String(until)}, the case is due ${known.timerAt}`
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
    for (const { transferId, version, timerAt } of mirror.cases()) {
      if (promised.get(transferId)?.version === version || kept.get(transferId) === version) continue
      promised.set(transferId, { version, sinceMs: clock.now() })
      lookAt(clock.now() + reflectedWithinMs + callsMs + 1)
      if (timerAt !== undefined) lookAt(Date.parse(timerAt) + clockLateMs + 1)
    }
  })

  const lateAction = (known: StoredCase): readonly Violation[] => {
    const { transferId } = known
    const promise = promised.get(transferId)
    if (promise === undefined) return []
    const gap = gapOf(world, known)
    // An execution that is lost once it is parked is missed at the next action, or when the leg is due: so it was designed.
    const lost = (world.lostAt(transferId) ?? 0) >= promise.sinceMs
    if (gap === undefined || lost) {
      promised.delete(transferId)
      kept.set(transferId, promise.version)
      return []
    }
    const deadline = Math.max(promise.sinceMs, world.faultAt(transferId)) + reflectedWithinMs + callsMs
    if (clock.now() <= deadline) return []
    return [{ invariant: "reflected-within-two-minutes", detail: gap }]
  }

  const lateClock = (known: StoredCase): readonly Violation[] => {
    if (known.timerAt === undefined || hasEnded(known)) return []
    const disturbedAt = Math.max(world.faultAt(known.transferId), world.lostAt(known.transferId) ?? 0)
    const deadline = Math.max(Date.parse(known.timerAt), disturbedAt) + clockLateMs
    return clock.now() <= deadline
      ? []
      : [{ invariant: "clock-looks-when-due", detail: `${known.transferId} was due ${known.timerAt}` }]
  }

  return { check: () => mirror.cases().flatMap((known) => [...lateAction(known), ...lateClock(known)]) }
}
