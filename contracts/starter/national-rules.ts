import { NationalRules } from "../policies.ts"
import national from "./national.json" with { type: "json" }

/** The national rates and rules that ship with the hub; a new rate is a new dated row in national.json. */
export const nationalRules = (): NationalRules => NationalRules.parse(national)
