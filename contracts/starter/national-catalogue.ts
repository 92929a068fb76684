import { NationalCatalogue } from "../policies.ts"
import national from "./national-catalogue.json" with { type: "json" }

let catalogue: NationalCatalogue | undefined

/**
 * The sixteen matters of 跨省通办. Read once, and only by what opens a service case or shows the catalogue: checking it
 * takes some milliseconds, which no call about anything else should pay.
 */
export const nationalCatalogue = (): NationalCatalogue => (catalogue ??= NationalCatalogue.parse(national))
