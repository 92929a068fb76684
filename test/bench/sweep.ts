import type { Hub } from "../../infra/local/start-hub.ts"
import { consumptionOf, minus, type Counted } from "./consumption-of.ts"

const functionNamed = (hub: Hub, label: string): string => {
  const plan = hub.deployment.functions.find((candidate) => candidate.label === label)
  if (plan === undefined) throw new Error(`the deployment has no ${label}`)
  return plan.name
}

/** The sweeper looks at what changed a minute ago and more. */
export const sweep = (hub: Hub): Promise<Counted> =>
  consumptionOf(hub, () =>
    hub.invoke(functionNamed(hub, "sweep-cases"), {
      time: new Date(hub.clock.now() + 61_000).toISOString(),
    }),
  )

/** The sweeper runs each minute whether a case waits or not, so an idle run is not the case's. */
export const visitOfSweeper = async (hub: Hub): Promise<Counted> => minus(await sweep(hub), await sweep(hub))
