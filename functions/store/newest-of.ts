interface ListedIds {
  readonly ids: readonly string[]
  readonly more: boolean
}

/** One page of several lists that are each newest first; ids sort by time, and one may stand in two of them. */
export const newestOf = (lists: readonly ListedIds[], limit: number): ListedIds => {
  const all = [...new Set(lists.flatMap(({ ids }) => ids))].toSorted().toReversed()
  return { ids: all.slice(0, limit), more: all.length > limit || lists.some(({ more }) => more) }
}
