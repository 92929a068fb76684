import { serveTask } from "../edge/serve-task.ts"
import { ParkTransferPayload } from "../../contracts/workflows.ts"
import { parkCase } from "../store/transfers.ts"
import { parkTransfer } from "../use-cases/park-transfer.ts"

export const handler = serveTask("park-transfer", ParkTransferPayload, ({ hub, runtime }) =>
  parkTransfer({
    readCase: hub.readCase,
    park: (park) => parkCase(runtime().table, park),
    wake: (token, standing) => runtime().workflow.wake(token, standing),
    supersede: (token) => runtime().workflow.supersede(token),
  }),
)
