import { keys, TTL_ATTRIBUTE } from "../../contracts/table.ts"
import type { DeskLink } from "../domain/desk/desk-link.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

/** The link as it was made, dead or alive: whether it opens anything, its own times say. */
export const readDeskLink = async (table: Table, codeHash: string): Promise<DeskLink | undefined> => {
  const item = await table.get(keys.deskLink(codeHash))
  if (item === undefined) return undefined
  const { [TTL_ATTRIBUTE]: _itemEnd, ...rest } = item
  return recordOf<DeskLink>(rest)
}
