import { serveCenters } from "../edge/serve-centers.ts"
import { readPolicy } from "../use-cases/read-policy.ts"

export const handler = serveCenters("read-policy", (hub) => ({ readPolicy: readPolicy(hub) }))
