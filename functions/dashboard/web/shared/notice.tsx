import type { ComponentChildren } from "preact"
import { useWords } from "./language.ts"

/** Still under way: said to a screen reader as well. */
export const Loading = () => (
  <p class="notice" role="status">
    <span class="spinner" aria-hidden="true" /> {useWords().text("loading")}
  </p>
)

export const Failure = ({ children, retry }: { children: ComponentChildren; retry?: () => void }) => {
  const words = useWords()
  return (
    <div class="notice failure" role="alert">
      <p>{children}</p>
      {retry !== undefined && (
        <button type="button" onClick={retry}>
          {words.text("retry")}
        </button>
      )}
    </div>
  )
}
