import { useRef, useState } from "preact/hooks"
import { fragmentOf } from "./desk-place.ts"
import { useDeskWords } from "./desk-words.ts"

const ways = ["letterNo", "accountNo", "caseId"] as const
type Way = (typeof ways)[number]
const isWay = (value: string): value is Way => ways.some((way) => way === value)

const hints: Readonly<Record<Way, { readonly pattern: string; readonly most: number }>> = {
  letterNo: { pattern: "\\d{16}", most: 16 },
  accountNo: { pattern: "[A-Za-z0-9_\\-]{1,20}", most: 20 },
  caseId: { pattern: "(trf|lnc|svc)_[0-9A-Z]{26}", most: 30 },
}

/** Which of the three a number is, its form tells; the clerk may say otherwise. */
const guess = (number: string, way: Way): Way => {
  if (/^(trf|lnc|svc)_/.test(number)) return "caseId"
  return /^\d{16}$/.test(number) && way === "caseId" ? "letterNo" : way
}

export const SearchForm = () => {
  const words = useDeskWords()
  const [by, setBy] = useState<Way>("letterNo")
  const field = useRef<HTMLInputElement>(null)
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const number = field.current?.value.trim() ?? ""
        if (number !== "") location.hash = fragmentOf({ view: "search", by, number })
      }}
    >
      <label>
        <span class="unseen">{words.text("searchBy")}</span>
        <select
          value={by}
          onChange={(event) => {
            const { value } = event.currentTarget
            if (isWay(value)) setBy(value)
          }}
        >
          {ways.map((way) => (
            <option key={way} value={way}>
              {words.text(way)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">{words.text("number")}</span>
        <input
          ref={field}
          id="desk-number"
          required
          autoComplete="off"
          spellcheck={false}
          pattern={hints[by].pattern}
          maxLength={hints[by].most}
          placeholder={words.text(by)}
          onInput={(event) => setBy(guess(event.currentTarget.value.trim(), by))}
        />
      </label>
      <button type="submit">{words.text("find")}</button>
    </form>
  )
}
