import { serveCenters } from "../edge/serve-centers.ts"
import { requestTransfer } from "../use-cases/request-transfer.ts"

export const handler = serveCenters("request-transfer", (hub) => ({ requestTransfer: requestTransfer(hub) }))
