import { RequestTransferRequest } from "../../contracts/transfers.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { requestTransfer } from "../use-cases/request-transfer.ts"

export const handler = serveCenters("request-transfer", (hub) => ({
  requestTransfer: taking(RequestTransferRequest, requestTransfer(hub)),
}))
