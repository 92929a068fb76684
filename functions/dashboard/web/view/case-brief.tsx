import type { SupervisedCase } from "../../../../contracts/supervision.ts"
import { seenScope, useDashboard } from "../dashboard-context.ts"
import { chinaTime } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import { SortableTable, type TableColumn } from "../shared/sortable-table.tsx"
import { useAnswer } from "../use-answer.ts"
import { legName } from "./case-names.ts"
import { cityName } from "./city-name.ts"
import { FaultNotice } from "./fault-notice.tsx"

const most = "8"

/** The cases that wait longest, beside the figures; all of them have a page of their own. */
export const CaseBrief = () => {
  const words = useWords()
  const dashboard = useDashboard()
  const { api, centerName, linkTo, turn } = dashboard
  const query = { ...seenScope(dashboard), late: "yes", limit: most }
  const { answer, fault, retry } = useAnswer(`${turn} late ${JSON.stringify(query)}`, (signal) =>
    api.listCases(query, signal),
  )
  const name = ({ waitsFor }: SupervisedCase): string =>
    waitsFor === undefined ? "" : cityName(words.of(centerName(waitsFor)))
  const columns: TableColumn<SupervisedCase>[] = [
    {
      key: "waitsFor",
      heading: words.text("waitsFor"),
      cell: (row) => <a href={linkTo("case", { id: row.caseId })}>{name(row)}</a>,
      sortBy: name,
    },
    {
      key: "leg",
      heading: words.text("leg"),
      cell: ({ leg }) => (leg === undefined ? "" : words.of(legName(leg))),
      sortBy: ({ leg }) => leg ?? "",
    },
    {
      key: "dueAt",
      heading: words.text("dueAt"),
      cell: ({ dueAt }) => (
        <span class="late">{dueAt === undefined ? "" : chinaTime(dueAt).slice(0, 10)}</span>
      ),
      sortBy: ({ dueAt }) => dueAt ?? "",
    },
  ]
  const title = words.text("lateCases")
  return (
    <section class="panel" aria-label={title} data-list="late">
      <div class="head">
        <h3>{title}</h3>
        <span class="tools">
          <a href={linkTo("late")}>{words.text("all")}</a>
        </span>
      </div>
      {fault !== undefined && <FaultNotice fault={fault} retry={retry} />}
      {answer === undefined && fault === undefined && <Loading />}
      {answer !== undefined && (
        <SortableTable
          caption={title}
          columns={columns}
          rows={answer.cases}
          rowKey={({ caseId }) => caseId}
        />
      )}
    </section>
  )
}
