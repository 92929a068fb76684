import { build } from "esbuild"
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import type { Deployment, FunctionPlan } from "../../infra/local/deployment.ts"
import { median } from "./median.ts"

export interface BundleBench {
  readonly maxBytes: number
  readonly largest: string
  /** Every function that was measured. */
  readonly measured: readonly string[]
}

export interface ColdImportBench {
  readonly maxRatio: number
  readonly slowest: string
  readonly sdkMs: number
}

const rounds = 7

/** Functions that answer HTTP routes: what a center waits for. */
const apiFunctions = (deployment: Deployment): readonly FunctionPlan[] => {
  const behindRoutes = new Set(deployment.routes.map((route) => route.functionArn))
  return deployment.functions.filter((plan) => behindRoutes.has(plan.arn))
}

export const measureBundles = (deployment: Deployment): BundleBench => {
  const bundles = apiFunctions(deployment).map(({ label, modulePath }) => ({
    label,
    bytes: statSync(modulePath).size,
  }))
  const [largest] = bundles.toSorted((a, b) => b.bytes - a.bytes)
  if (largest === undefined) throw new Error("the deployment has no function behind a route")
  return {
    maxBytes: largest.bytes,
    largest: largest.label,
    measured: bundles.map(({ label }) => label).toSorted(),
  }
}

const run = promisify(execFile)

/** Milliseconds of the import alone, in a process that has imported nothing. */
const importMs = async (modulePath: string): Promise<number> => {
  const script = `const t=performance.now();await import(${JSON.stringify(pathToFileURL(modulePath).href)});console.log(performance.now()-t)`
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
    env: { AWS_REGION: "cn-north-1" },
  })
  return Number(stdout)
}

/** The client of the database and nothing else, bundled as the functions are. */
const bundleSdkClient = async (folder: string): Promise<string> => {
  const outfile = join(folder, "sdk.mjs")
  await build({
    stdin: {
      contents: `export { DynamoDBClient } from "@aws-sdk/client-dynamodb"`,
      resolveDir: import.meta.dirname,
    },
    outfile,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    conditions: ["module", "import"],
    minify: true,
    legalComments: "none",
    logLevel: "error",
  })
  return outfile
}

/** Import time of each API function over that of the SDK client, round by round, so that a busy machine slows both. */
export const timeColdImports = async (deployment: Deployment): Promise<ColdImportBench> => {
  const folder = mkdtempSync(join(tmpdir(), "hpf-hub-bench-"))
  try {
    const sdk = await bundleSdkClient(folder)
    const sdkTimes: number[] = []
    const ratios = new Map<string, number[]>()
    for (let round = 0; round <= rounds; round += 1) {
      const sdkMs = await importMs(sdk)
      if (round > 0) sdkTimes.push(sdkMs) // round 0 brings the files into memory
      for (const plan of apiFunctions(deployment)) {
        const ratio = (await importMs(plan.modulePath)) / sdkMs
        if (round > 0) ratios.set(plan.label, [...(ratios.get(plan.label) ?? []), ratio])
      }
    }
    const slowest = [...ratios]
      .map(([label, figures]) => ({ label, ratio: median(figures) }))
      .reduce((slowest, one) => (one.ratio > slowest.ratio ? one : slowest))
    return {
      maxRatio: Number(slowest.ratio.toFixed(2)),
      slowest: slowest.label,
      sdkMs: Math.round(median(sdkTimes)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
