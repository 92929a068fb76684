import type { Mirror } from "./mirror.ts"

/** What must hold and does not. */
export interface Violation {
  readonly invariant: string
  readonly detail: string
}

/** Looks at what the table holds and answers the violations that it finds. */
export type Check = (mirror: Mirror) => readonly Violation[]

export const violated = (invariant: string, detail: string): readonly Violation[] => [{ invariant, detail }]
export const none: readonly Violation[] = []
