import type { CaseId, Instant } from "../../contracts/primitives.ts"
import { WAKE_SHARDS, type ToWake, type WakeShard } from "../../contracts/table.ts"
import type { CaseStanding, CaseWorkflowInput } from "../../contracts/workflows.ts"
import { caseIdOf, isAtRest, restsUntil, standingOf, type HubCase } from "../domain/case/hub-case.ts"

interface Watched {
  readonly case: HubCase
  readonly wait?: { readonly token: string; readonly generation: number }
  readonly wakeBy?: string
}

export interface SweepCasesNeeds {
  readonly toWake: (shard: WakeShard, now: Instant, limit: number) => Promise<readonly ToWake[]>
  readonly readWatchedCase: (caseId: string) => Promise<Watched | undefined>
  readonly wake: (token: string, standing: CaseStanding) => Promise<"woken" | "gone">
  readonly start: (input: CaseWorkflowInput) => Promise<void>
  readonly raiseGeneration: (caseId: string, seen: number, wakeBy: string) => Promise<boolean>
  readonly restCase: (caseId: string, version: number, until: string | undefined) => Promise<void>
  /** Looks at a resting case whose day has come, as a workflow would. */
  readonly tick: (caseId: CaseId, generation: number, now: Instant) => Promise<void>
  readonly lookAgainAt: (caseId: string, version: number, wakeBy: string) => Promise<void>
  /** Looks at an agreement whose clock rang; false when nothing had to be written. Absent: none is kept here. */
  readonly tickAgreement?: (name: AgreementToWake, now: Instant) => Promise<boolean>
  /** Erases a document that no case has taken in time; false when there was nothing to erase. */
  readonly eraseDocument?: (documentId: string, now: Instant) => Promise<boolean>
  /** Sends a batch that has stopped another message; false when it has not. */
  readonly remindBatch?: (batchNo: string, now: Instant) => Promise<boolean>
  /** Looks at a warning whose clock rang: its end, or an objection that nobody answered. */
  readonly tickWarning?: (warningId: string, now: Instant) => Promise<boolean>
  /** Looks at a co-investigation whose answer is due. */
  readonly tickInvestigation?: (investigationId: string, now: Instant) => Promise<boolean>
}

type AgreementToWake = Omit<Extract<ToWake, { kind: "agreement" }>, "kind">

/** Of one shard in one run; the next minute goes on. */
const mostPerShard = 100
const againMs = 60_000

export interface Swept {
  readonly looked: number
  readonly woken: number
  readonly restarted: number
  readonly rested: number
  readonly ticked: number
  readonly erased: number
}

type Repair = "woken" | "restarted" | "rested" | "ticked" | "erased" | "none"

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

/** What was done for one thing that asked to be looked at; undefined when it is not there any more. */
const look = async (needs: SweepCasesNeeds, asked: ToWake, now: Instant): Promise<Repair | undefined> => {
  switch (asked.kind) {
    case "case": {
      const watched = await needs.readWatchedCase(asked.caseId)
      return watched === undefined ? undefined : repair(needs, watched, now)
    }
    case "agreement": {
      const { centerId, agreementNo } = asked
      return (await needs.tickAgreement?.({ centerId, agreementNo }, now)) === true ? "ticked" : "none"
    }
    case "batch":
      return (await needs.remindBatch?.(asked.batchNo, now)) === true ? "woken" : "none"
    case "warning":
      return (await needs.tickWarning?.(asked.warningId, now)) === true ? "ticked" : "none"
    case "investigation":
      return (await needs.tickInvestigation?.(asked.investigationId, now)) === true ? "ticked" : "none"
    case "document":
      return (await needs.eraseDocument?.(asked.documentId, now)) === true ? "erased" : "none"
  }
}

/**
 * Finds what was lost: a wake that did not arrive, an execution that died; and what rests without a workflow until its
 * day. Bounded, idempotent, without locks: two sweepers at once do the same thing twice or one of them loses a condition.
 */
export const sweepCases =
  (needs: SweepCasesNeeds) =>
  async (now: Instant): Promise<Swept> => {
    const counts = { looked: 0, woken: 0, restarted: 0, rested: 0, ticked: 0, erased: 0 }
    for (const shard of WAKE_SHARDS) {
      for (const asked of await needs.toWake(shard, now, mostPerShard)) {
        const done = await look(needs, asked, now)
        if (done === undefined) continue
        counts.looked += 1
        if (done !== "none") counts[done] += 1
      }
    }
    return counts
  }
