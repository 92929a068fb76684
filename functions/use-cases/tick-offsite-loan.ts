import { OffsiteLoanId } from "../../contracts/primitives.ts"
import type { TickCasePayload } from "../../contracts/workflows.ts"
import { passOffsiteTime } from "../domain/offsite-loan/pass-offsite-time.ts"
import { offsiteContextOf, type OffsiteNeeds } from "./offsite-context.ts"
import { actingClock, tickCase, type Ticked, type TickNeeds } from "./ticked.ts"

export const tickOffsiteLoan =
  (needs: OffsiteNeeds & TickNeeds) =>
  (payload: TickCasePayload): Promise<Ticked> =>
    tickCase({
      read: () => needs.readOffsiteLoan(OffsiteLoanId.parse(payload.caseId)),
      look: async (offsite) =>
        passOffsiteTime(
          offsite,
          await offsiteContextOf(needs, offsite, actingClock(needs, payload), { mayEnd: true }),
        ),
      commit: needs.commit,
    })
