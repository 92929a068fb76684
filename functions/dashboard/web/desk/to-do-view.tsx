import { useContext, useEffect, useState } from "preact/hooks"
import type { DeskLine, DeskToDo } from "../../../../contracts/desk.ts"
import { chinaDay, chinaTime } from "../shared/format.ts"
import { useDeskWords } from "./desk-words.ts"
import { LineTable } from "./line-table.tsx"
import { DeskContext } from "./use-asked.ts"

const noDate = "9999"
const inOrder = (lines: readonly DeskLine[]): readonly DeskLine[] =>
  [...new Map(lines.map((line) => [`${line.subject} ${line.id}`, line])).values()].toSorted((left, right) =>
    (left.dueOn ?? noDate).localeCompare(right.dueOn ?? noDate),
  )

/** What the center must do. Earlier cases are looked through when the clerk asks for it, and take their place by date. */
export const ToDoView = ({ first }: { readonly first: DeskToDo }) => {
  const words = useDeskWords()
  const { api, gone } = useContext(DeskContext)
  const [pages, setPages] = useState<readonly DeskToDo[]>([first])
  const [isAsking, setAsking] = useState(false)
  useEffect(() => setPages([first]), [first])
  const last = pages.at(-1) ?? first
  const more = async (): Promise<void> => {
    if (last.cursor === undefined) return
    setAsking(true)
    const asked = await api.toDo(last.cursor)
    setAsking(false)
    if (asked.outcome === "gone") gone()
    if (asked.outcome === "read") setPages([...pages, asked.answer])
  }
  const lines = inOrder(pages.flatMap(({ items }) => items))
  const today = chinaDay(Date.parse(first.session.now))
  return (
    <section class="panel" aria-labelledby="to-do-heading">
      <div class="head">
        <h2 id="to-do-heading" tabIndex={-1}>
          {words.text("toDo")} <span class="tag">{lines.length}</span>
        </h2>
      </div>
      {lines.length === 0 ? (
        <p class="empty">{words.text("nothingToDo")}</p>
      ) : (
        <LineTable lines={lines} caption={words.text("toDo")} today={today} />
      )}
      {last.cursor !== undefined && (
        <p class="more">
          {last.lookedBackTo !== undefined && (
            <span class="muted">
              {words.text("lookedBackTo")}
              {chinaTime(last.lookedBackTo)}
            </span>
          )}
          <button type="button" disabled={isAsking} onClick={() => void more()}>
            {words.text("more")}
          </button>
        </p>
      )}
    </section>
  )
}
