import type { BenchFederation } from "./bench-federation.ts"
import { carryTransfer, ordinaryAccount } from "./carry-transfer.ts"
import { plus } from "./consumption-of.ts"
import { usdPer1000 } from "./list-prices.ts"
import { median } from "./median.ts"
import { sweep, visitOfSweeper } from "./sweep.ts"

export interface TransferBench {
  readonly stateTransitions: number
  /** Without the counting of statistics, which is beside. */
  readonly wru: number
  readonly countingWru: number
  readonly rru: number
  readonly lambdaInvocations: number
  readonly httpRequests: number
  readonly writingCalls: number
  /** Read and acknowledged by the two centers. */
  readonly messages: number
  /** With the counting of statistics. */
  readonly usdPer1000: number
  /** The client's whole wait for a call, for comparison with the assumed billed time. */
  readonly measuredMsPerCall: number
}

/**
 * Everything that one transfer makes the hub do: its calls, parks, wakes, acknowledgements, and the sweeper's visit of
 * the ended case.
 */
export const benchTransfer = async ({ hub, O, I }: BenchFederation): Promise<TransferBench> => {
  const moved = ordinaryAccount(O, I)
  // The first transfer starts every function and lets it learn the centers' keys.
  await carryTransfer(hub, moved, "warm-up")
  await sweep(hub)
  const flow = await carryTransfer(hub, moved, "transfer")
  const visit = await visitOfSweeper(hub)
  const { stateTransitions, wru, rru, lambdaInvocations, countingWru, countingRru } = plus(
    flow.consumed,
    visit,
  )
  const used = { stateTransitions, wru, rru, lambdaInvocations, httpRequests: flow.httpRequests }
  const lambdaMemoryMb = Math.max(...hub.deployment.functions.map((plan) => plan.memoryMb))
  return {
    ...used,
    countingWru,
    writingCalls: flow.writingCalls,
    messages: flow.messages,
    usdPer1000: usdPer1000({
      ...used,
      wru: wru + countingWru,
      rru: rru + countingRru,
      lambdaMemoryMb,
      queueRequests: 0,
      documents: 0,
    }),
    measuredMsPerCall: Math.round(median(flow.waitsMs)),
  }
}
