import { TickCasePayload } from "../../contracts/workflows.ts"
import { newIdAt } from "../edge/new-id.ts"
import { tellOfTick } from "../edge/follow-up.ts"
import { serveTask } from "../edge/serve-task.ts"
import { commitCounted } from "../edge/count-later.ts"
import { tickOffsiteLoan } from "../use-cases/tick-offsite-loan.ts"

export const handler = serveTask("tick-offsite-loan", TickCasePayload, ({ hub, runtime }) => {
  const tick = tickOffsiteLoan({
    ...hub,
    commit: (changes) => commitCounted(runtime(), "tick-offsite-loan", changes),
    newId: (prefix, nowMs) => newIdAt(nowMs)(prefix),
  })
  return async (payload) => tellOfTick(runtime(), "tick-offsite-loan", await tick(payload))
})
