import type { FederationReference } from "../../../contracts/federation-reference.ts"
import { namesOf } from "../../../contracts/names-of.ts"
import type { NationalCatalogue, PolicyPack } from "../../../contracts/policies.ts"
import type { PolicySource } from "../../../contracts/policy-figures.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import type { CatalogueEntry, CatalogueSituation } from "../../../contracts/service-catalogue.ts"
import { MATTERS, type MatterName, type ServiceMode } from "../../../contracts/service-codes.ts"
import { agreedMatter, type Agreed, type RulingVersion } from "../federation/agreed-rules.ts"

/** Whose catalogue is read: the pack of the home center that holds on the day, when it has one, and the nation's. */
export interface CatalogueQuestion {
  readonly pack?: PolicyPack | undefined
  readonly catalogue: NationalCatalogue
  readonly on: LocalDate
  /** What the home center has agreed on with the center that asks. */
  readonly agreed?: readonly RulingVersion[]
}

export type CatalogueLevel = "federation" | "center" | "national"

export type CatalogueAnswer =
  | { readonly outcome: "found"; readonly entry: CatalogueEntry; readonly level: "center" | "national" }
  | {
      readonly outcome: "found"
      readonly entry: CatalogueEntry
      readonly level: "federation"
      readonly agreed: Agreed<CatalogueEntry>
    }
  | { readonly outcome: "notOffered" }

const notOffered = { outcome: "notOffered" } as const

/** A pack of another day has nothing to say: the caller chose it wrongly. */
const assertHolds = (pack: PolicyPack | undefined, on: LocalDate): void => {
  if (pack === undefined) return
  if (pack.effectiveFrom > on || (pack.effectiveTo !== undefined && pack.effectiveTo < on))
    throw new Error(`pack from ${pack.effectiveFrom} does not hold on ${on}`)
}

/**
 * 办事指南 of a matter: what the two centers agreed on stands first, even where the home center offers others nothing;
 * then the center's entry replaces the nation's whole, and what it does not offer nobody can ask.
 */
export const catalogueEntryOf = ({
  pack,
  catalogue,
  matter,
  on,
  agreed = [],
}: CatalogueQuestion & { readonly matter: MatterName }): CatalogueAnswer => {
  assertHolds(pack, on)
  const shared = agreedMatter(agreed, matter)
  if (shared !== undefined)
    return { outcome: "found", entry: shared.rules, level: "federation", agreed: shared }
  const own = pack?.services?.entries.find((entry) => entry.matter === matter)
  if (own !== undefined) return { outcome: "found", entry: own, level: "center" }
  if (pack?.services?.notOffered?.some((line) => line.matter === matter) === true) return notOffered
  const general = catalogue.entries.find((entry) => entry.matter === matter)
  return general === undefined ? notOffered : { outcome: "found", entry: general, level: "national" }
}

export const offeredIn = (entry: CatalogueEntry, mode: ServiceMode): boolean => entry.modes.includes(mode)

export const situationOf = (entry: CatalogueEntry, situation: string): CatalogueSituation | undefined =>
  entry.situations.find((line) => line.situation === situation)

/** Kinds of document that a case of the situation is refused without: 数据共享 needs no upload. */
export const requiredDocumentsOf = (situation: CatalogueSituation): readonly string[] =>
  situation.documents
    .filter(({ required, verifiedBy }) => required && verifiedBy !== "shared")
    .map(({ kind }) => kind)

const citedBy = (entry: CatalogueEntry): readonly string[] => [
  entry.source,
  ...entry.situations.flatMap(({ source }) => source ?? []),
  ...Object.values(entry.ownSources ?? {}).map(({ source }) => source),
]

/** Every matter that a center offers on a day, in the order of the code table, and the documents behind them. */
export const catalogueOf = (
  question: CatalogueQuestion,
): {
  readonly entries: readonly (CatalogueEntry & {
    readonly level: CatalogueLevel
    readonly federation?: FederationReference
  })[]
  readonly sources: readonly (PolicySource & { readonly level: CatalogueLevel })[]
} => {
  const entries = namesOf(MATTERS).flatMap((matter) => {
    const found = catalogueEntryOf({ ...question, matter })
    if (found.outcome === "notOffered") return []
    const federation = found.level === "federation" ? { federation: found.agreed.federation } : {}
    return [{ ...found.entry, level: found.level, ...federation }]
  })
  const sourcesOf = (level: CatalogueLevel, sources: readonly PolicySource[]) => {
    const cited = new Set(entries.filter((entry) => entry.level === level).flatMap(citedBy))
    return sources.filter(({ id }) => cited.has(id)).map((source) => ({ ...source, level }))
  }
  return {
    entries,
    sources: [
      ...(question.agreed ?? []).flatMap(({ sources }) => sourcesOf("federation", sources)),
      ...sourcesOf("center", question.pack?.sources ?? []),
      ...sourcesOf("national", question.catalogue.sources),
    ],
  }
}
