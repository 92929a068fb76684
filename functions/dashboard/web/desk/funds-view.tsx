import { useContext, useEffect, useState } from "preact/hooks"
import type { DeskFunds } from "../../../../contracts/desk.ts"
import { groupDigits } from "../shared/format.ts"
import type { Asked } from "./desk-api.ts"
import { AskedView } from "./asked-view.tsx"
import { useDeskWords } from "./desk-words.ts"
import { DeskContext } from "./use-asked.ts"

type Line = DeskFunds["funds"][number]

/** Both sides are read at once: the second page of the list is the money that the center paid. */
const mostPages = 4

const FundsTable = ({ funds }: { readonly funds: readonly Line[] }) => {
  const words = useDeskWords()
  const headings = ["direction", "receivedOn", "otherCenter", "amount", "bankSerial", "next"] as const
  return (
    <div class="table-frame desk-lines" role="region" aria-label={words.text("funds")} tabIndex={0}>
      <table>
        <caption class="unseen">{words.text("funds")}</caption>
        <thead>
          <tr>
            {headings.map((name) => (
              <th key={name} scope="col" class={name === "amount" ? "figure" : ""}>
                {words.text(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {funds.map((line) => (
            <tr key={line.unmatchedFundsId}>
              <td>{words.text(line.direction)}</td>
              <td>{line.receivedOn}</td>
              <th scope="row">{line.otherCenter.name}</th>
              <td class="figure">{groupDigits(line.amount)}</td>
              <td>{line.bankSerial ?? ""}</td>
              <td class="text">{words.of(line.next)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const FundsView = () => {
  const words = useDeskWords()
  const { api, gone } = useContext(DeskContext)
  const [asked, setAsked] = useState<Asked<readonly Line[]> | undefined>(undefined)
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const read = async (before: readonly Line[], from: string | undefined): Promise<void> => {
    const found: Line[] = [...before]
    let next = from
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await api.funds(next)
      if (answer.outcome === "gone") return gone()
      if (answer.outcome === "failed") return setAsked(answer)
      found.push(...answer.answer.funds)
      next = answer.answer.cursor
      if (next === undefined) break
    }
    setCursor(next)
    setAsked({ outcome: "read", answer: found })
  }
  useEffect(() => void read([], undefined), [])
  return (
    <section class="panel" aria-labelledby="funds-heading">
      <div class="head">
        <h2 id="funds-heading" tabIndex={-1}>
          {words.text("funds")}
        </h2>
      </div>
      <AskedView
        asked={asked}
        again={() => void read([], undefined)}
        show={(funds) => (
          <>
            {funds.length === 0 ? <p class="empty">{words.text("noFunds")}</p> : <FundsTable funds={funds} />}
            {cursor !== undefined && (
              <p class="more">
                <button type="button" onClick={() => void read(funds, cursor)}>
                  {words.text("nextPage")}
                </button>
              </p>
            )}
          </>
        )}
      />
    </section>
  )
}
