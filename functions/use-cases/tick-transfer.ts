import { TransferId } from "../../contracts/primitives.ts"
import type { TickCasePayload } from "../../contracts/workflows.ts"
import { passTime } from "../domain/transfer/pass-time.ts"
import { contextOf, type TransferNeeds } from "./act-on-transfer.ts"
import { actingClock, tickCase, type Ticked, type TickNeeds } from "./ticked.ts"

export const tickTransfer =
  (needs: TransferNeeds & TickNeeds) =>
  (payload: TickCasePayload): Promise<Ticked> =>
    tickCase({
      read: () => needs.readCase(TransferId.parse(payload.caseId)),
      look: async (transfer) =>
        passTime(transfer, await contextOf(needs, transfer, actingClock(needs, payload))),
      commit: needs.commit,
    })
