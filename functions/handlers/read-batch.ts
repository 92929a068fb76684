import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { listBatchLines, readBatch } from "../use-cases/read-batch.ts"

export const handler = serveCenters("read-batch", (hub) => ({
  readBatch: asking(readBatch(hub)),
  listBatchLines: asking(listBatchLines(hub)),
}))
