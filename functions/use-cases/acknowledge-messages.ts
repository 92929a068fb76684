import type * as z from "zod"
import type { AcknowledgeRequest, Acknowledged } from "../../contracts/messages.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface AcknowledgeMessagesNeeds {
  readonly acknowledge: (centerIds: readonly string[], messageIds: readonly string[]) => Promise<void>
}

/** Removes what the center has. To say so twice changes nothing, so no fingerprint of the call is kept. */
export const acknowledgeMessages =
  (
    needs: AcknowledgeMessagesNeeds,
  ): UseCase<z.infer<typeof AcknowledgeRequest>, z.infer<typeof Acknowledged>> =>
  async (call) => {
    const messageIds = [...new Set(call.body.messageIds)]
    await needs.acknowledge([call.callerId, ...(call.formerIds ?? [])], messageIds)
    return answer({ acknowledged: messageIds.length })
  }
