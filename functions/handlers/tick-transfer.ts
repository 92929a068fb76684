import { TickCasePayload } from "../../contracts/workflows.ts"
import { newIdAt } from "../edge/new-id.ts"
import { tellOfTick } from "../edge/follow-up.ts"
import { serveTask } from "../edge/serve-task.ts"
import { commitCounted } from "../edge/count-later.ts"
import { tickTransfer } from "../use-cases/tick-transfer.ts"

export const handler = serveTask("tick-transfer", TickCasePayload, ({ hub, runtime }) => {
  const tick = tickTransfer({
    ...hub,
    commit: (changes) => commitCounted(runtime(), "tick-transfer", changes),
    newId: (prefix, nowMs) => newIdAt(nowMs)(prefix),
  })
  return async (payload) => tellOfTick(runtime(), "tick-transfer", await tick(payload))
})
