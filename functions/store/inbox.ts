import type { InboxMessage } from "../../contracts/messages.ts"
import { keys } from "../../contracts/table.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

export const readInbox = async (
  table: Table,
  centerIds: readonly string[],
  limit: number,
): Promise<{ readonly messages: readonly InboxMessage[]; readonly more: boolean }> => {
  const answers = await Promise.all(
    centerIds.map((centerId) => table.query({ partition: keys.inbox.partition(centerId), limit })),
  )
  // Message ids sort by time.
  const messages = answers
    .flatMap(({ items }) => items.map((item) => recordOf<InboxMessage>(item)))
    .toSorted((left, right) => (left.messageId < right.messageId ? -1 : 1))
  return {
    messages: messages.slice(0, limit),
    more: messages.length > limit || answers.some(({ last }) => last !== undefined),
  }
}

/** By id, not by cursor: a message that commits late is never skipped. Deleting what is gone changes nothing. */
export const acknowledge = async (
  table: Table,
  centerIds: readonly string[],
  messageIds: readonly string[],
): Promise<void> => {
  const named = centerIds.flatMap((centerId) => messageIds.map((id) => keys.inbox.message(centerId, id)))
  for (let start = 0; start < named.length; start += 10)
    await Promise.all(named.slice(start, start + 10).map((key) => table.delete(key)))
}
