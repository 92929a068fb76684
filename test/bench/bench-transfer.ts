import type { BenchFederation } from "./bench-federation.ts"
import { carryTransfer, ordinaryAccount } from "./carry-transfer.ts"
import { plus } from "./consumption-of.ts"
import { usdPer1000 } from "./list-prices.ts"
import { median } from "./median.ts"
import { sweep, visitOfSweeper } from "./sweep.ts"

export interface TransferBench {
  readonly stateTransitions: number
  readonly wru: number
  readonly rru: number
  readonly lambdaInvocations: number
  readonly httpRequests: number
  readonly writingCalls: number
  /** Read and acknowledged by the two centers. */
  readonly messages: number
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
  const { stateTransitions, wru, rru, lambdaInvocations } = plus(flow.consumed, visit)
  const used = { stateTransitions, wru, rru, lambdaInvocations, httpRequests: flow.httpRequests }
  const lambdaMemoryMb = Math.max(...hub.deployment.functions.map((plan) => plan.memoryMb))
  return {
    ...used,
    writingCalls: flow.writingCalls,
    messages: flow.messages,
    usdPer1000: usdPer1000({ ...used, lambdaMemoryMb, queueRequests: 0, documents: 0 }),
    measuredMsPerCall: Math.round(median(flow.waitsMs)),
  }
}
