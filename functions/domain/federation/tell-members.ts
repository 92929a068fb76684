import { MessageId, type CenterId, type Instant } from "../../../contracts/primitives.ts"
import type { MessageType } from "../../../contracts/messages.ts"
import type { Change } from "../change.ts"
import type { FederationRecord } from "./federation-record.ts"

export interface Told {
  readonly type: MessageType
  readonly now: Instant
  readonly newId: (prefix: string) => string
  /** Who acted; absent: the operator. */
  readonly centerId?: CenterId
  readonly version: number
  readonly actionNeeded: boolean
}

/** One message a receiver; who acted knows it already. */
export const tellMembers = (
  { federationId, zh, en }: Pick<FederationRecord, "federationId" | "zh" | "en">,
  receivers: readonly string[],
  told: Told,
): readonly Change[] =>
  receivers
    .filter((to) => to !== told.centerId)
    .map((to) => ({
      kind: "tell",
      message: {
        messageId: MessageId.parse(told.newId("msg")),
        type: told.type,
        to,
        at: told.now,
        subjectId: federationId,
        version: told.version,
        actionNeeded: told.actionNeeded,
        ...(told.centerId === undefined ? {} : { centerId: told.centerId }),
        note: `${zh} / ${en}`,
      },
    }))
