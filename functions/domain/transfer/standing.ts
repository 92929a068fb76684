import type { TransferStanding } from "../../../contracts/workflows.ts"
import { hasEnded, type TransferCase } from "./transfer-case.ts"

/** Where a case stands, for the workflow: it sleeps until `dueAt`, which is when the clock looks next. */
export const standingOf = (transfer: TransferCase): TransferStanding => ({
  status: transfer.status,
  dueAt: hasEnded(transfer) ? null : (transfer.timerAt ?? null),
  generation: transfer.generation,
})
