import type { Change } from "../domain/change.ts"
import { commitCounted } from "./count-later.ts"
import type { Hub } from "./hub.ts"
import { newIdAt } from "./new-id.ts"
import type { Runtime } from "./runtime.ts"

/** How the sweeper writes what it finds: nobody called, so no answer is stored and no message id used up. */
export const clockWrites = (runtime: () => Runtime, hub: Hub) => ({
  commit: (changes: readonly Change[]) => commitCounted(runtime(), "sweep-cases", changes),
  /** The same, and what follows a commit. */
  commitChanges: (changes: readonly Change[]) => hub.commitPart("sweep-cases", changes),
  newId: (prefix: string, nowMs: number): string => newIdAt(nowMs)(prefix),
})
