import * as z from "zod"
import { DocumentKind } from "./documents.ts"
import { FederationReference } from "./federation-reference.ts"
import { namesOf } from "./names-of.ts"
import { cited, PolicySource } from "./policy-figures.ts"
import { LocalDate, CenterId } from "./primitives.ts"
import { MATTERS, SERVICE_MODES } from "./service-codes.ts"

export const ServiceModeName = z
  .enum(namesOf(SERVICE_MODES))
  .describe("办理模式: 全程网办, 代收代办, 两地联办")
export const Matter = z.enum(namesOf(MATTERS)).describe("办理事项 of 跨省通办")

/** 办事情形 of a matter, as the home center's catalogue names it. */
export const Situation = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{1,39}$/)
  .describe("办事情形, as the home center's catalogue names it")

const neverTwice = <Item>(items: readonly Item[], nameOf: (item: Item) => string): boolean =>
  new Set(items.map(nameOf)).size === items.length

const CatalogueDocument = z.strictObject({
  kind: DocumentKind.describe("kind of document, as documents are announced"),
  zh: z.string().min(1).max(80).describe("材料名称"),
  required: z.boolean().describe("whether the case is refused without it"),
  verifiedBy: z
    .enum(["receiving", "home", "shared"])
    .describe("who checks it: 受理地, 缴存地, 数据共享; of the last nothing is uploaded"),
})

const CatalogueSituation = z.strictObject({
  situation: Situation.describe("names it in a service case"),
  zh: z.string().min(1).max(80).describe("办事情形"),
  en: z.string().min(1).max(120).describe("in English"),
  conditions: z.array(z.string().min(1).max(120)).max(20).describe("办理条件, in Chinese"),
  documents: z
    .array(CatalogueDocument)
    .max(20)
    .refine((documents) => neverTwice(documents, ({ kind }) => kind), { message: "a kind twice" })
    .describe("办理材料"),
  source: cited.source.optional().describe("id of the source of the situation; absent: the entry's"),
  clause: cited.clause,
})
export type CatalogueSituation = z.infer<typeof CatalogueSituation>

const days = (text: string) => z.int().min(1).describe(text)
const legs = {
  verification: days("days of the receiving center's verification").max(60),
  decision: days("days of the home center's decision").max(60),
  supplement: days("calendar days of the applicant for missing documents, whatever `kind` says").max(180),
  payment: days("days from approval to payment").max(60),
  delivery: days("days until the applicant has the result").max(60),
}

const citation = z.strictObject(cited)
const ownSourceNames = z.enum([...namesOf(SERVICE_MODES), ...namesOf(legs)])

/** 办事指南 of a matter at a center on a day: what the catalogue says. */
export const CatalogueEntry = z
  .strictObject({
    matter: Matter.describe("办理事项"),
    modes: z
      .array(ServiceModeName)
      .min(1)
      .refine((modes) => neverTwice(modes, (mode) => mode), { message: "a mode twice" })
      .describe("modes that the home center accepts"),
    situations: z
      .array(CatalogueSituation)
      .min(1)
      .max(20)
      .refine((situations) => neverTwice(situations, ({ situation }) => situation), {
        message: "a situation twice",
      })
      .describe("办事情形 with conditions and documents"),
    legs: z
      .strictObject({ ...legs, kind: z.enum(["working", "natural"]).describe("工作日, 自然日") })
      .describe("办理时限"),
    source: cited.source,
    clause: cited.clause,
    ownSources: z
      .partialRecord(ownSourceNames, citation)
      .optional()
      .describe("modes and legs that another source gives than the entry's, by name"),
  })
  .meta({ id: "CatalogueEntry" })
export type CatalogueEntry = z.infer<typeof CatalogueEntry>

const level = z
  .enum(["federation", "center", "national"])
  .describe("what the two centers agreed on, the center's own pack, or the national list")

export const Catalogue = z
  .strictObject({
    centerId: CenterId.describe("缴存地, which decides"),
    on: LocalDate.describe("the day that the catalogue is read for"),
    entries: z
      .array(
        z.strictObject({
          level,
          federation: FederationReference.optional().describe("the version, for entries of that level"),
          ...CatalogueEntry.shape,
        }),
      )
      .describe(
        "of a federation with the asking center, else of the center's pack, else of the nation; a matter that is absent is not offered",
      ),
    sources: z
      .array(z.strictObject({ level, ...PolicySource.shape }))
      .describe("the documents that the entries cite, by level and id"),
  })
  .meta({ id: "Catalogue" })
export type Catalogue = z.infer<typeof Catalogue>
