import type { Instant } from "../../../contracts/primitives.ts"
import type { DeskLink } from "./desk-link.ts"

/** Changes of links to the clerk's page. */
export type DeskChange =
  | { readonly kind: "openDeskLink"; readonly link: DeskLink }
  | { readonly kind: "endDeskLink"; readonly codeHash: string; readonly at: Instant }
