import type { Hub } from "../../infra/local/start-hub.ts"
import { I_ID, O_ID, startFederation, type TestCenter } from "../fixtures/federation.ts"

/** A hub with two centers, ready to be measured. */
export interface BenchFederation {
  readonly hub: Hub
  readonly O: TestCenter
  readonly I: TestCenter
  readonly stop: () => Promise<void>
}

const join = async (options: Parameters<typeof startFederation>[0]): Promise<BenchFederation> => {
  const federation = await startFederation(options)
  try {
    const O = await federation.onboard(O_ID)
    const I = await federation.onboard(I_ID)
    return { hub: federation.hub, O, I, stop: federation.stop }
  } catch (error) {
    await federation.stop()
    throw error
  }
}

/**
 * Counts every database call. One environment a function and a clock that stands still: after the first call the keys
 * of the centers are known, so what is counted is the call alone and is the same each time.
 */
export const startCountedFederation = (
  over: { readonly dataDirectory?: string } = {},
): Promise<BenchFederation> =>
  join({ start: "2026-09-01T01:00:00.000Z", count: true, workersPerFunction: 1, ...over })

/** The hub as it runs for a visitor, for times and rates. */
export const startTimedFederation = (): Promise<BenchFederation> => join({ clock: "system" })
