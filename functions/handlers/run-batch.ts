import { BatchMessage, batchLineSchema, type BatchSupplied } from "../../contracts/batches.ts"
import { RequestServiceRequest } from "../../contracts/service-cases.ts"
import { nationalCatalogue } from "../../contracts/starter/national-catalogue.ts"
import { nationalWithdrawals } from "../../contracts/starter/national-withdrawals.ts"
import { RequestTransferRequest } from "../../contracts/transfers.ts"
import { batchCommits } from "../edge/batch-commits.ts"
import { discloseLine } from "../edge/disclose-line.ts"
import { newIdAt } from "../edge/new-id.ts"
import { taking } from "../edge/operation.ts"
import { readBatchFile } from "../edge/read-batch-file.ts"
import { serveQueue } from "../edge/serve-queue.ts"
import { requestService } from "../use-cases/request-service.ts"
import { requestTransfer } from "../use-cases/request-transfer.ts"
import { runBatch } from "../use-cases/run-batch.ts"

export const handler = serveQueue("run-batch", BatchMessage, (hub, runtime) => {
  const lineOf = {
    transfers: (supplied: BatchSupplied) =>
      taking(batchLineSchema(RequestTransferRequest, supplied), requestTransfer(hub)),
    serviceCases: (supplied: BatchSupplied) =>
      taking(
        batchLineSchema(RequestServiceRequest, supplied),
        requestService({ ...hub, nationalCatalogue, nationalWithdrawals }),
      ),
  }
  return runBatch({
    ...hub,
    readCenter: hub.readKeptCenter,
    readLine: ({ subject }, supplied, line) => lineOf[subject](supplied)(line, "application/json"),
    readFile: (document, now) => readBatchFile(hub.readContent, document, now),
    disclose: (line, intent) => discloseLine(runtime(), line, intent),
    commitPart: batchCommits(runtime, "run-batch"),
    sendOn: (message) => runtime().batchQueue.send(message),
    newIdAt,
  })
})
