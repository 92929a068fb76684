import type { InboxMessage } from "../../contracts/messages.ts"
import { keys } from "../../contracts/table.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

export const readInbox = async (
  table: Table,
  centerId: string,
  limit: number,
): Promise<{ readonly messages: readonly InboxMessage[]; readonly more: boolean }> => {
  const answer = await table.query({ partition: keys.inbox.partition(centerId), limit })
  return {
    messages: answer.items.map((item) => recordOf<InboxMessage>(item)),
    more: answer.last !== undefined,
  }
}

/** By id, not by cursor: a message that commits late is never skipped. Deleting what is gone changes nothing. */
export const acknowledge = async (
  table: Table,
  centerId: string,
  messageIds: readonly string[],
): Promise<void> => {
  for (let start = 0; start < messageIds.length; start += 10)
    await Promise.all(
      messageIds.slice(start, start + 10).map((id) => table.delete(keys.inbox.message(centerId, id))),
    )
}
