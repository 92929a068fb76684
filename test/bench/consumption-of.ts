import type { OperationCount } from "../../infra/local/dynamodb-counter.ts"
import type { FunctionName } from "../../contracts/environment.ts"
import type { Hub } from "../../infra/local/start-hub.ts"

/** What the runtime counted between two moments. Of the database: without the counting of statistics, which is beside. */
export interface Counted {
  readonly dynamoCalls: number
  /** Items of transactions. */
  readonly items: number
  readonly rru: number
  readonly wru: number
  /** What counting it for the statistics consumed, behind its queue. */
  readonly countingCalls: number
  readonly countingItems: number
  readonly countingRru: number
  readonly countingWru: number
  readonly stateTransitions: number
  readonly lambdaInvocations: number
}

const STATISTICIAN = "count-statistics" satisfies FunctionName

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0)

const unitsOf = (operations: readonly OperationCount[]) => ({
  calls: sum(operations.map((count) => count.calls)),
  items: sum(operations.map((count) => count.items)),
  rru: sum(operations.map((count) => count.readUnits)),
  wru: sum(operations.map((count) => count.writeUnits)),
})

const snapshot = (hub: Hub): Counted => {
  const { dynamodb, dynamodbByFunction, stepFunctions, lambda } = hub.counts()
  const all = unitsOf(Object.values(dynamodb))
  const counting = unitsOf(Object.values(dynamodbByFunction[STATISTICIAN] ?? {}))
  return {
    dynamoCalls: all.calls - counting.calls,
    items: all.items - counting.items,
    rru: all.rru - counting.rru,
    wru: all.wru - counting.wru,
    countingCalls: counting.calls,
    countingItems: counting.items,
    countingRru: counting.rru,
    countingWru: counting.wru,
    stateTransitions: stepFunctions.stateTransitions,
    lambdaInvocations: sum(Object.values(lambda)),
  }
}

const combine = (one: Counted, other: Counted, sign: 1 | -1): Counted => ({
  dynamoCalls: one.dynamoCalls + sign * other.dynamoCalls,
  items: one.items + sign * other.items,
  rru: one.rru + sign * other.rru,
  wru: one.wru + sign * other.wru,
  countingCalls: one.countingCalls + sign * other.countingCalls,
  countingItems: one.countingItems + sign * other.countingItems,
  countingRru: one.countingRru + sign * other.countingRru,
  countingWru: one.countingWru + sign * other.countingWru,
  stateTransitions: one.stateTransitions + sign * other.stateTransitions,
  lambdaInvocations: one.lambdaInvocations + sign * other.lambdaInvocations,
})

export const plus = (one: Counted, other: Counted): Counted => combine(one, other, 1)
export const minus = (later: Counted, earlier: Counted): Counted => combine(later, earlier, -1)

/** Everything that the hub consumed for an action, workflows and queues at rest again. */
export const consumptionOf = async (hub: Hub, action: () => Promise<unknown>): Promise<Counted> => {
  await hub.settle()
  const before = snapshot(hub)
  await action()
  await hub.settle()
  return minus(snapshot(hub), before)
}
