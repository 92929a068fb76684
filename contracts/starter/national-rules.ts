import { NationalRules } from "../policies.ts"
import national from "./national.json" with { type: "json" }

let rules: NationalRules | undefined

/** The national rates and rules that ship with the hub; a new rate is a new dated row in national.json. Read once. */
export const nationalRules = (): NationalRules => (rules ??= NationalRules.parse(national))
