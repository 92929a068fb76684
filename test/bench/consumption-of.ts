import type { Hub } from "../../infra/local/start-hub.ts"

/** What the runtime counted between two moments. */
export interface Counted {
  readonly dynamoCalls: number
  /** Items of transactions. */
  readonly items: number
  readonly rru: number
  readonly wru: number
  readonly stateTransitions: number
  readonly lambdaInvocations: number
}

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0)

const snapshot = (hub: Hub): Counted => {
  const { dynamodb, stepFunctions, lambda } = hub.counts()
  const operations = Object.values(dynamodb)
  return {
    dynamoCalls: sum(operations.map((count) => count.calls)),
    items: sum(operations.map((count) => count.items)),
    rru: sum(operations.map((count) => count.readUnits)),
    wru: sum(operations.map((count) => count.writeUnits)),
    stateTransitions: stepFunctions.stateTransitions,
    lambdaInvocations: sum(Object.values(lambda)),
  }
}

const combine = (one: Counted, other: Counted, sign: 1 | -1): Counted => ({
  dynamoCalls: one.dynamoCalls + sign * other.dynamoCalls,
  items: one.items + sign * other.items,
  rru: one.rru + sign * other.rru,
  wru: one.wru + sign * other.wru,
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
