import { useContext, useEffect, useState } from "preact/hooks"
import type { DeskLanguage, DeskToDo } from "../../../../contracts/desk.ts"
import { chinaDay } from "../shared/format.ts"
import { AskedView } from "./asked-view.tsx"
import { CaseView } from "./case-view.tsx"
import { Countdown } from "./countdown.tsx"
import { fragmentOf, placeOf, type DeskPlace } from "./desk-place.ts"
import { useDeskWords } from "./desk-words.ts"
import { FundsView } from "./funds-view.tsx"
import { SearchForm } from "./search-form.tsx"
import { SearchView } from "./search-view.tsx"
import { ToDoView } from "./to-do-view.tsx"
import { DeskContext, useAsked } from "./use-asked.ts"

const usePlace = (): DeskPlace => {
  const [place, setPlace] = useState(() => placeOf(location.hash))
  useEffect(() => {
    const follow = (): void => setPlace(placeOf(location.hash))
    addEventListener("hashchange", follow)
    return () => removeEventListener("hashchange", follow)
  }, [])
  return place
}

/** `/` leads to the search, as in any list; not while something is typed. */
const useSearchKey = (): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
      if (event.key !== "/" || typing) return
      event.preventDefault()
      document.getElementById("desk-number")?.focus()
    }
    addEventListener("keydown", press)
    return () => removeEventListener("keydown", press)
  }, [])
}

const isDark = (): boolean => document.documentElement.dataset["theme"] === "dark"

const Display = ({ choose }: { readonly choose: (language: DeskLanguage) => void }) => {
  const words = useDeskWords()
  const { api, gone } = useContext(DeskContext)
  const [dark, setDark] = useState(isDark)
  const turn = (): void => {
    document.documentElement.dataset["theme"] = dark ? "light" : "dark"
    setDark(!dark)
  }
  const leave = async (): Promise<void> => {
    await api.end()
    gone()
  }
  const other: DeskLanguage = words.language === "zh" ? "en" : "zh"
  return (
    <span class="tools">
      <button type="button" lang={other === "zh" ? "zh-CN" : "en"} onClick={() => choose(other)}>
        {words.text("language")}
      </button>
      <button type="button" onClick={turn}>
        {words.text(dark ? "light" : "dark")}
      </button>
      <button type="button" onClick={() => void leave()}>
        {words.text("leave")}
      </button>
    </span>
  )
}

const View = ({ place, first }: { readonly place: DeskPlace; readonly first: DeskToDo }) => {
  const today = chinaDay(Date.parse(first.session.now))
  switch (place.view) {
    case "toDo":
      return <ToDoView first={first} />
    case "funds":
      return <FundsView />
    case "search":
      return place.by === undefined ? (
        <ToDoView first={first} />
      ) : (
        <SearchView by={place.by} number={place.number ?? ""} today={today} />
      )
    case "case":
      return <CaseView key={place.caseId} caseId={place.caseId} paper={place.paper} />
  }
}

interface Props {
  readonly first: DeskToDo
  readonly choose: (language: DeskLanguage) => void
}

const Page = ({ first, choose }: Props) => {
  const words = useDeskWords()
  const { gone } = useContext(DeskContext)
  const place = usePlace()
  useSearchKey()
  const { session } = first
  const nav = ["toDo", "funds"] as const
  return (
    <div class="desk">
      <a class="skip" href="#main" onClick={(event) => focusMain(event)}>
        {words.text("skip")}
      </a>
      <header class="screen-only">
        <h1>
          {session.center.name} <span class="muted">{words.text("title")}</span>
        </h1>
        <span>
          <span class="muted">{words.text("handler")}</span> {session.handler.name}（{session.handler.id}）
        </span>
        <Countdown session={session} ended={gone} />
        <Display choose={choose} />
      </header>
      <nav class="screen-only" aria-label={words.text("views")}>
        <ul>
          {nav.map((view) => (
            <li key={view}>
              <a href={fragmentOf({ view })} aria-current={place.view === view ? "page" : undefined}>
                {words.text(view)}
              </a>
            </li>
          ))}
        </ul>
        <SearchForm />
      </nav>
      <main id="main" tabIndex={-1}>
        <View place={place} first={first} />
      </main>
    </div>
  )
}

/** The fragment is the page's own address, so the skip link moves the focus by itself. */
const focusMain = (event: Event): void => {
  event.preventDefault()
  document.getElementById("main")?.focus()
}

/** The list is what the link is asked for first: it tells whose desk it is, and until when. */
export const DeskPage = ({
  choose,
}: {
  readonly choose: (language: DeskLanguage, first?: boolean) => void
}) => {
  const { asked, again } = useAsked((api) => api.toDo(), "first")
  useEffect(() => {
    if (asked?.outcome === "read") choose(asked.answer.session.language, true)
  }, [asked])
  return <AskedView asked={asked} again={again} show={(first) => <Page first={first} choose={choose} />} />
}
