import type { Instant } from "../../contracts/primitives.ts"
import { WAKE_SHARDS, type WakeShard } from "../../contracts/table.ts"
import type { TransferStanding, TransferWorkflowInput } from "../../contracts/workflows.ts"
import { standingOf } from "../domain/transfer/standing.ts"
import { hasEnded, type TransferCase } from "../domain/transfer/transfer-case.ts"

interface Watched {
  readonly case: TransferCase
  readonly wait?: { readonly token: string; readonly generation: number }
  readonly wakeBy?: string
}

export interface SweepTransfersNeeds {
  readonly casesToWake: (shard: WakeShard, now: Instant, limit: number) => Promise<readonly string[]>
  readonly readWatchedCase: (transferId: string) => Promise<Watched | undefined>
  readonly wake: (token: string, standing: TransferStanding) => Promise<"woken" | "gone">
  readonly start: (input: TransferWorkflowInput) => Promise<void>
  readonly raiseGeneration: (transferId: string, seen: number, wakeBy: string) => Promise<boolean>
  readonly restCase: (transferId: string, version: number) => Promise<void>
  readonly lookAgainAt: (transferId: string, version: number, wakeBy: string) => Promise<void>
}

/** Of one shard in one run; the next minute goes on. */
const mostPerShard = 100
const againMs = 60_000

export interface Swept {
  readonly looked: number
  readonly woken: number
  readonly restarted: number
  readonly rested: number
}

type Repair = "woken" | "restarted" | "rested" | "none"

const repair = async (needs: SweepTransfersNeeds, watched: Watched, now: Instant): Promise<Repair> => {
  const transfer = watched.case
  const { transferId, generation, version } = transfer
  if (watched.wakeBy === undefined || watched.wakeBy > now) return "none"
  const wait = watched.wait?.generation === generation ? watched.wait : undefined
  const heard = wait === undefined ? "gone" : await needs.wake(wait.token, standingOf(transfer))
  if (hasEnded(transfer)) {
    await needs.restCase(transferId, version)
    return heard === "woken" ? "woken" : "rested"
  }
  const again = new Date(Date.parse(now) + againMs).toISOString()
  if (heard === "woken") {
    await needs.lookAgainAt(transferId, version, again)
    return "woken"
  }
  const won = await needs.raiseGeneration(transferId, generation, again)
  if (!won) return "none"
  await needs.start({ caseId: transferId, generation: generation + 1, dueAt: standingOf(transfer).dueAt })
  return "restarted"
}

/**
 * Finds what was lost: a wake that did not arrive, an execution that died. Bounded, idempotent, without locks: two
 * sweepers at once do the same thing twice or one of them loses a condition.
 */
export const sweepTransfers =
  (needs: SweepTransfersNeeds) =>
  async (now: Instant): Promise<Swept> => {
    const counts = { looked: 0, woken: 0, restarted: 0, rested: 0 }
    for (const shard of WAKE_SHARDS) {
      for (const transferId of await needs.casesToWake(shard, now, mostPerShard)) {
        const watched = await needs.readWatchedCase(transferId)
        if (watched === undefined) continue
        counts.looked += 1
        const done = await repair(needs, watched, now)
        if (done !== "none") counts[done] += 1
      }
    }
    return counts
  }
