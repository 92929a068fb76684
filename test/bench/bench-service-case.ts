import type { ServiceMode } from "../../contracts/service-codes.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { carriedBy, type Carried } from "./carried.ts"
import { applicantOf, carryServiceCase, papersOf, servedIn, type Served } from "./carry-service-case.ts"
import { consumptionOf, plus } from "./consumption-of.ts"
import { createFlowMeter } from "./flow-meter.ts"
import { sweep, visitOfSweeper } from "./sweep.ts"

export type ServiceCaseBench = Readonly<Record<ServiceMode, Carried>>

/** The first case of a mode starts every function and lets it learn the centers' keys. */
const benchMode = async (served: Served, mode: ServiceMode): Promise<Carried> => {
  const first = await applicantOf(served, `${mode}-warm-up`)
  await carryServiceCase(served, mode, first, createFlowMeter())
  await sweep(served.hub)
  const applicant = await applicantOf(served, mode)
  const meter = createFlowMeter()
  const acts = await consumptionOf(served.hub, async () => {
    const { status } = await carryServiceCase(served, mode, applicant, meter)
    if (status !== "closed") throw new Error(`the case of the bench is ${status}`)
  })
  const visit = await visitOfSweeper(served.hub)
  return carriedBy(served.hub, plus(acts, visit), meter, { documents: papersOf(mode) })
}

/**
 * Everything that a withdrawal makes the hub do in each mode, from its papers to its closure: calls, parks, wakes,
 * acknowledgements, the sweeper's visit of the ended case.
 */
export const benchServiceCase = async (federation: BenchFederation): Promise<ServiceCaseBench> => {
  const served = servedIn(federation)
  const online = await benchMode(served, "online")
  const agent = await benchMode(served, "agent")
  const joint = await benchMode(served, "joint")
  return { online, agent, joint }
}
