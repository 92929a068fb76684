import type { Hub } from "../../infra/local/start-hub.ts"
import type { Counted } from "./consumption-of.ts"
import type { FlowMeter } from "./flow-meter.ts"
import { usdPer1000 } from "./list-prices.ts"

/** What a case made the hub do, and what a thousand of them cost. */
export interface Carried {
  readonly stateTransitions: number
  /** Without the counting of statistics, which is beside. */
  readonly wru: number
  readonly countingWru: number
  readonly rru: number
  readonly lambdaInvocations: number
  readonly httpRequests: number
  readonly writingCalls: number
  /** Read and acknowledged by the centers. */
  readonly messages: number
  /** With the counting of statistics. */
  readonly usdPer1000: number
}

export const carriedBy = (
  { deployment }: Hub,
  { stateTransitions, wru, rru, lambdaInvocations, countingWru, countingRru }: Counted,
  { counted }: FlowMeter,
  { documents = 0 }: { readonly documents?: number } = {},
): Carried => {
  const { httpRequests, writingCalls, messages } = counted()
  const used = { stateTransitions, wru, rru, lambdaInvocations, httpRequests }
  const lambdaMemoryMb = Math.max(...deployment.functions.map((plan) => plan.memoryMb))
  return {
    ...used,
    countingWru,
    writingCalls,
    messages,
    usdPer1000: usdPer1000({
      ...used,
      wru: wru + countingWru,
      rru: rru + countingRru,
      lambdaMemoryMb,
      queueRequests: 0,
      documents,
    }),
  }
}
