import { WarningPolicy } from "../warning-policies.ts"
import file from "./warning-policy.json" with { type: "json" }

let policy: WarningPolicy | undefined

/** How long warnings last and what an objection does to them. Read once, and only by what keeps warnings. */
export const warningPolicy = (): WarningPolicy => (policy ??= WarningPolicy.parse(file))
