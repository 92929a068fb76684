import type { Instant } from "../../../contracts/primitives.ts"
import { daysAfter } from "../calendar/china-date.ts"
import type { Change } from "../change.ts"
import { caseIdOf, type HubCase } from "./hub-case.ts"

/** Who brought a case where it stands, and when. */
interface Act {
  readonly now: Instant
  /** The acting center; absent when the clock acts. */
  readonly by?: string | undefined
  readonly staff?: { readonly handler?: string; readonly reviewer?: string } | undefined
  /** What the acting center wrote to the other. */
  readonly note?: string | undefined
}

/** The line of a case's history that its present version adds. */
export const recordedEvent = (
  hubCase: HubCase,
  event: string,
  { now, by = "clock", staff, note }: Act,
): Change => ({
  kind: "recordCaseHistory",
  caseId: caseIdOf(hubCase),
  version: hubCase.version,
  entry: {
    at: now,
    event,
    by,
    ...staff,
    ...(note === undefined ? {} : { note }),
    status: hubCase.status,
  },
})

/** The next version of a case with its history line. */
export const saveCase = (saved: HubCase, event: string, act: Act): readonly Change[] => [
  { kind: "saveCase", case: saved },
  recordedEvent(saved, event, act),
]

/** The end of a case: its identity is kept for some days more, then erased. */
export const eraseIdentity = (
  ended: HubCase,
  { now, identityErasureDays }: { readonly now: Instant; readonly identityErasureDays: number },
): Change => ({
  kind: "eraseIdentity",
  caseId: caseIdOf(ended),
  at: daysAfter(now, identityErasureDays),
})
