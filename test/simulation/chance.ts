/** A seeded source of chance: the same seed gives the same draws on every machine. */
export interface Chance {
  /** From 0 inclusive to `below` exclusive. */
  readonly below: (below: number) => number
  readonly between: (least: number, most: number) => number
  readonly happens: (probability: number) => boolean
  readonly oneOf: <Item>(items: readonly [Item, ...Item[]]) => Item
  readonly weighted: <Item>(items: readonly (readonly [Item, number])[]) => Item
  readonly bytes: (length: number) => Uint8Array
}

/** mulberry32: small, fast and good enough to spread schedules; nothing here is a secret. */
const mulberry32 = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const createChance = (seed: number): Chance => {
  const draw = mulberry32(Math.imul(seed + 1, 0x9e3779b1))
  const below = (limit: number): number => Math.floor(draw() * limit)
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (probability) => draw() < probability,
    oneOf: (items) => items[below(items.length)] ?? items[0],
    weighted: (items) => {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0)
      let left = draw() * total
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      const last = items.at(-1)
      if (last === undefined) throw new Error("nothing to draw from")
      return last[0]
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}
