import { ParkCasePayload } from "../../contracts/workflows.ts"
import { serveTask } from "../edge/serve-task.ts"
import { leaveToken, readHubCase } from "../store/cases.ts"
import { parkCase } from "../use-cases/park-case.ts"

export const handler = serveTask("park-case", ParkCasePayload, ({ runtime }) =>
  parkCase({
    readHubCase: (id) => readHubCase(runtime().table, id),
    park: (park) => leaveToken(runtime().table, park),
    wake: (token, standing) => runtime().workflow.wake(token, standing),
    supersede: (token) => runtime().workflow.supersede(token),
  }),
)
