import { AsyncLocalStorage } from "node:async_hooks"

/**
 * One run of a piece of software that can die: a Lambda invocation, a sweep, a poll of an inbox. A dead process never
 * goes on: what it waits for is never answered.
 */
export interface Process {
  readonly name: string
  /** The case that it works for, when there is one: a fault of the process is a fault of that case. */
  readonly about: string | undefined
  readonly alive: () => boolean
  readonly die: () => void
}

export type ProcessEnd<Value> =
  | { readonly outcome: "done"; readonly value: Value }
  | { readonly outcome: "failed"; readonly error: unknown }
  | { readonly outcome: "died" }

const running = new AsyncLocalStorage<Process>()

/** What never dies: the engine, the outside world, the simulation itself. */
export const immortal = (name: string): Process => ({
  name,
  about: undefined,
  alive: () => true,
  die: () => undefined,
})

const outside = immortal("outside")
export const currentProcess = (): Process => running.getStore() ?? outside

export const within = <Value>(process: Process, body: () => Promise<Value>): Promise<Value> =>
  running.run(process, body)

/** Runs a process to its end, or to its death. */
export const runProcess = <Value>(
  name: string,
  about: string | undefined,
  body: () => Promise<Value>,
): Promise<ProcessEnd<Value>> =>
  new Promise((resolve) => {
    let alive = true
    const process: Process = {
      name,
      about,
      alive: () => alive,
      die: () => {
        alive = false
        resolve({ outcome: "died" })
      },
    }
    running.run(process, body).then(
      (value) => resolve({ outcome: "done", value }),
      (error: unknown) => resolve({ outcome: "failed", error }),
    )
  })
