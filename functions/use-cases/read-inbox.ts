import type * as z from "zod"
import type { Inbox, InboxMessage } from "../../contracts/messages.ts"
import type { Instant } from "../../contracts/primitives.ts"
import { isRefusal, limitOf } from "./query-values.ts"
import type { UseCase } from "./use-case.ts"

export interface ReadInboxNeeds {
  readonly readInbox: (
    centerIds: readonly string[],
    limit: number,
  ) => Promise<{ readonly messages: readonly InboxMessage[]; readonly more: boolean }>
  readonly notePoll: (centerId: string, now: Instant) => Promise<void>
  readonly limits: () => { readonly inboxPollSeconds: number }
}

const mostMessages = 100

/** What a center, and those whose books it keeps, has not acknowledged, oldest first. The answer says when to ask again: sooner brings nothing. */
export const readInbox =
  (needs: ReadInboxNeeds): UseCase<undefined, z.infer<typeof Inbox>> =>
  async (call) => {
    const limit = limitOf(call.query, mostMessages)
    if (isRefusal(limit)) return limit
    const { messages, more } = await needs.readInbox([call.callerId, ...(call.formerIds ?? [])], limit)
    await needs.notePoll(call.callerId, call.now)
    return {
      outcome: "answered",
      answer: { messages: [...messages], more },
      retryAfterSeconds: needs.limits().inboxPollSeconds,
    }
  }
