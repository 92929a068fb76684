import type { Instant, TransferId } from "../../contracts/primitives.ts"
import type { ParkTransferPayload, TransferStanding } from "../../contracts/workflows.ts"
import { standingOf } from "../domain/transfer/standing.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"

export interface ParkTransferNeeds {
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
  readonly park: (park: {
    readonly transferId: TransferId
    readonly token: string
    readonly generation: number
    readonly awaited: readonly string[]
    readonly version: number
    readonly wakeBy: string
    readonly since: Instant
  }) => Promise<"parked" | "movedOn" | "overtaken">
  readonly wake: (token: string, standing: TransferStanding) => Promise<unknown>
  readonly supersede: (token: string) => Promise<void>
}

/** The sweeper looks this long after the leg is due, when the workflow itself should have. */
const graceMs = 5 * 60_000
/** A leg without date is looked at daily by the clock; the sweeper follows a little later. */
const unknownMs = 31 * 86_400_000
const mostRounds = 8

const wakeByOf = (transfer: TransferCase, now: Instant): string =>
  new Date(
    transfer.timerAt === undefined
      ? Date.parse(now) + unknownMs
      : Math.max(Date.parse(transfer.timerAt), Date.parse(now)) + graceMs,
  ).toISOString()

/**
 * Leaves the workflow's task token on the case, if the case still stands where the workflow believes, with the
 * deadline that the workflow sleeps by. A case that has moved on wakes the workflow at once; a later execution ends this one. Park and commit write the same
 * item, so one of them always sees the other.
 */
export const parkTransfer =
  (needs: ParkTransferNeeds) =>
  async (payload: ParkTransferPayload): Promise<{ readonly parked: boolean }> => {
    for (let round = 1; round <= mostRounds; round += 1) {
      const transfer = await needs.readCase(payload.caseId)
      if (transfer === undefined) throw new Error("there is no such case")
      if (transfer.generation !== payload.generation) {
        await needs.supersede(payload.token)
        return { parked: false }
      }
      const standing = standingOf(transfer)
      // The same status may have another deadline by now; a state that slept by the old one would be late.
      if (!payload.awaited.some((status) => status === transfer.status) || standing.dueAt !== payload.dueAt) {
        await needs.wake(payload.token, standing)
        return { parked: false }
      }
      const { token, generation, awaited } = payload
      const result = await needs.park({
        transferId: payload.caseId,
        token,
        generation,
        awaited,
        version: transfer.version,
        wakeBy: wakeByOf(transfer, payload.now),
        since: payload.now,
      })
      if (result === "overtaken") return { parked: false }
      if (result === "parked") return { parked: true }
    }
    throw new Error("the case changed faster than it could be parked")
  }
