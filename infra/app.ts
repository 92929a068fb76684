import { env } from "node:process"
import { hubApp } from "./hub-app.ts"

/** Entry of `cdk synth` and `cdk deploy`; also runs alone (`node infra/app.ts`), without account or network. */
hubApp({ outdir: env["CDK_OUTDIR"] ?? "cdk.out" }).synth()
