import * as z from "zod"
import { cited } from "./policy-figures.ts"
import { CatalogueEntry } from "./service-catalogue.ts"

/** 办事指南 of a center: an entry replaces the nation's of the same matter; `notOffered` takes it away. */
export const ServicePolicy = z
  .strictObject({
    entries: z.array(CatalogueEntry).max(40).describe("matters as this center handles them"),
    notOffered: z
      .array(
        z.strictObject({
          matter: CatalogueEntry.shape.matter.describe("办理事项 that it leaves out"),
          ...cited,
        }),
      )
      .max(40)
      .optional()
      .describe("matters of the national list that it does not handle through the hub"),
  })
  .refine(
    ({ entries, notOffered = [] }) => {
      const matters = [...entries, ...notOffered].map(({ matter }) => matter)
      return new Set(matters).size === matters.length
    },
    { message: "a matter twice", path: ["entries"], params: { rule: "POL-002" } },
  )
export type ServicePolicy = z.infer<typeof ServicePolicy>
