import { readFileSync } from "node:fs"
import * as z from "zod"
import type { Hub } from "../../infra/local/start-hub.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  startFederation,
  THIRD_ID,
  type TestCenter,
} from "../fixtures/federation.ts"

/** A hub with three centers, ready to be measured. */
export interface BenchFederation {
  readonly hub: Hub
  readonly O: TestCenter
  /** Also the center that lends. */
  readonly I: TestCenter
  /** Where an account may go that is marked by a loan of I. */
  readonly third: TestCenter
  readonly stop: () => Promise<void>
}

const join = async (options: Parameters<typeof startFederation>[0]): Promise<BenchFederation> => {
  const federation = await startFederation(options)
  try {
    const O = await federation.onboard(O_ID)
    const I = await federation.onboard(I_ID)
    const third = await federation.onboard(THIRD_ID)
    return { hub: federation.hub, O, I, third, stop: federation.stop }
  } catch (error) {
    await federation.stop()
    throw error
  }
}

/** Schedules stand still: a bench that passes a year of virtual time calls the sweeper when a case is to be looked at. */
const schedulePeriodFloorMs = 20 * 366 * 86_400_000

/**
 * Counts every database call. One environment a function and a clock that stands still: after the first call the keys
 * of the centers are known, so what is counted is the call alone and is the same each time.
 */
export const startCountedFederation = (
  over: { readonly dataDirectory?: string } = {},
): Promise<BenchFederation> =>
  join({
    start: "2026-09-01T01:00:00.000Z",
    count: true,
    workersPerFunction: 1,
    schedulePeriodFloorMs,
    ...over,
  })

const Pack = z.looseObject({ effectiveFrom: z.string() })

/** The same with the policy pack of the lending center, as a center that lends has one. */
export const startLendingFederation = async (): Promise<BenchFederation> => {
  const federation = await startCountedFederation()
  try {
    const url = new URL(`../../contracts/starter/policies/${I_ID}.json`, import.meta.url)
    const pack = Pack.parse(JSON.parse(readFileSync(url, "utf8")))
    expectStatus(await federation.I.call("PUT", `/v1/policies/${pack.effectiveFrom}`, pack), 201)
    return federation
  } catch (error) {
    await federation.stop()
    throw error
  }
}

/** The hub as it runs for a visitor, for times and rates. */
export const startTimedFederation = (): Promise<BenchFederation> => join({ clock: "system" })
