import { useEffect, useState } from "preact/hooks"
import type { DeskSession } from "../../../../contracts/desk.ts"
import { useDeskWords } from "./desk-words.ts"

const soonSeconds = 120

const textOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`

/** Counts from the hub's time of the answer, by the browser's own measure of what has passed: no clock need be right. */
export const Countdown = ({
  session,
  ended,
}: {
  readonly session: DeskSession
  readonly ended: () => void
}) => {
  const words = useDeskWords()
  const [begun] = useState(() => performance.now())
  const total = (Date.parse(session.expiresAt) - Date.parse(session.now)) / 1000
  const leftNow = (): number => Math.max(0, Math.ceil(total - (performance.now() - begun) / 1000))
  const [left, setLeft] = useState(leftNow)
  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = leftNow()
      setLeft(seconds)
      if (seconds === 0) ended()
    }, 1000)
    return () => clearInterval(timer)
  }, [session.expiresAt])
  return (
    <span class={left <= soonSeconds ? "countdown soon" : "countdown"}>
      <span class="muted">{words.text("remaining")}</span>{" "}
      <span role="timer" aria-label={words.text("remaining")}>
        {textOf(left)}
      </span>
      <span class="unseen" aria-live="polite">
        {left <= soonSeconds ? words.text("endsSoon") : ""}
      </span>
    </span>
  )
}
