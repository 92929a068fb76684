import { lookAgainAt, raiseGeneration, readWatchedCase, restCase, toWake } from "../store/cases.ts"
import type { SweepCasesNeeds } from "../use-cases/sweep-cases.ts"
import type { Runtime } from "./runtime.ts"

type Watching = Pick<
  SweepCasesNeeds,
  "toWake" | "readWatchedCase" | "wake" | "start" | "raiseGeneration" | "restCase" | "lookAgainAt"
>

/** What the sweeper needs of table and workflows, whatever it is that asks to be looked at. */
export const watchedCases = (runtime: () => Runtime): Watching => ({
  toWake: (shard, now, limit) => toWake(runtime().table, shard, now, limit),
  readWatchedCase: (id) => readWatchedCase(runtime().table, id),
  wake: (token, standing) => runtime().workflow.wake(token, standing),
  start: (input) => runtime().workflow.start(input),
  raiseGeneration: (id, seen, wakeBy) => raiseGeneration(runtime().table, id, seen, wakeBy),
  restCase: (id, version, until) => restCase(runtime().table, id, version, until),
  lookAgainAt: (id, version, wakeBy) => lookAgainAt(runtime().table, id, version, wakeBy),
})
