import type { Instant } from "../../contracts/primitives.ts"
import type { ParkCasePayload, CaseStanding } from "../../contracts/workflows.ts"
import { standingOf, type HubCase } from "../domain/case/hub-case.ts"

export interface ParkCaseNeeds {
  readonly readHubCase: (caseId: string) => Promise<HubCase | undefined>
  readonly park: (park: {
    readonly caseId: string
    readonly token: string
    readonly generation: number
    readonly version: number
    readonly wakeBy: string
    readonly since: Instant
  }) => Promise<"parked" | "movedOn" | "overtaken">
  readonly wake: (token: string, standing: CaseStanding) => Promise<unknown>
  readonly supersede: (token: string) => Promise<void>
}

/** The sweeper looks this long after the leg is due, when the workflow itself should have. */
const graceMs = 5 * 60_000
/** A leg without date is looked at daily by the clock; the sweeper follows a little later. */
const unknownMs = 31 * 86_400_000
const mostRounds = 8

const wakeByOf = (parked: HubCase, now: Instant): string =>
  new Date(
    parked.timerAt === undefined
      ? Date.parse(now) + unknownMs
      : Math.max(Date.parse(parked.timerAt), Date.parse(now)) + graceMs,
  ).toISOString()

/**
 * Leaves the workflow's task token on the case, if the case still stands where the workflow believes, with the
 * deadline that the workflow sleeps by. A case that has moved on wakes the workflow at once; a later execution ends this one. Park and commit write the same
 * item, so one of them always sees the other.
 */
export const parkCase =
  (needs: ParkCaseNeeds) =>
  async (payload: ParkCasePayload): Promise<{ readonly parked: boolean }> => {
    for (let round = 1; round <= mostRounds; round += 1) {
      const hubCase = await needs.readHubCase(payload.caseId)
      if (hubCase === undefined) throw new Error("there is no such case")
      if (hubCase.generation !== payload.generation) {
        await needs.supersede(payload.token)
        return { parked: false }
      }
      const standing = standingOf(hubCase)
      // The same status may have another deadline by now; a state that slept by the old one would be late.
      if (!payload.awaited.some((status) => status === standing.status) || standing.dueAt !== payload.dueAt) {
        await needs.wake(payload.token, standing)
        return { parked: false }
      }
      const { caseId, token, generation } = payload
      const result = await needs.park({
        caseId,
        token,
        generation,
        version: hubCase.version,
        wakeBy: wakeByOf(hubCase, payload.now),
        since: payload.now,
      })
      if (result === "overtaken") return { parked: false }
      if (result === "parked") return { parked: true }
    }
    throw new Error("the case changed faster than it could be parked")
  }
