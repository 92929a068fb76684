import { TickCasePayload } from "../../contracts/workflows.ts"
import { newIdAt } from "../edge/new-id.ts"
import { tellOfTick } from "../edge/follow-up.ts"
import { serveTask } from "../edge/serve-task.ts"
import { commitCounted } from "../edge/count-later.ts"
import { tickServiceCase } from "../use-cases/tick-service-case.ts"

export const handler = serveTask("tick-service-case", TickCasePayload, ({ hub, runtime }) => {
  const tick = tickServiceCase({
    ...hub,
    commit: (changes) => commitCounted(runtime(), "tick-service-case", changes),
    newId: (prefix, nowMs) => newIdAt(nowMs)(prefix),
  })
  return async (payload) => tellOfTick(runtime(), "tick-service-case", await tick(payload))
})
