import type { SupervisedCase } from "../../../../contracts/supervision.ts"
import { useDashboard } from "../dashboard-context.ts"
import { useWords } from "../shared/language.ts"
import type { TableColumn } from "../shared/sortable-table.tsx"
import type { Query } from "../supervision-api.ts"
import { caseColumns } from "./case-columns.tsx"
import { kindName } from "./case-names.ts"
import { ListPanel } from "./list-panel.tsx"
import { usePages } from "./use-pages.ts"

const kinds = ["transfer", "offsiteLoan", "service"] as const
const sides = ["answering", "asking"] as const

interface Props {
  readonly title: string
  /** Which cases; the kind, and of a center its side, are chosen here. */
  readonly query: Query
  /** The cases of one center, of one kind at a time. */
  readonly ofCenter?: boolean
  readonly name: string
}

const fileColumns = [
  "caseId",
  "kind",
  "status",
  "asking",
  "answering",
  "waitsFor",
  "leg",
  "dueAt",
  "escalations",
  "openedAt",
] as const satisfies readonly (keyof SupervisedCase)[]

/** Cases as supervisors see them, with a way to the course of each. */
export const CaseList = ({ title, query, name, ofCenter = false }: Props) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { address, api, filter, turn } = dashboard
  const kind = kinds.find((known) => known === address.filters.kind) ?? (ofCenter ? kinds[0] : undefined)
  const role = sides.find((known) => known === address.filters.role) ?? sides[0]
  const asked = { ...query, kind, ...(ofCenter ? { role } : {}) }
  const pages = usePages(`${turn} cases ${JSON.stringify(asked)}`, async (cursor, signal) => {
    const result = await api.listCases({ ...asked, cursor }, signal)
    return "answer" in result
      ? { answer: { items: result.answer.cases, cursor: result.answer.cursor } }
      : result
  })
  const columns: readonly TableColumn<SupervisedCase>[] = caseColumns(words, dashboard, Date.now())
  return (
    <ListPanel
      title={title}
      list="cases"
      name={name}
      pages={pages}
      columns={columns}
      rowKey={({ caseId }) => caseId}
      file={{ head: fileColumns, rowOf: (item) => fileColumns.map((column) => item[column]) }}
    >
      <label>
        {words.text("kind")}
        <select
          name="kind"
          value={kind ?? ""}
          onChange={(event) => filter({ kind: event.currentTarget.value })}
        >
          {!ofCenter && <option value="">{words.text("all")}</option>}
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.of(kindName(kind))}
            </option>
          ))}
        </select>
      </label>
      {ofCenter && (
        <label>
          {words.text("side")}
          <select name="role" value={role} onChange={(event) => filter({ role: event.currentTarget.value })}>
            {sides.map((side) => (
              <option key={side} value={side}>
                {words.text(side)}
              </option>
            ))}
          </select>
        </label>
      )}
    </ListPanel>
  )
}
