import { CenterId, Instant, MessageId } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"

export interface AlertContext {
  readonly now: Instant
  readonly newId: (prefix: string) => string
}

/**
 * Whoever steals a key would add another one or redirect the money: the center and the operator both hear of it while
 * it does not yet have full hold.
 */
export const alertOf = (
  callerId: string,
  type: "directory.key-added" | "directory.receiving-account-changed",
  note: string,
  context: AlertContext,
): readonly Change[] => {
  const centerId = CenterId.safeParse(callerId).data
  return [...new Set([callerId, "operator"])].map((to) => ({
    kind: "tell",
    message: {
      messageId: MessageId.parse(context.newId("msg")),
      type,
      to,
      at: context.now,
      actionNeeded: false,
      ...(centerId === undefined ? {} : { centerId }),
      note,
    },
  }))
}

const hourMs = 3_600_000

/** When a change made now takes full hold. */
export const afterCooling = (now: Instant, coolingHours: number): Instant =>
  Instant.parse(new Date(Date.parse(now) + coolingHours * hourMs).toISOString())
