import { serveCenters } from "../edge/serve-centers.ts"
import { listTransfers, readTransfer } from "../use-cases/read-transfer.ts"

export const handler = serveCenters("read-transfer", (hub) => ({
  readTransfer: readTransfer(hub),
  listTransfers: listTransfers(hub),
}))
