import * as z from "zod"
import { LocalDate, CenterId } from "./primitives.ts"
import { MATTERS, SERVICE_MODES, type MatterName, type ServiceMode } from "./service-codes.ts"

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(table).filter((name): name is Name => name in table)

export const ServiceModeName = z.enum(namesOf<ServiceMode>(SERVICE_MODES))
export const Matter = z.enum(namesOf<MatterName>(MATTERS))

/** 办事情形 of a matter, as the home center's catalogue names it. */
export const Situation = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/)

/** 办事指南 of a matter at a center on a day: what the catalogue says. */
export const CatalogueEntry = z
  .strictObject({
    matter: Matter,
    modes: z.array(ServiceModeName).min(1).describe("modes that the home center accepts"),
    situations: z
      .array(
        z.strictObject({
          situation: Situation,
          zh: z.string().describe("办事情形"),
          en: z.string().describe("in English"),
          conditions: z.array(z.string()).describe("办理条件, in Chinese"),
          documents: z
            .array(
              z.strictObject({
                kind: z.string().describe("kind of document, as documents are announced"),
                zh: z.string().describe("材料名称"),
                required: z.boolean().describe("whether the case is refused without it"),
                verifiedBy: z
                  .enum(["receiving", "home", "shared"])
                  .describe("who checks it: 受理地, 缴存地, 数据共享"),
              }),
            )
            .max(20)
            .describe("办理材料"),
        }),
      )
      .min(1)
      .max(20)
      .describe("办事情形 with conditions and documents"),
    legs: z
      .strictObject({
        verification: z.int().min(1).max(60).describe("days of the receiving center's verification"),
        decision: z.int().min(1).max(60).describe("days of the home center's decision"),
        supplement: z.int().min(1).max(180).describe("days of the applicant for missing documents"),
        payment: z.int().min(1).max(60).describe("days from approval to payment"),
        delivery: z.int().min(1).max(60).describe("days until the applicant has the result"),
        kind: z.enum(["working", "natural"]).describe("工作日, 自然日"),
      })
      .describe("办理时限"),
    source: z.string().describe("id of the source that the entry comes from"),
    clause: z.string().optional().describe("clause of the source"),
  })
  .meta({ id: "CatalogueEntry" })
export type CatalogueEntry = z.infer<typeof CatalogueEntry>

export const Catalogue = z
  .strictObject({
    centerId: CenterId,
    on: LocalDate,
    entries: z.array(CatalogueEntry).describe("of the center's pack, else of the nation"),
  })
  .meta({ id: "Catalogue" })
export type Catalogue = z.infer<typeof Catalogue>
