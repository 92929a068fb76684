import { InvestigationPolicy } from "../investigation-policies.ts"
import file from "./investigation-policy.json" with { type: "json" }

let policy: InvestigationPolicy | undefined

/** How long a co-investigation waits for its answer. Read once, and only by what keeps co-investigations. */
export const investigationPolicy = (): InvestigationPolicy => (policy ??= InvestigationPolicy.parse(file))
