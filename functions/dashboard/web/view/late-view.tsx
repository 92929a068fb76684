import type { Escalation } from "../../../../contracts/supervision.ts"
import { seenScope, useDashboard } from "../dashboard-context.ts"
import { chinaTime } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"
import type { TableColumn } from "../shared/sortable-table.tsx"
import { CaseList } from "./case-list.tsx"
import { escalationName, legName } from "./case-names.ts"
import { cityName } from "./city-name.ts"
import { ListPanel } from "./list-panel.tsx"
import { usePages } from "./use-pages.ts"

/** Which center is late, and what its clock has told. */
export const LateView = () => {
  const words = useWords()
  const scope = seenScope(useDashboard())
  return (
    <>
      <CaseList title={words.text("lateCases")} name="late-cases" query={{ late: "yes", ...scope }} />
      <Inbox />
    </>
  )
}

const Inbox = () => {
  const words = useWords()
  const dashboard = useDashboard()
  const { api, centerName, linkTo, turn } = dashboard
  const scope = seenScope(dashboard)
  const pages = usePages(`${turn} inbox ${JSON.stringify(scope)}`, async (cursor, signal) => {
    const result = await api.listEscalations({ ...scope, cursor }, signal)
    return "answer" in result
      ? { answer: { items: result.answer.escalations, cursor: result.answer.cursor } }
      : result
  })
  const title = words.text("escalationInbox")
  const name = (centerId: string): string => cityName(words.of(centerName(centerId)))
  const columns: TableColumn<Escalation>[] = [
    { key: "at", heading: words.text("time"), cell: ({ at }) => chinaTime(at), sortBy: ({ at }) => at },
    {
      key: "type",
      heading: words.text("event"),
      cell: ({ type }) => words.of(escalationName(type)),
      sortBy: ({ type }) => type,
    },
    {
      key: "centers",
      heading: words.text("centers"),
      cell: ({ centerIds }) => centerIds.map(name).join(" · "),
      sortBy: ({ centerIds }) => centerIds.map(name).join(" "),
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
      cell: ({ dueAt }) => (dueAt === undefined ? "" : chinaTime(dueAt)),
      sortBy: ({ dueAt }) => dueAt ?? "",
    },
    {
      key: "caseId",
      heading: words.text("caseId"),
      cell: ({ caseId }) =>
        caseId === undefined ? "" : <a href={linkTo("case", { id: caseId })}>{caseId}</a>,
      sortBy: ({ caseId }) => caseId ?? "",
    },
  ]
  return (
    <ListPanel
      title={title}
      list="escalations"
      name="escalations"
      pages={pages}
      columns={columns}
      rowKey={({ escalationId }) => escalationId}
      file={{
        head: ["at", "type", "centerIds", "leg", "dueAt", "caseId"],
        rowOf: ({ at, type, centerIds, leg, dueAt, caseId }) => [
          at,
          type,
          centerIds.join(" "),
          leg,
          dueAt,
          caseId,
        ],
      }}
    />
  )
}
