import { createContext } from "preact"
import { useContext, useEffect, useState } from "preact/hooks"
import { deskApi, type Asked, type DeskApi } from "./desk-api.ts"

/** What every view may do: ask the hub, and say that the link has ended. */
export interface Desk {
  readonly api: DeskApi
  readonly gone: () => void
}

export const DeskContext = createContext<Desk>({ api: deskApi(""), gone: () => undefined })

/** Asks when something of `about` changes; a link that has ended ends the page. */
export const useAsked = <Answer>(
  question: (api: DeskApi) => Promise<Asked<Answer>>,
  about: string,
): { readonly asked: Asked<Answer> | undefined; readonly again: () => void } => {
  const { api, gone } = useContext(DeskContext)
  const [asked, setAsked] = useState<Asked<Answer> | undefined>(undefined)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let current = true
    setAsked(undefined)
    const read = async (): Promise<void> => {
      const answer = await question(api)
      if (!current) return
      if (answer.outcome === "gone") gone()
      else setAsked(answer)
    }
    void read()
    return () => {
      current = false
    }
  }, [about, round])
  return { asked, again: () => setRound(round + 1) }
}
