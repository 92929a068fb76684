import { randomUUID } from "node:crypto"
import { Worker } from "node:worker_threads"
import type { FunctionPlan } from "./deployment.ts"
import type { FunctionLogs } from "./function-logs.ts"
import type { FunctionError, WorkerBoot, WorkerMessage } from "./lambda-messages.ts"
import { keepWorker, takeWorker } from "./kept-workers.ts"
import { outputSince } from "./output-since.ts"
import { LambdaFunctionError } from "./step-functions/state-error.ts"

export interface LambdaPool {
  /** Runs the function and gives back what it returned. */
  invoke(functionNameOrArn: string, event: unknown): Promise<unknown>
  /** Invocations begun, by function name. */
  counts(): Record<string, number>
  /** Waits for everything in flight; tells whether there was anything. */
  settle(): Promise<boolean>
  close(): Promise<void>
}

export interface LambdaPoolOptions {
  readonly functions: readonly FunctionPlan[]
  /** Added to each function's own environment; the environment of this process is not passed on. */
  readonly environment: Readonly<Record<string, string>>
  readonly logs: FunctionLogs
  readonly compileCache: string
  readonly workersPerFunction: number
  /** The threads outlive the pool: the next hub of this process loads its functions in them. */
  readonly keepWorkers: boolean
}

interface Job {
  readonly requestId: string
  readonly event: string
  resolve(result: unknown): void
  reject(error: Error): void
}

interface Slot {
  readonly worker: Worker
  state: "starting" | "idle" | "busy" | "ended"
  job: Job | undefined
  timer: NodeJS.Timeout | undefined
  loadsAgain: boolean
  /** Ends its listening to the worker. */
  readonly leave: () => void
}

interface FunctionRunner {
  readonly label: string
  run(event: unknown): Promise<unknown>
  close(): Promise<void>
}

// Lambda gives an environment ten seconds to start; a loaded machine with two cores needs more.
const startTimeoutMs = 60_000
// A worker more than the first is kept for a while after a burst, then its memory is given back.
const spareWorkerIdleMs = 20_000

const errorOf = ({ errorType, errorMessage, trace }: FunctionError): Error =>
  new LambdaFunctionError(errorType, errorMessage, trace)

const workerModule = new URL("./lambda-worker.ts", import.meta.url)

export const createLambdaPool = (options: LambdaPoolOptions): LambdaPool => {
  const functions = new Map<string, FunctionRunner>()
  const byName = new Map<string, FunctionRunner>()
  const counts = new Map<string, number>()
  const inFlight = new Set<Promise<unknown>>()

  for (const plan of options.functions) {
    const runner = createFunctionRunner(plan, options)
    functions.set(plan.arn, runner)
    byName.set(plan.name, runner)
  }

  const find = (nameOrArn: string) => {
    const withoutVersion = nameOrArn.replace(/:\$LATEST$/, "")
    return functions.get(withoutVersion) ?? byName.get(withoutVersion)
  }

  return {
    async invoke(nameOrArn, event) {
      const runner = find(nameOrArn)
      if (runner === undefined) throw new Error(`no function ${nameOrArn}`)
      counts.set(runner.label, (counts.get(runner.label) ?? 0) + 1)
      const done = runner.run(event)
      const settled = done.catch(() => undefined)
      inFlight.add(settled)
      try {
        return await done
      } finally {
        inFlight.delete(settled)
      }
    },
    counts: () => Object.fromEntries(counts),
    async settle() {
      if (inFlight.size === 0) return false
      await Promise.all(inFlight)
      return true
    },
    async close() {
      await Promise.all([...functions.values()].map((runner) => runner.close()))
    },
  }
}

