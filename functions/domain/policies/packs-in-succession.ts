import type { LocalDate } from "../../../contracts/primitives.ts"
import { addDays } from "../calendar/china-date.ts"
import type { KnownPack } from "./accept-policy.ts"
import { policyInForce } from "./policy-in-force.ts"

/** The packs of whoever keeps the books from a day on. */
export interface PackSpan {
  readonly from: LocalDate
  readonly packs: readonly KnownPack[]
}

/** A pack as far as it holds between two days; the hash still names the whole pack as it was put. */
const clipped = (
  { pack, hash }: KnownPack,
  from: LocalDate | undefined,
  until: LocalDate | undefined,
): KnownPack => {
  const lastDay = until === undefined ? undefined : addDays(until, -1)
  const ends = [pack.effectiveTo, lastDay].filter((day) => day !== undefined).toSorted()[0]
  return {
    hash,
    pack: {
      ...pack,
      ...(from !== undefined && pack.effectiveFrom < from ? { effectiveFrom: from } : {}),
      ...(ends === undefined ? {} : { effectiveTo: ends }),
    },
  }
}

/** One center's rules over time, when others have taken over its books: each span by the packs of its keeper. */
export const packsInSuccession = (
  own: readonly KnownPack[],
  spans: readonly PackSpan[],
): readonly KnownPack[] => {
  const ordered = spans.toSorted((left, right) => left.from.localeCompare(right.from))
  const first = ordered[0]?.from
  const before = own
    .filter(({ pack }) => first === undefined || pack.effectiveFrom < first)
    .map((known) => clipped(known, undefined, first))
  const after = ordered.flatMap(({ from, packs }, index) => {
    const until = ordered[index + 1]?.from
    const begun = policyInForce(
      packs.map(({ pack }) => pack),
      from,
    )
    const current = begun.outcome === "inForce" ? packs.filter(({ pack }) => pack === begun.pack) : []
    const later = packs.filter(
      ({ pack }) => pack.effectiveFrom > from && (until === undefined || pack.effectiveFrom < until),
    )
    return [...current, ...later].map((known) => clipped(known, from, until))
  })
  return [...before, ...after]
}
