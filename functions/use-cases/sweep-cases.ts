import type { CaseId, Instant } from "../../contracts/primitives.ts"
import { WAKE_SHARDS, type WakeShard } from "../../contracts/table.ts"
import type { CaseStanding, CaseWorkflowInput } from "../../contracts/workflows.ts"
import { caseIdOf, isAtRest, restsUntil, standingOf, type HubCase } from "../domain/case/hub-case.ts"

interface Watched {
  readonly case: HubCase
  readonly wait?: { readonly token: string; readonly generation: number }
  readonly wakeBy?: string
}

export interface SweepCasesNeeds {
  readonly casesToWake: (shard: WakeShard, now: Instant, limit: number) => Promise<readonly string[]>
  readonly readWatchedCase: (caseId: string) => Promise<Watched | undefined>
  readonly wake: (token: string, standing: CaseStanding) => Promise<"woken" | "gone">
  readonly start: (input: CaseWorkflowInput) => Promise<void>
  readonly raiseGeneration: (caseId: string, seen: number, wakeBy: string) => Promise<boolean>
  readonly restCase: (caseId: string, version: number, until: string | undefined) => Promise<void>
  /** Looks at a resting case whose day has come, as a workflow would. */
  readonly tick: (caseId: CaseId, generation: number, now: Instant) => Promise<void>
  readonly lookAgainAt: (caseId: string, version: number, wakeBy: string) => Promise<void>
}

/** Of one shard in one run; the next minute goes on. */
const mostPerShard = 100
const againMs = 60_000

export interface Swept {
  readonly looked: number
  readonly woken: number
  readonly restarted: number
  readonly rested: number
  readonly ticked: number
}

type Repair = "woken" | "restarted" | "rested" | "ticked" | "none"

const repair = async (needs: SweepCasesNeeds, watched: Watched, now: Instant): Promise<Repair> => {
  const hubCase = watched.case
  const { generation, version } = hubCase
  const caseId = caseIdOf(hubCase)
  if (watched.wakeBy === undefined || watched.wakeBy > now) return "none"
  const wait = watched.wait?.generation === generation ? watched.wait : undefined
  const heard = wait === undefined ? "gone" : await needs.wake(wait.token, standingOf(hubCase))
  if (isAtRest(hubCase)) {
    const until = restsUntil(hubCase)
    if (until !== undefined && until <= now) {
      await needs.tick(caseId, generation, now)
      return "ticked"
    }
    await needs.restCase(caseId, version, until)
    return heard === "woken" ? "woken" : "rested"
  }
  const again = new Date(Date.parse(now) + againMs).toISOString()
  if (heard === "woken") {
    await needs.lookAgainAt(caseId, version, again)
    return "woken"
  }
  const won = await needs.raiseGeneration(caseId, generation, again)
  if (!won) return "none"
  await needs.start({ caseId, generation: generation + 1, dueAt: standingOf(hubCase).dueAt })
  return "restarted"
}

/**
 * Finds what was lost: a wake that did not arrive, an execution that died. Bounded, idempotent, without locks: two
 * sweepers at once do the same thing twice or one of them loses a condition.
 */
export const sweepCases =
  (needs: SweepCasesNeeds) =>
  async (now: Instant): Promise<Swept> => {
    const counts = { looked: 0, woken: 0, restarted: 0, rested: 0, ticked: 0 }
    for (const shard of WAKE_SHARDS) {
      for (const caseId of await needs.casesToWake(shard, now, mostPerShard)) {
        const watched = await needs.readWatchedCase(caseId)
        if (watched === undefined) continue
        counts.looked += 1
        const done = await repair(needs, watched, now)
        if (done !== "none") counts[done] += 1
      }
    }
    return counts
  }
