import { useEffect, useMemo, useState } from "preact/hooks"
import type { DeskLanguage } from "../../../../contracts/desk.ts"
import { deskApi } from "./desk-api.ts"
import { forgetCode, keptCode, takeCodeFromAddress } from "./desk-code.ts"
import { DeskPage } from "./desk-page.tsx"
import { DESK_TEXTS } from "./desk-texts.ts"
import { DeskLanguageContext, useDeskWords } from "./desk-words.ts"
import { DeskContext, type Desk } from "./use-asked.ts"

/** Nothing of what was shown stays on the screen. */
const Gone = () => {
  const words = useDeskWords()
  return (
    <main class="gone">
      <h1>{words.text("gone")}</h1>
      <p>{words.text("goneHint")}</p>
      <p lang={words.language === "zh" ? "en" : "zh-CN"} class="muted">
        {DESK_TEXTS.gone[words.language === "zh" ? "en" : "zh"]}
      </p>
    </main>
  )
}

export const DeskApp = () => {
  const [code, setCode] = useState(keptCode)
  const [language, setLanguage] = useState<DeskLanguage>("zh")
  const [isChosen, setChosen] = useState(false)
  const desk = useMemo<Desk>(
    () => ({
      api: deskApi(code ?? ""),
      gone: () => {
        forgetCode()
        setCode(undefined)
      },
    }),
    [code],
  )
  useEffect(() => {
    const takeNewLink = (): void => {
      if (takeCodeFromAddress()) setCode(keptCode())
    }
    addEventListener("hashchange", takeNewLink)
    return () => removeEventListener("hashchange", takeNewLink)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en"
    document.title = DESK_TEXTS.title[language]
  }, [language])
  /** The link's language is a first proposal; what the clerk has chosen stays. */
  const choose = (next: DeskLanguage, isFirst = false): void => {
    if (isFirst && isChosen) return
    if (!isFirst) setChosen(true)
    setLanguage(next)
  }
  return (
    <DeskLanguageContext.Provider value={language}>
      <DeskContext.Provider value={desk}>
        {code === undefined ? <Gone /> : <DeskPage key={code} choose={choose} />}
      </DeskContext.Provider>
    </DeskLanguageContext.Provider>
  )
}
