import { hashText } from "../edge/hash-text.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { putPolicy } from "../use-cases/put-policy.ts"

export const handler = serveCenters("put-policy", (hub) => ({
  putPolicy: putPolicy({ readPolicies: hub.readPolicies, hash: hashText }),
}))
