import type { ComponentChildren } from "preact"
import type { Asked } from "./desk-api.ts"
import { useDeskWords } from "./desk-words.ts"

interface Props<Answer> {
  readonly asked: Asked<Answer> | undefined
  readonly again: () => void
  readonly show: (answer: Answer) => ComponentChildren
}

/** An answer, or that it is under way, or that it failed and may be asked again. */
export const AskedView = <Answer,>({ asked, again, show }: Props<Answer>) => {
  const words = useDeskWords()
  if (asked === undefined)
    return (
      <p class="notice" role="status">
        {words.text("loading")}
      </p>
    )
  if (asked.outcome === "read") return <>{show(asked.answer)}</>
  return (
    <div class="notice failure" role="alert">
      <p>{(asked.outcome === "failed" ? asked.detail : undefined) ?? words.text("failed")}</p>
      <button type="button" onClick={again}>
        {words.text("retry")}
      </button>
    </div>
  )
}
