import { randomUUID } from "node:crypto"
import type { Worker } from "node:worker_threads"
import type { WorkerBoot } from "./lambda-messages.ts"

// Threads of hubs that have ended in this process, for its next hub: a test file after another. Starting a thread, compiling
// a bundle and loading the HTTP client cost more than all that a file asks of most functions.

const mostKept = 40

const kept = new Map<Worker, string>()

const nameOf = ({ modulePath, exportName, memoryMb }: WorkerBoot): string =>
  `${modulePath} ${exportName} ${memoryMb}`

const forget = (worker: Worker): void => {
  kept.delete(worker)
  worker.removeAllListeners("error").removeAllListeners("exit")
}

/** Keeps an idle worker without keeping the process; the one that was kept first makes room. */
export const keepWorker = (boot: WorkerBoot, worker: Worker): void => {
  worker.on("error", () => forget(worker)).on("exit", () => forget(worker))
  kept.set(worker, nameOf(boot))
  // Its output has begun to flow by then, which would hold the process again.
  setImmediate(() => {
    if (kept.has(worker)) worker.unref()
  })
  const [oldest] = kept.keys()
  if (kept.size <= mostKept || oldest === undefined) return
  forget(oldest)
  void oldest.terminate()
}

export interface TakenWorker {
  readonly worker: Worker
  /** What its outputs say before anything of the new hub. */
  readonly mark: string
}

/** A worker that had the same bundle; it answers `ready` when it has loaded it anew in its new environment. */
export const takeWorker = (boot: WorkerBoot): TakenWorker | undefined => {
  const name = nameOf(boot)
  for (const [worker, had] of kept) {
    if (had !== name) continue
    forget(worker)
    worker.ref()
    const mark = `\u0000${randomUUID()}\u0000`
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    worker.postMessage({ load: boot, mark })
    return { worker, mark }
  }
  return undefined
}
