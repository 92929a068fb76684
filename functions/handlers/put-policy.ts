import { PolicyPack } from "../../contracts/policies.ts"
import { taking } from "../edge/operation.ts"
import { hashText } from "../edge/hash-text.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { putPolicy } from "../use-cases/put-policy.ts"

export const handler = serveCenters("put-policy", (hub) => ({
  putPolicy: taking(PolicyPack, putPolicy({ readPolicies: hub.readPolicies, hash: hashText })),
}))
