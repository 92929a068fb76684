import type { FunctionName } from "../../contracts/environment.ts"
import type { Change } from "../domain/change.ts"
import { commitCounted } from "./count-later.ts"
import { followUp } from "./follow-up.ts"
import type { Runtime } from "./runtime.ts"

/**
 * Commits of whoever carries a batch. What follows the commit of a line (a workflow starts, a message is pushed) takes
 * longer than the commit: it goes on beside the next lines, and is awaited before progress is told.
 */
export const batchCommits = (runtime: () => Runtime, functionName: FunctionName) => {
  const following = new Set<Promise<void>>()
  return async (changes: readonly Change[]): Promise<"committed" | "conflict"> => {
    const tellsProgress = changes.some(({ kind }) => kind === "saveBatch")
    if (tellsProgress) await Promise.all(following)
    const written = await commitCounted(runtime(), functionName, changes)
    if (written.outcome !== "committed") return "conflict"
    const follows = followUp(runtime(), functionName, changes).finally(() => following.delete(follows))
    following.add(follows)
    if (tellsProgress) await follows
    return "committed"
  }
}
