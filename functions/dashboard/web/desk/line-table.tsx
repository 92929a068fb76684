import type { DeskLine } from "../../../../contracts/desk.ts"
import { groupDigits } from "../shared/format.ts"
import { fragmentOf } from "./desk-place.ts"
import { useDeskWords } from "./desk-words.ts"

const Due = ({ line, today }: { readonly line: DeskLine; readonly today: string }) => {
  const words = useDeskWords()
  if (line.dueOn === undefined) return <span class="muted">{words.text("noDate")}</span>
  const mark = line.overdue === true ? "overdue" : line.dueOn === today ? "dueToday" : undefined
  return (
    <>
      <time dateTime={line.dueOn}>{line.dueOn}</time>
      {mark !== undefined && <span class={`mark ${mark}`}>{words.text(mark)}</span>}
    </>
  )
}

/** Lines of cases and of what waits beside them. A line of a case leads to it. */
export const LineTable = ({
  lines,
  caption,
  today,
}: {
  readonly lines: readonly DeskLine[]
  readonly caption: string
  readonly today: string
}) => {
  const words = useDeskWords()
  const headings = ["due", "about", "reference", "otherCenter", "status", "next", "amount"] as const
  return (
    <div class="table-frame desk-lines" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
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
          {lines.map((line) => (
            <tr key={`${line.subject} ${line.id}`}>
              <td>
                <Due line={line} today={today} />
              </td>
              <td>{words.of(line.about)}</td>
              <th scope="row">
                {line.caseId === undefined ? (
                  line.reference
                ) : (
                  <a href={fragmentOf({ view: "case", caseId: line.caseId })}>{line.reference}</a>
                )}
              </th>
              <td>{line.otherCenter?.name ?? ""}</td>
              <td>{words.of(line.status)}</td>
              <td class="text">{line.next === undefined ? "" : words.of(line.next)}</td>
              <td class="figure">{line.amount === undefined ? "" : groupDigits(line.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
