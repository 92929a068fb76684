import { OpenBatchRequest } from "../../contracts/batches.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { openBatch } from "../use-cases/open-batch.ts"

export const handler = serveCenters("open-batch", (hub) => ({
  openBatch: taking(OpenBatchRequest, openBatch(hub)),
}))
