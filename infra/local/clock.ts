/** Cancels a timer; calling it after the timer fired does nothing. */
export type CancelTimer = () => void

export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls `fire` once when the clock reaches `atMs` (at the next turn when that is in the past). */
  setTimer(atMs: number, fire: () => void): CancelTimer
}

/**
 * Waits for the work that is under way outside the clock, such as Lambda invocations. Answers whether there was any:
 * then more may have begun, and it is asked again.
 */
export type Settle = () => Promise<boolean>

export type VirtualClock = Clock & {
  /** Passes time: fires the timers that become due, in order, and lets the work of each finish before the next. */
  advance(durationMs: number): Promise<void>
  /** Lets the work under way finish without passing time. */
  settle(): Promise<void>
  /** Adds work that the clock has to wait for before it goes on. */
  waitFor(settle: Settle): void
  nextTimerAt(): number | undefined
}

// setTimeout turns a longer delay into one millisecond.
const longestTimeoutMs = 2 ** 31 - 1

export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    setTimer(atMs, fire) {
      let timeout: NodeJS.Timeout | undefined
      const arm = () => {
        const leftMs = Math.max(0, atMs - Date.now())
        timeout =
          leftMs > longestTimeoutMs ? setTimeout(arm, longestTimeoutMs) : setTimeout(fire, Math.ceil(leftMs))
      }
      arm()
      return () => clearTimeout(timeout)
    },
  }
}

type Timer = { atMs: number; fire: () => void }

// A loop of invocations that passes no time would otherwise never give the clock back.
const settleRoundsMaximum = 100_000

export function createVirtualClock(startMs: number): VirtualClock {
  let nowMs = startMs
  const timers: Timer[] = []
  const settles: Settle[] = []
  let advances: Promise<void> = Promise.resolve()

  async function settleAll() {
    for (let round = 0; round < settleRoundsMaximum; round++) {
      await nextTurn()
      const waited = await Promise.all(settles.map((settle) => settle()))
      if (!waited.includes(true)) return
    }
    throw new Error(`virtual clock: work did not come to rest after ${settleRoundsMaximum} rounds`)
  }

  async function passTime(untilMs: number) {
    await settleAll()
    for (let next = timers[0]; next !== undefined && next.atMs <= untilMs; next = timers[0]) {
      timers.shift()
      nowMs = Math.max(nowMs, next.atMs)
      next.fire()
      await settleAll()
    }
    nowMs = Math.max(nowMs, untilMs)
  }

  return {
    now: () => nowMs,
    setTimer(atMs, fire) {
      const timer = { atMs, fire }
      timers.splice(placeAfterEqual(timers, atMs), 0, timer)
      return () => {
        const place = timers.indexOf(timer)
        if (place >= 0) timers.splice(place, 1)
      }
    },
    advance(durationMs) {
      if (!(durationMs >= 0)) throw new RangeError(`virtual clock: cannot advance by ${durationMs} ms`)
      const done = advances.then(() => passTime(nowMs + durationMs))
      advances = done.catch(() => undefined)
      return done
    },
    settle: settleAll,
    waitFor: (settle) => void settles.push(settle),
    nextTimerAt: () => timers[0]?.atMs,
  }
}

/** One turn of the event loop: every promise that needs nothing from outside has gone as far as it can. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Timers of the same instant keep the order in which they were set. */
function placeAfterEqual(timers: readonly Timer[], atMs: number): number {
  let low = 0
  let high = timers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const timer = timers[middle]
    if (timer !== undefined && timer.atMs <= atMs) low = middle + 1
    else high = middle
  }
  return low
}
