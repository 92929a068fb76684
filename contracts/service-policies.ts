import * as z from "zod"
import { cited } from "./policy-figures.ts"
import { CatalogueEntry } from "./service-catalogue.ts"

/** 办事指南 of a center: an entry replaces the nation's of the same matter; `notOffered` takes it away. */
export const ServicePolicy = z.strictObject({
  entries: z.array(CatalogueEntry).max(40).describe("matters as this center handles them"),
  notOffered: z
    .array(z.strictObject({ matter: CatalogueEntry.shape.matter, ...cited }))
    .max(40)
    .optional()
    .describe("matters of the national list that it does not handle through the hub"),
})
export type ServicePolicy = z.infer<typeof ServicePolicy>
