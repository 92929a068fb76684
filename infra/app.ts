import { env } from "node:process"
import { FUNCTIONS } from "../contracts/environment.ts"
import { bundleFunctions } from "./function-bundles.ts"
import { hubApp } from "./hub-app.ts"

/** Entry of `cdk synth` and `cdk deploy`; also runs alone (`node infra/app.ts`), without account or network. */
hubApp({
  outdir: env["CDK_OUTDIR"] ?? "cdk.out",
  bundles: await bundleFunctions(Object.keys(FUNCTIONS)),
}).synth()
