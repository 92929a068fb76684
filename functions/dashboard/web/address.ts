import { languages, type Language } from "./shared/language.ts"
import type { ViewName } from "./views.ts"
import { viewNames } from "./views.ts"

/**
 * Where the reader is: the view and everything that it is filtered by, in the hash of the address, so that an address
 * that is passed on shows the same page. Nothing of it reaches the hub's log.
 */

export const filterNames = [
  "from",
  "to",
  "province",
  "federation",
  "center",
  "slice",
  "by",
  "metric",
  "figure",
  "kind",
  "role",
  "id",
] as const
export type FilterName = (typeof filterNames)[number]

export const themes = ["light", "dark"] as const
export type Theme = (typeof themes)[number]

export interface Address {
  readonly view: ViewName
  readonly filters: Readonly<Partial<Record<FilterName, string>>>
  readonly language: Language
  /** Absent: as the system has it. */
  readonly theme: Theme | undefined
  readonly wall: boolean
}

export const readAddress = (hash: string): Address => {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?")
  const given = new URLSearchParams(query)
  const filters: Partial<Record<FilterName, string>> = {}
  for (const name of filterNames) {
    const value = given.get(name)
    if (value !== null && value !== "") filters[name] = value
  }
  return {
    view: viewNames.find((name) => name === path) ?? "overview",
    filters,
    language: languages.find((known) => known === given.get("lang")) ?? "zh",
    theme: themes.find((known) => known === given.get("theme")),
    wall: given.get("wall") === "on",
  }
}

export const writeAddress = ({ view, filters, language, theme, wall }: Address): string => {
  const query = new URLSearchParams()
  for (const name of filterNames) {
    const value = filters[name]
    if (value !== undefined && value !== "") query.set(name, value)
  }
  if (language !== "zh") query.set("lang", language)
  if (theme !== undefined) query.set("theme", theme)
  if (wall) query.set("wall", "on")
  const text = query.toString()
  return `#/${view}${text === "" ? "" : `?${text}`}`
}

/** Filters that stay when another view is opened; what only one view understands is left behind. */
const carried = ["from", "to", "province", "federation"] as const satisfies readonly FilterName[]

export const addressOf = (
  from: Address,
  view: ViewName,
  own: Readonly<Partial<Record<FilterName, string>>> = {},
): Address => {
  const filters: Partial<Record<FilterName, string>> = {}
  for (const name of carried) {
    const value = from.filters[name]
    if (value !== undefined) filters[name] = value
  }
  return { ...from, view, filters: { ...filters, ...own } }
}
