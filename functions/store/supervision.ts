import type { Instant } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import type { EscalationMessage } from "../domain/supervision/view-case.ts"
import type { HubCase } from "../domain/case/hub-case.ts"
import { readHubCase } from "./cases.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

interface Page {
  readonly limit: number
  /** The sort key of the last one of the page before. */
  readonly after?: string
}

/** Cases that are open and late, the oldest first. */
export const listLateCases = async (
  table: Table,
  { limit, after }: Page,
): Promise<{ readonly caseIds: readonly string[]; readonly nextAfter?: string }> => {
  const answer = await table.query({
    partition: keys.statistics.latePartition,
    limit,
    ...(after === undefined ? {} : { after: { ...keys.statistics.late(after) } }),
  })
  const caseIds = answer.items.map(({ sk }) => String(sk))
  const last = answer.last === undefined ? undefined : caseIds.at(-1)
  return { caseIds, ...(last === undefined ? {} : { nextAfter: last }) }
}

export const readCasesById = async (table: Table, caseIds: readonly string[]): Promise<readonly HubCase[]> =>
  (await Promise.all([...new Set(caseIds)].map((id) => readHubCase<HubCase>(table, id)))).filter(
    (found) => found !== undefined,
  )

/** Escalations of one month, the newest first. */
export const listEscalations = async (
  table: Table,
  month: string,
  { limit, after }: Page,
): Promise<{ readonly messages: readonly EscalationMessage[]; readonly nextAfter?: string }> => {
  const answer = await table.query({
    partition: keys.statistics.escalationPartition(month),
    newestFirst: "newestFirst",
    limit,
    ...(after === undefined ? {} : { after: { ...keys.statistics.escalation(month, after) } }),
  })
  const messages = answer.items.map((item) => recordOf<EscalationMessage>(item))
  const last = answer.last === undefined ? undefined : messages.at(-1)?.messageId
  return { messages, ...(last === undefined ? {} : { nextAfter: last }) }
}

export const notePoll = async (table: Table, centerId: string, now: Instant): Promise<void> => {
  await table.put({ ...keys.poll.of(centerId), at: now })
}

export const readPolls = async (table: Table): Promise<ReadonlyMap<string, string>> => {
  const polls = new Map<string, string>()
  let after: Item | undefined
  do {
    const page = await table.query({
      partition: keys.poll.partition,
      ...(after === undefined ? {} : { after }),
    })
    for (const { sk, at } of page.items) polls.set(String(sk), String(at))
    after = page.last
  } while (after !== undefined)
  return polls
}
