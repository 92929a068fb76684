import { simulateFederation } from "./simulate-federation.ts"
import { seedDemo, type DemoOptions } from "./seed-demo.ts"

/** HUB_DEMO: a living federation, the same centers with nobody in them, or an empty hub. */
export const demoModes = ["1", "manual", "0"] as const
export type DemoMode = (typeof demoModes)[number]

export interface Demo {
  readonly stop: () => Promise<void>
}

/**
 * What `npm start` adds between listening and `hub ready`: when that line is printed, the keys of the demo centers are
 * on disk and the centers are onboarded. Nothing that fails here reaches the hub.
 */
export const startDemo = async (mode: DemoMode, options: DemoOptions): Promise<Demo> => {
  if (mode === "0") return { stop: () => Promise.resolve() }
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`))
  const centers = await seedDemo(options).catch((error: unknown) => {
    log(`demo: ${error instanceof Error ? error.message : String(error)}`)
    return []
  })
  if (mode === "manual") return { stop: () => Promise.resolve() }
  const { clock, dataDirectory } = options
  return simulateFederation({
    centers,
    dataDirectory,
    log,
    ...(clock === undefined ? {} : { nowMs: () => Date.parse(clock()) }),
  })
}
