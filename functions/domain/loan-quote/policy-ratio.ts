import type { PositiveRatio } from "../../../contracts/policy-figures.ts"
import { type Exact, exact } from "../money/money.ts"

/** Ratios of all packs are a few hundred texts; a table that has grown beyond that is made anew. */
const mostRatios = 5000
const ratios = new Map<PositiveRatio, Exact>()

/** A multiple, share or coefficient of a pack, read once. */
export const exactRatio = (ratio: PositiveRatio): Exact => {
  const known = ratios.get(ratio)
  if (known !== undefined) return known
  const read = exact(ratio)
  if (ratios.size >= mostRatios) ratios.clear()
  ratios.set(ratio, read)
  return read
}
