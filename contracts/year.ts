import * as z from "zod"

/** A calendar year, China Standard Time. */
export const Year = z.string().regex(/^(19|20|21)\d{2}$/)
export type Year = z.infer<typeof Year>
