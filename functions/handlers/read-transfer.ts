import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { listTransfers, readTransfer } from "../use-cases/read-transfer.ts"

export const handler = serveCenters("read-transfer", (hub) => ({
  readTransfer: asking(readTransfer(hub)),
  listTransfers: asking(listTransfers(hub)),
}))
