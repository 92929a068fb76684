/** What the page shows, as the fragment of its address says it: so that back, forward and reload work. */
export type Paper = "letter" | "statement"
export type DeskPlace =
  | { readonly view: "toDo" }
  | { readonly view: "funds" }
  | { readonly view: "search"; readonly by?: string; readonly number?: string }
  | { readonly view: "case"; readonly caseId: string; readonly paper?: Paper }

const paperOf = (text: string | undefined): Paper | undefined =>
  text === "letter" || text === "statement" ? text : undefined

export const placeOf = (fragment: string): DeskPlace => {
  const [, view, first, second] = fragment.split("/")
  if (view === "funds") return { view }
  if (view === "search")
    return first === undefined || second === undefined ? { view } : { view, by: first, number: second }
  if (view === "case" && first !== undefined) {
    const paper = paperOf(second)
    return { view, caseId: first, ...(paper === undefined ? {} : { paper }) }
  }
  return { view: "toDo" }
}

export const fragmentOf = (place: DeskPlace): string => {
  switch (place.view) {
    case "toDo":
      return "#/to-do"
    case "funds":
      return "#/funds"
    case "search":
      return place.by === undefined ? "#/search" : `#/search/${place.by}/${place.number ?? ""}`
    case "case":
      return `#/case/${place.caseId}${place.paper === undefined ? "" : `/${place.paper}`}`
  }
}
