import { serveSchedule } from "../edge/serve-task.ts"
import { casesToWake, lookAgainAt, raiseGeneration, readWatchedCase, restCase } from "../store/transfers.ts"
import { sweepTransfers } from "../use-cases/sweep-transfers.ts"

export const handler = serveSchedule("sweep-transfers", ({ runtime }) =>
  sweepTransfers({
    casesToWake: (shard, now, limit) => casesToWake(runtime().table, shard, now, limit),
    readWatchedCase: (id) => readWatchedCase(runtime().table, id),
    wake: (token, standing) => runtime().workflow.wake(token, standing),
    start: (input) => runtime().workflow.start(input),
    raiseGeneration: (id, seen, wakeBy) => raiseGeneration(runtime().table, id, seen, wakeBy),
    restCase: (id, version) => restCase(runtime().table, id, version),
    lookAgainAt: (id, version, wakeBy) => lookAgainAt(runtime().table, id, version, wakeBy),
  }),
)
