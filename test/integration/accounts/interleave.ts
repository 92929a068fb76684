import { setImmediate as settled } from "node:timers/promises"
import type { Step } from "./memory-table.ts"

export type Run = (step: Step) => Promise<string>

export interface Ended {
  /** Which operation took each step: enough to see a failure again. */
  readonly schedule: readonly number[]
  readonly outcomes: readonly string[]
}

/** The others that could have moved at a point of a schedule, as the next schedules to try. */
interface Played extends Ended {
  readonly forks: readonly (readonly number[])[]
}

const preemptionsOf = (schedule: readonly number[], endedAt: readonly number[]): number =>
  schedule.filter((one, index) => {
    const before = schedule[index - 1]
    return before !== undefined && before !== one && (endedAt[before] ?? Infinity) > index
  }).length

/** Plays the given beginning, then lets whoever moved last move on. */
const play = async (
  runs: readonly Run[],
  beginning: readonly number[],
  mostPreemptions: number,
): Promise<Played> => {
  const waiting: (() => void)[][] = runs.map(() => [])
  const outcomes: string[] = runs.map(() => "unended")
  const endedAt: number[] = []
  const schedule: number[] = []
  const forks: number[][] = []
  runs.forEach((run, one) => {
    const step: Step = () => new Promise((resolve) => waiting[one]?.push(resolve))
    const end = (outcome: string): void => {
      outcomes[one] = outcome
      endedAt[one] = schedule.length
    }
    run(step).then(end, (error: unknown) => end(`threw ${error instanceof Error ? error.stack : "?"}`))
  })
  for (;;) {
    await settled()
    const ready = waiting.flatMap((steps, one) => (steps.length > 0 ? [one] : []))
    const last = schedule.at(-1)
    const onward = last !== undefined && ready.includes(last) ? last : ready[0]
    if (onward === undefined) return { schedule, outcomes, forks }
    const chosen = beginning[schedule.length] ?? onward
    if (schedule.length >= beginning.length)
      for (const other of ready) {
        const fork = [...schedule, other]
        if (other !== chosen && preemptionsOf(fork, endedAt) <= mostPreemptions) forks.push(fork)
      }
    schedule.push(chosen)
    const next = waiting[chosen]?.shift()
    if (next === undefined) throw new Error("a schedule that cannot be played again")
    next()
  }
}

/**
 * Every interleaving of some operations with at most so many preemptions: one operation is interrupted, another goes on
 * in its place. `start` gives them a fresh world each time, `judge` looks at what they left.
 */
export const interleave = async (
  start: () => { readonly runs: readonly Run[]; readonly judge: (ended: Ended) => void },
  mostPreemptions: number,
): Promise<number> => {
  const pending: (readonly number[])[] = [[]]
  let played = 0
  for (let beginning = pending.pop(); beginning !== undefined; beginning = pending.pop()) {
    const { runs, judge } = start()
    const ended = await play(runs, beginning, mostPreemptions)
    played += 1
    judge(ended)
    pending.push(...ended.forks)
  }
  return played
}
