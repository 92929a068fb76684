import { refuse, type Refusal } from "../refusal.ts"
import type { CenterRecord } from "./center-record.ts"

/**
 * Accounts and transfers belong to who keeps the books. An account registered under an office could never be
 * transferred, because no letter can go there: it is the parent's.
 */
export const booksDefect = (center: CenterRecord | undefined): Refusal | undefined =>
  center?.settlesOwnBooks === false ? refuse("office-keeps-no-books", { rule: "DIR-001" }) : undefined
