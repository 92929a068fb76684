import type { InboxMessage, MessageType } from "../../../contracts/messages.ts"
import { MessageId, type CenterId, type Instant } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { caseIdOf, type HubCase } from "./hub-case.ts"
import type { LateLeg } from "./running-leg.ts"

/** What a case must have said of who acts and when. */
export interface Telling {
  readonly now: Instant
  readonly newId: (prefix: string) => string
  /** The acting center; absent when the clock acts. */
  readonly by?: CenterId
}

interface Told extends Pick<InboxMessage, "letterNo" | "contractNo" | "accountNo"> {
  readonly to: CenterId | "operator"
  readonly type: MessageType
  /** What the receiver must do now. */
  readonly own: readonly { readonly dueAt?: Instant }[]
  /** Of an escalation to the operator. */
  readonly late?: LateLeg | undefined
}

/** A message about a case; it bears what the receiver knows the case by, and its earliest deadline. */
export const tellCenter = (
  hubCase: HubCase,
  { to, type, own, late, ...names }: Told,
  { now, newId, by }: Telling,
): Change => {
  const dueAt = own.flatMap((leg) => leg.dueAt ?? []).toSorted()[0]
  return {
    kind: "tell",
    message: {
      messageId: MessageId.parse(newId("msg")),
      type,
      to,
      at: now,
      caseId: caseIdOf(hubCase),
      ...names,
      status: hubCase.status,
      version: hubCase.version,
      ...(dueAt === undefined ? {} : { dueAt }),
      actionNeeded: own.length > 0,
      ...(by === undefined ? {} : { centerId: by }),
    },
    ...(late === undefined ? {} : { late }),
  }
}
