import { asking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { readPolicy } from "../use-cases/read-policy.ts"

export const handler = serveCenters("read-policy", (hub) => ({ readPolicy: asking(readPolicy(hub)) }))
