import { type Address, writeAddress } from "./address.ts"
import { chinaTime } from "./shared/format.ts"
import { useWords } from "./shared/language.ts"

interface Props {
  readonly address: Address
  readonly go: (next: Address) => void
  readonly countedThrough: string | undefined
  readonly signOut: () => void
}

export const PageHeader = ({ address, go, countedThrough, signOut }: Props) => {
  const words = useWords()
  const dark = document.documentElement.dataset["theme"] === "dark"
  return (
    <header>
      <h1>{words.text("title")}</h1>
      <p class="as-of">
        {countedThrough !== undefined && (
          <>
            {words.text("countedThrough")} <time dateTime={countedThrough}>{chinaTime(countedThrough)}</time>
          </>
        )}
        {address.wall && <span> · {words.text("refreshed")}</span>}
      </p>
      <div class="tools" role="group" aria-label={words.text("display")}>
        <a
          class="button"
          href={writeAddress({ ...address, language: address.language === "zh" ? "en" : "zh" })}
          lang={address.language === "zh" ? "en" : "zh-CN"}
        >
          {words.text("language")}
        </a>
        <button type="button" onClick={() => go({ ...address, theme: dark ? "light" : "dark" })}>
          {words.text(dark ? "themeLight" : "theme")}
        </button>
        <button
          type="button"
          aria-pressed={address.wall}
          onClick={() => go({ ...address, wall: !address.wall })}
        >
          {words.text("wall")}
        </button>
        <button type="button" onClick={signOut}>
          {words.text("signOut")}
        </button>
      </div>
    </header>
  )
}
