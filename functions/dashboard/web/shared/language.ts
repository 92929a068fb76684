import { createContext } from "preact"
import { useContext } from "preact/hooks"
import { TEXTS, type TextName } from "./texts.ts"

/** Chinese first. */
export const languages = ["zh", "en"] as const
export type Language = (typeof languages)[number]

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export const LanguageContext = createContext<Language>("zh")

export interface Words {
  readonly language: Language
  /** A text of the page, by its name. */
  readonly text: (name: TextName) => string
  /** What the hub names in both languages. */
  readonly of: (named: Bilingual) => string
  /** The same as a heading. */
  readonly title: (named: Bilingual) => string
}

export const wordsIn = (language: Language): Words => ({
  language,
  text: (name) => TEXTS[name][language],
  of: (named) => named[language],
  title: (named) => named[language].replace(/^[a-z]/, (first) => first.toUpperCase()),
})

export const useWords = (): Words => wordsIn(useContext(LanguageContext))
