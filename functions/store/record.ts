import type { Item } from "./table.ts"

/**
 * Gives a stored item the type under which this store wrote it. The one place where a type is asserted: every item
 * is written by `item-of-change.ts` from a value of that very type, and nobody else writes to the table.
 */
export const recordOf = <Record extends object>(item: Item): Record => {
  const { pk: _pk, sk: _sk, ...record } = item
  return record as Record
}
