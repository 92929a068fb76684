import { CenterId, WarningId, type PersonRef } from "../../contracts/primitives.ts"
import type { WarningScope } from "../../contracts/warnings.ts"
import type { WarningPolicy } from "../../contracts/warning-policies.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { federationsWith } from "../domain/federation/membership.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { WarningContext } from "../domain/warning/accepted-warning.ts"
import type { WarningLine, WarningRecord, WarningSubject } from "../domain/warning/warning-record.ts"
import type { SeenWarningsNeeds } from "./seen-warnings.ts"
import type { Call } from "./use-case.ts"

export interface WarningNeeds extends SeenWarningsNeeds {
  readonly readWarning: (id: WarningId) => Promise<WarningRecord | undefined>
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
  readonly readCenter: (id: string) => Promise<CenterRecord | undefined>
  readonly warningPolicy: () => WarningPolicy
}

/** The subject as it is known now, and the warnings in effect about it. */
export const subjectNow = async (
  needs: Pick<WarningNeeds, "readPerson" | "readUnitWarnings">,
  subject: WarningSubject,
): Promise<{ readonly subject: WarningSubject; readonly lines: readonly WarningLine[] }> => {
  if (subject.kind === "employer")
    return { subject, lines: await needs.readUnitWarnings(subject.unitCreditCode) }
  const { personRef, warnings = [] } = await needs.readPerson(subject.personRef)
  return { subject: { kind: "person", personRef }, lines: warnings }
}

type Acting = Pick<WarningContext, "now" | "newId">

/** What any act on a warning needs to know besides the warning itself. */
export const warningContextOf = async (
  needs: WarningNeeds,
  { subject, centerId }: { readonly subject: WarningSubject; readonly centerId: CenterId },
  { now, newId }: Acting,
  by?: CenterId,
): Promise<WarningContext & { readonly lines: readonly WarningLine[] }> => {
  const [known, center] = await Promise.all([subjectNow(needs, subject), needs.readCenter(centerId)])
  return {
    now,
    newId,
    today: chinaDateOf(now),
    ...(by === undefined ? {} : { by }),
    policy: needs.warningPolicy(),
    calendar: calendarFor(center ?? {}),
    ...known,
  }
}

export interface NamedWarning {
  readonly outcome: "found"
  readonly warning: WarningRecord
  readonly by: CenterId
}

/** The warning of the path, whosever it is, in the version that the caller has read. */
export const namedWarning = async (
  needs: Pick<WarningNeeds, "readWarning">,
  call: Call<unknown>,
): Promise<NamedWarning | Refusal> => {
  const warningId = WarningId.safeParse(call.params["warningId"])
  const by = CenterId.safeParse(call.callerId)
  if (!warningId.success || !by.success) return refuse("warning-not-found")
  const warning = await needs.readWarning(warningId.data)
  return warning === undefined ? refuse("warning-not-found") : { outcome: "found", warning, by: by.data }
}

/** The caller's own warning; of another center's nothing is told, not even that it is there. */
export const ownWarning = async (
  needs: Pick<WarningNeeds, "readWarning">,
  call: Call<unknown>,
): Promise<NamedWarning | Refusal> => {
  const named = await namedWarning(needs, call)
  if (named.outcome === "refused") return named
  if (named.warning.centerId !== named.by) return refuse("warning-not-found")
  if (call.ifMatch !== undefined && call.ifMatch !== named.warning.version)
    return refuse("version-stale", { field: "if-match" })
  return named
}

/** A center shares its warnings with the nation, or in a federation that binds it today and shares warnings. */
export const scopeDefect = async (
  needs: Pick<WarningNeeds, "readMemberships">,
  scope: WarningScope,
  by: CenterId,
  call: Pick<Call<unknown>, "now">,
): Promise<Refusal | undefined> => {
  if (scope === "nation") return undefined
  const shared = federationsWith(await needs.readMemberships(by), "sharedWarnings", chinaDateOf(call.now))
  return shared.includes(scope.federationId)
    ? undefined
    : refuse("warning-scope-unknown", { rule: "WRN-006", field: "/scope" })
}

/** Every write of a center is signed with a key; a call without one is broken code. */
export const kidOf = ({ kid }: Call<unknown>): string => {
  if (kid === undefined) throw new Error("a signed call names its key")
  return kid
}
