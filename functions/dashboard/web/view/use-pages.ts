import { useEffect, useState } from "preact/hooks"
import type { ApiAnswer, ApiFault } from "../supervision-api.ts"

interface Page<Item> {
  readonly items: readonly Item[]
  readonly cursor: string | undefined
}

export interface Pages<Item> {
  readonly items: readonly Item[] | undefined
  readonly fault: ApiFault | undefined
  readonly more: (() => void) | undefined
  readonly retry: () => void
}

/** A list that is read a page at a time; another question begins anew. */
export const usePages = <Item>(
  question: string,
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<ApiAnswer<Page<Item>>>,
): Pages<Item> => {
  const [wanted, setWanted] = useState<{ question: string; cursor?: string | undefined }>({ question })
  const [page, setPage] = useState<(Page<Item> & { readonly question: string }) | undefined>(undefined)
  const [attempt, setAttempt] = useState(0)
  const [fault, setFault] = useState<ApiFault | undefined>(undefined)
  const cursor = wanted.question === question ? wanted.cursor : undefined
  useEffect(() => {
    const abort = new AbortController()
    const read = async (): Promise<void> => {
      const result = await ask(cursor, abort.signal)
      if (abort.signal.aborted) return
      setFault("answer" in result ? undefined : result)
      if (!("answer" in result)) return
      const { items, cursor: next } = result.answer
      setPage((before) => ({
        question,
        items: cursor === undefined || before === undefined ? items : [...before.items, ...items],
        cursor: next,
      }))
    }
    void read()
    return () => abort.abort()
  }, [question, cursor, attempt])
  const shown = page?.question === question ? page : undefined
  const next = shown?.cursor
  return {
    items: shown?.items,
    fault,
    more: next === undefined ? undefined : () => setWanted({ question, cursor: next }),
    retry: () => setAttempt(attempt + 1),
  }
}
