import { App, type Environment, Validations } from "aws-cdk-lib"
import { AwsSolutionsChecks } from "cdk-nag"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as z from "zod"
import { DataStack } from "./data-stack.ts"
import type { FunctionBundles } from "./function-bundles.ts"
import { HubStack } from "./hub-stack.ts"

const CdkJson = z.looseObject({ context: z.record(z.string(), z.unknown()) })
/** What the CLI asks for too: construct paths and asset folders, by which the local runtime names things. */
const METADATA = { "aws:cdk:enable-path-metadata": true, "aws:cdk:enable-asset-metadata": true }
const CDK_JSON = fileURLToPath(new URL("../cdk.json", import.meta.url))

/** First part of every physical name, so that one account can hold two hubs. */
const DEFAULT_PREFIX = "hpf-hub"

interface HubAppProps {
  readonly outdir?: string
  /** A Region and account; without them the templates fit any. */
  readonly env?: Environment
  /** Added to the feature flags and settings of cdk.json. */
  readonly context?: Readonly<Record<string, unknown>>
  readonly bundles: FunctionBundles
}

/** The whole hub as an app of two stacks; `cdk synth`, the local runtime and the tests start here. */
export const hubApp = ({ outdir, env, context, bundles }: HubAppProps): App => {
  const app = new App({
    // Read here and not only by the CLI: `node infra/app.ts` and `cdk synth` write the same templates.
    context: {
      ...METADATA,
      ...CdkJson.parse(JSON.parse(readFileSync(CDK_JSON, "utf8"))).context,
      ...context,
    },
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
  })
  const prefix: unknown = app.node.tryGetContext("prefix")
  const name = typeof prefix === "string" ? prefix : DEFAULT_PREFIX
  const stackProps = env === undefined ? {} : { env }
  const durable = new DataStack(app, `${name}-data`, { ...stackProps, terminationProtection: true })
  new HubStack(app, name, { ...stackProps, durable, bundles })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return app
}
