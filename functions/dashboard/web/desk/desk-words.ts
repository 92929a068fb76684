import { createContext } from "preact"
import { useContext } from "preact/hooks"
import type { DeskLanguage, Words } from "../../../../contracts/desk.ts"
import { DESK_TEXTS, type DeskTextName } from "./desk-texts.ts"

export const DeskLanguageContext = createContext<DeskLanguage>("zh")

export interface DeskWords {
  readonly language: DeskLanguage
  /** A text of the page, by its name. */
  readonly text: (name: DeskTextName) => string
  /** What the hub names in both languages. */
  readonly of: (named: Words) => string
}

export const useDeskWords = (): DeskWords => {
  const language = useContext(DeskLanguageContext)
  return { language, text: (name) => DESK_TEXTS[name][language], of: (named) => named[language] }
}
