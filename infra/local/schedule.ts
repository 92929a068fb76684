import type { CancelTimer, Clock } from "./clock.ts"
import type { SchedulePlan } from "./deployment.ts"

export interface Schedules {
  close(): void
}

export interface ScheduleOptions {
  readonly clock: Clock
  readonly schedules: readonly SchedulePlan[]
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>
  /** Longest wished period between two ticks wins: a test that passes weeks need not sweep each minute of them. */
  readonly periodFloorMs: number
}

const eventOf = (plan: SchedulePlan, atMs: number): unknown => {
  if (plan.input !== undefined) {
    const event: unknown = JSON.parse(plan.input)
    return event
  }
  return {
    version: "0",
    id: `${plan.name}-${atMs}`,
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: "000000000000",
    time: `${new Date(atMs).toISOString().slice(0, 19)}Z`,
    region: "local",
    resources: [plan.arn],
    detail: {},
  }
}

/** Calls each target at whole periods of the clock; a tick is left out while the one before it still runs. */
export const startSchedules = ({ clock, schedules, invoke, periodFloorMs }: ScheduleOptions): Schedules => {
  const cancels = new Map<SchedulePlan, CancelTimer>()
  const running = new Set<string>()

  const arm = (plan: SchedulePlan): void => {
    const everyMs = Math.max(plan.everyMs, periodFloorMs)
    const atMs = (Math.floor(clock.now() / everyMs) + 1) * everyMs
    cancels.set(
      plan,
      clock.setTimer(atMs, () => {
        arm(plan)
        if (running.has(plan.functionArn)) return
        running.add(plan.functionArn)
        invoke(plan.functionArn, eventOf(plan, atMs))
          // The function's log has the reason; the next tick tries again.
          .catch(() => undefined)
          .finally(() => running.delete(plan.functionArn))
      }),
    )
  }

  for (const plan of schedules) arm(plan)
  return {
    close() {
      for (const cancel of cancels.values()) cancel()
    },
  }
}
