import { PrivateKeyJwk } from "../../contracts/signature.ts"
import { createHubClient } from "../hub-client.ts"
import { openDeskLink } from "./open-desk-link.ts"
import { simulateFederation } from "./simulate-federation.ts"
import { seedDemo, type DemoOptions } from "./seed-demo.ts"

/** HUB_DEMO: a living federation, the same centers with nobody in them, or an empty hub. */
export const demoModes = ["1", "manual", "0"] as const
export type DemoMode = (typeof demoModes)[number]

export interface Demo {
  /** The clerk's page of one center, for fifteen minutes from now; absent where there is nobody. */
  readonly deskLink?: string
  readonly stop: () => Promise<void>
}

/**
 * What `npm start` adds between listening and `hub ready`: when that line is printed, the keys of the demo centers are
 * on disk and the centers are onboarded. Nothing that fails here reaches the hub.
 */
export const startDemo = async (
  mode: DemoMode,
  options: DemoOptions & { readonly pace?: number },
): Promise<Demo> => {
  if (mode === "0") return { stop: () => Promise.resolve() }
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`))
  const centers = await seedDemo(options).catch((error: unknown) => {
    log(`demo: ${error instanceof Error ? error.message : String(error)}`)
    return []
  })
  const deskLink = await openDeskLink(centers).catch((error: unknown) => {
    log(`demo desk: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  })
  const link = deskLink === undefined ? {} : { deskLink }
  if (mode === "manual") return { ...link, stop: () => Promise.resolve() }
  const { clock, dataDirectory, url, operatorKey, pace } = options
  const simulated = simulateFederation({
    centers,
    dataDirectory,
    operator: createHubClient({
      url,
      key: PrivateKeyJwk.parse(operatorKey),
      callerId: "operator",
      ...(clock === undefined ? {} : { clock }),
    }),
    log,
    ...(pace === undefined ? {} : { pace }),
    ...(clock === undefined ? {} : { nowMs: () => Date.parse(clock()) }),
  })
  return { ...link, stop: simulated.stop }
}
