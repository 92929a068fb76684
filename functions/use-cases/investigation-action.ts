import type { InvestigationPolicy } from "../../contracts/investigation-policies.ts"
import { CenterId, InvestigationId, type Instant } from "../../contracts/primitives.ts"
import { calendarFor } from "../domain/calendar/working-days.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { InvestigationContext } from "../domain/investigation/investigate.ts"
import type { InvestigationRecord } from "../domain/investigation/investigation-record.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { UsableDocumentsNeeds } from "./usable-documents.ts"
import type { Call } from "./use-case.ts"

export interface InvestigationNeeds extends UsableDocumentsNeeds {
  readonly readInvestigation: (id: InvestigationId) => Promise<InvestigationRecord | undefined>
  readonly readCenter: (id: string) => Promise<CenterRecord | undefined>
  readonly limits: () => { readonly identityErasureDays: number }
  readonly investigationPolicy: () => InvestigationPolicy
}

export const investigationContextOf = async (
  needs: Pick<InvestigationNeeds, "readCenter" | "limits" | "investigationPolicy">,
  homeCityCenterId: CenterId,
  { now, newId }: { readonly now: Instant; readonly newId: (prefix: string) => string },
  by?: CenterId,
): Promise<InvestigationContext> => ({
  now,
  newId,
  ...(by === undefined ? {} : { by }),
  calendar: calendarFor((await needs.readCenter(homeCityCenterId)) ?? {}),
  policy: needs.investigationPolicy(),
  identityErasureDays: needs.limits().identityErasureDays,
})

export interface OwnInvestigation {
  readonly outcome: "found"
  readonly investigation: InvestigationRecord
  readonly by: CenterId
}

/** One that the caller asked for or is asked; of any other a center does not even learn that it exists. */
export const ownInvestigation = async (
  needs: Pick<InvestigationNeeds, "readInvestigation">,
  call: Call<unknown>,
): Promise<OwnInvestigation | Refusal> => {
  const id = InvestigationId.safeParse(call.params["investigationId"])
  const by = CenterId.safeParse(call.callerId)
  if (!id.success || !by.success) return refuse("investigation-not-found")
  const investigation = await needs.readInvestigation(id.data)
  const isOwn =
    investigation !== undefined &&
    [investigation.askingCenterId, investigation.homeCityCenterId].includes(by.data)
  if (!isOwn) return refuse("investigation-not-found")
  if (call.ifMatch !== undefined && call.ifMatch !== investigation.version)
    return refuse("version-stale", { field: "if-match" })
  return { outcome: "found", investigation, by: by.data }
}
