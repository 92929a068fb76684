/** Every text that a person reads stands in both languages, side by side. */
export type Language = "zh" | "en"

export interface Text {
  readonly zh: string
  readonly en: string
}

export const text = (zh: string, en: string): Text => ({ zh, en })

/** What is asked for, else what the machine speaks, else Chinese. */
export const languageFrom = (asked: string | undefined, environment: string | undefined): Language => {
  const wanted = asked ?? environment ?? ""
  return /^en/i.test(wanted) ? "en" : "zh"
}

export const acceptLanguageOf = (language: Language): string => (language === "zh" ? "zh-CN" : "en")