/** The execution environments of one function: each handles one event at a time, the rest waits in order. */
const createFunctionRunner = (plan: FunctionPlan, options: LambdaPoolOptions): FunctionRunner => {
  const slots = new Set<Slot>()
  const waiting: Job[] = []
  let closed = false

  const boot: WorkerBoot = {
    modulePath: plan.modulePath,
    exportName: plan.exportName,
    functionName: plan.name,
    functionArn: plan.arn,
    memoryMb: plan.memoryMb,
    compileCache: options.compileCache,
    environment: {
      ...plan.environment,
      ...options.environment,
      AWS_LAMBDA_FUNCTION_NAME: plan.name,
      // Who counts the calls of the database can tell whose they are.
      AWS_SDK_UA_APP_ID: plan.label,
    },
  }

  const openWorker = (): { readonly worker: Worker; readonly mark?: string } => {
    const kept = options.keepWorkers ? takeWorker(boot) : undefined
    if (kept !== undefined) return kept
    const worker = new Worker(workerModule, {
      env: { ...boot.environment },
      execArgv: [],
      // As much as the template gives; a small young generation keeps many environments beside each other affordable.
      resourceLimits: { maxOldGenerationSizeMb: plan.memoryMb, maxYoungGenerationSizeMb: 16 },
      stdout: true,
      stderr: true,
      workerData: boot,
    })
    return { worker }
  }

  const follow = (slot: () => Slot, worker: Worker, mark: string | undefined): (() => void) => {
    const listeners = {
      message: (message: WorkerMessage) => receive(slot(), message),
      error: (error: unknown) =>
        fail(slot(), crashed(error instanceof Error ? error.message : String(error))),
      exit: (code: number) => fail(slot(), crashed(`exited with code ${code}`)),
    }
    worker.on("message", listeners.message).on("error", listeners.error).on("exit", listeners.exit)
    const stdout = worker.stdout.pipe(outputSince(mark))
    const stderr = worker.stderr.pipe(outputSince(mark))
    options.logs.attach(plan.label, stdout, stderr)
    return () => {
      worker.off("message", listeners.message).off("error", listeners.error).off("exit", listeners.exit)
      worker.stdout.unpipe(stdout).resume()
      worker.stderr.unpipe(stderr).resume()
    }
  }

  const startWorker = (): Slot => {
    const { worker, mark } = openWorker()
    const slot: Slot = {
      worker,
      state: "starting",
      job: undefined,
      timer: undefined,
      loadsAgain: false,
      leave: follow(() => slot, worker, mark),
    }
    slots.add(slot)
    slot.timer = setTimeout(
      () => fail(slot, timedOut(`did not start within ${startTimeoutMs} ms`)),
      startTimeoutMs,
    )
    return slot
  }

  const receive = (slot: Slot, message: WorkerMessage): void => {
    if (slot.state === "ended") return
    if ("ready" in message) {
      slot.loadsAgain = message.loadsAgain
      return release(slot)
    }
    if ("failed" in message) return fail(slot, message.failed ?? crashed("failed to load"))
    const { job } = slot
    if (job === undefined || job.requestId !== message.requestId) return
    slot.job = undefined
    // The next event goes to the worker before this answer is unpacked: the worker never waits for us.
    release(slot)
    if (message.error !== undefined) {
      options.logs.write(plan.label, { level: "ERROR", ...message.error })
      job.reject(errorOf(message.error))
    } else job.resolve(JSON.parse(message.result ?? "null"))
  }

  const release = (slot: Slot): void => {
    clearTimeout(slot.timer)
    const job = waiting.shift()
    if (job !== undefined) return give(slot, job)
    slot.state = "idle"
    if (slots.size === 1) return
    slot.timer = setTimeout(() => {
      if (slots.size > 1) discard(slot)
    }, spareWorkerIdleMs)
    slot.timer.unref()
  }

  const give = (slot: Slot, job: Job): void => {
    clearTimeout(slot.timer)
    slot.state = "busy"
    slot.job = job
    const deadlineMs = Date.now() + plan.timeoutMs
    slot.timer = setTimeout(
      () => fail(slot, timedOut(`timed out after ${plan.timeoutMs} ms`)),
      plan.timeoutMs,
    )
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    slot.worker.postMessage({ requestId: job.requestId, event: job.event, deadlineMs })
  }

  const discard = (slot: Slot): void => {
    slot.state = "ended"
    slots.delete(slot)
    clearTimeout(slot.timer)
    void slot.worker.terminate()
  }

  const keep = (slot: Slot): void => {
    slot.state = "ended"
    slots.delete(slot)
    clearTimeout(slot.timer)
    slot.leave()
    keepWorker(boot, slot.worker)
  }

  /** The worker is gone or must go: its event fails, what waits gets another worker. */
  const fail = (slot: Slot, error: FunctionError): void => {
    if (slot.state === "ended") return
    const { state } = slot
    discard(slot)
    if (!closed) options.logs.write(plan.label, { level: "ERROR", ...error })
    // A bundle that does not load would otherwise be started for ever by the event that waits for it.
    const job = slot.job ?? (state === "starting" && slots.size === 0 ? waiting.shift() : undefined)
    job?.reject(errorOf(error))
    if (waiting.length > 0 && !closed) startWorker()
  }

  const timedOut = (text: string): FunctionError => ({
    errorType: "Sandbox.Timedout",
    errorMessage: `${plan.name} ${text}`,
    trace: [],
  })
  const crashed = (text: string): FunctionError => ({
    errorType: "Runtime.ExitError",
    errorMessage: `${plan.name}: ${text}`,
    trace: [],
  })

  const findIdle = (): Slot | undefined => {
    for (const slot of slots) if (slot.state === "idle") return slot
    return undefined
  }

  const starting = (): number => {
    let count = 0
    for (const slot of slots) if (slot.state === "starting") count++
    return count
  }

  return {
    label: plan.label,
    run(event: unknown): Promise<unknown> {
      return new Promise((resolve, reject) => {
        if (closed) return reject(new Error(`${plan.name}: the hub is stopping`))
        const job: Job = { requestId: randomUUID(), event: JSON.stringify(event), resolve, reject }
        const idle = findIdle()
        if (idle !== undefined) return give(idle, job)
        waiting.push(job)
        // One environment starts at a time: on two cores several starts only slow each other down.
        if (slots.size < options.workersPerFunction && starting() === 0) startWorker()
      })
    },
    async close(): Promise<void> {
      closed = true
      for (const job of waiting.splice(0)) job.reject(new Error(`${plan.name}: the hub is stopping`))
      for (const slot of slots)
        if (options.keepWorkers && slot.loadsAgain && slot.state === "idle") keep(slot)
      const workers = [...slots].map((slot) => slot.worker)
      for (const slot of slots) fail(slot, crashed("the hub is stopping"))
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
