import type { LocalDate } from "../../../contracts/primitives.ts"

/** Each day once, in order. */
export const inOrder = (days: readonly LocalDate[]): readonly LocalDate[] => [...new Set(days)].toSorted()
