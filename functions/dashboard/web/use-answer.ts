import { useEffect, useState } from "preact/hooks"
import type { ApiAnswer, ApiFault } from "./supervision-api.ts"

/** What a view shows meanwhile: nothing yet, the answer, or what went wrong. Old figures stay until the new ones are there. */
export interface Asked<Answer> {
  readonly answer: Answer | undefined
  readonly fault: ApiFault | undefined
  readonly loading: boolean
  readonly retry: () => void
}

type Standing<Answer> = Omit<Asked<Answer>, "retry">

const nothing = { answer: undefined, fault: undefined, loading: true } as const

/** Asks anew whenever `question` changes; an answer to an older question is dropped. */
export const useAnswer = <Answer>(
  question: string,
  ask: (signal: AbortSignal) => Promise<ApiAnswer<Answer>>,
): Asked<Answer> => {
  const [asked, setAsked] = useState<Standing<Answer>>(nothing)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    setAsked((before) => ({ ...before, loading: true }))
    const read = async (): Promise<void> => {
      const result = await ask(abort.signal)
      if (abort.signal.aborted) return
      if ("answer" in result) setAsked({ answer: result.answer, fault: undefined, loading: false })
      else setAsked({ answer: undefined, fault: result, loading: false })
    }
    void read()
    return () => abort.abort()
    // What is asked is the question; the function is made anew on each drawing.
  }, [question, attempt])
  return { ...asked, retry: () => setAttempt(attempt + 1) }
}
