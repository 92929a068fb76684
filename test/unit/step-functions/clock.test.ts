import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createSystemClock, createVirtualClock } from "../../../infra/local/clock.ts"

describe("the virtual clock", () => {
  it("fires timers in the order of their instants, equal ones as they were set, and shows each its instant", async () => {
    const clock = createVirtualClock(1000)
    const fired: string[] = []
    const note = (name: string) => () => void fired.push(`${name}@${clock.now()}`)
    clock.setTimer(3000, note("c"))
    clock.setTimer(2000, note("a"))
    clock.setTimer(2000, note("b"))
    clock.setTimer(500, note("past"))
    clock.setTimer(9000, note("later"))
    await clock.advance(4000)
    expect(fired).toEqual(["past@1000", "a@2000", "b@2000", "c@3000"])
    expect(clock.now()).toBe(5000)
    expect(clock.nextTimerAt()).toBe(9000)
  })

  it("fires timers that others set on the way, and none that was cancelled", async () => {
    const clock = createVirtualClock(0)
    const fired: number[] = []
    const cancel = clock.setTimer(20, () => fired.push(-1))
    clock.setTimer(10, () => {
      cancel()
      clock.setTimer(15, () => fired.push(clock.now()))
    })
    await clock.advance(30)
    expect(fired).toEqual([15])
  })

  it("lets the work of a timer finish before the next one", async () => {
    const clock = createVirtualClock(0)
    const trace: string[] = []
    let underWay: Promise<void> | undefined
    clock.waitFor(async () => {
      if (underWay === undefined) return false
      await underWay
      underWay = undefined
      return true
    })
    clock.setTimer(1, () => {
      underWay = new Promise<void>((resolve) => setTimeout(resolve, 5)).then(() => void trace.push("work"))
    })
    clock.setTimer(2, () => void trace.push("next timer"))
    await clock.advance(2)
    expect(trace).toEqual(["work", "next timer"])
  })

  it("passes time one advance after the other", async () => {
    const clock = createVirtualClock(0)
    await Promise.all([clock.advance(10), clock.advance(5)])
    expect(clock.now()).toBe(15)
  })
})

describe("the system clock", () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it("keeps a timer of 60 days, which is longer than the platform can hold", () => {
    const clock = createSystemClock()
    const fire = vi.fn()
    const sixtyDaysMs = 60 * 24 * 3600 * 1000
    clock.setTimer(clock.now() + sixtyDaysMs, fire)
    vi.advanceTimersByTime(sixtyDaysMs - 1)
    expect(fire).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(fire).toHaveBeenCalledOnce()
  })

  it("forgets a cancelled timer", () => {
    const clock = createSystemClock()
    const fire = vi.fn()
    clock.setTimer(clock.now() + 1000, fire)()
    vi.advanceTimersByTime(2000)
    expect(fire).not.toHaveBeenCalled()
  })
})
