import { ServiceCaseId } from "../../contracts/primitives.ts"
import type { TickCasePayload } from "../../contracts/workflows.ts"
import { erasesNow, passServiceTime } from "../domain/service-case/pass-service-time.ts"
import type { ServiceCase } from "../domain/service-case/service-case.ts"
import { eraseDocumentsOf } from "./erase-document.ts"
import { serviceContextOf, type ServiceNeeds } from "./service-context.ts"
import { actingClock, tickCase, type Ticked, type TickNeeds } from "./ticked.ts"

/** The time that has passed over a service case; with its documents go their contents, by the sweeper. */
export const tickServiceCase =
  (needs: ServiceNeeds & TickNeeds) =>
  (payload: TickCasePayload): Promise<Ticked> =>
    tickCase<ServiceCase>({
      read: () => needs.readServiceCase(ServiceCaseId.parse(payload.caseId)),
      look: async (serviceCase) => {
        const ids = erasesNow(serviceCase, payload.now)
          ? serviceCase.documents.map(({ documentId }) => documentId)
          : []
        const bindings = await eraseDocumentsOf(needs, ids, payload.now)
        const context = await serviceContextOf(needs, serviceCase, actingClock(needs, payload), { bindings })
        return "outcome" in context ? context : passServiceTime(serviceCase, context)
      },
      commit: needs.commit,
    })
