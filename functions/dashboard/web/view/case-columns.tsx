import type { SupervisedCase } from "../../../../contracts/supervision.ts"
import type { Dashboard } from "../dashboard-context.ts"
import { chinaTime } from "../shared/format.ts"
import type { Words } from "../shared/language.ts"
import type { TableColumn } from "../shared/sortable-table.tsx"
import { kindName, legName, matterName, statusName } from "./case-names.ts"
import { cityName } from "./city-name.ts"

/** A case in a line: its centers and its clock, nothing of the person. */
export const caseColumns = (
  words: Words,
  { linkTo, centerName }: Pick<Dashboard, "linkTo" | "centerName">,
  nowMs: number,
): TableColumn<SupervisedCase>[] => {
  const name = (centerId: string | undefined): string =>
    centerId === undefined ? "" : cityName(words.of(centerName(centerId)))
  const isLate = ({ dueAt }: SupervisedCase): boolean => dueAt !== undefined && Date.parse(dueAt) < nowMs
  return [
    {
      key: "caseId",
      heading: words.text("caseId"),
      cell: ({ caseId }) => <a href={linkTo("case", { id: caseId })}>{caseId}</a>,
      sortBy: ({ caseId }) => caseId,
    },
    {
      key: "kind",
      heading: words.text("kind"),
      cell: ({ kind, matter }) => words.of(matter === undefined ? kindName(kind) : matterName(matter)),
      sortBy: ({ kind, matter }) => `${kind} ${matter ?? ""}`,
    },
    {
      key: "status",
      heading: words.text("status"),
      cell: ({ kind, status }) => words.of(statusName(kind, status)),
      sortBy: ({ status }) => status,
    },
    {
      key: "waitsFor",
      heading: words.text("waitsFor"),
      cell: ({ waitsFor }) =>
        waitsFor === undefined ? "" : <a href={linkTo("center", { center: waitsFor })}>{name(waitsFor)}</a>,
      sortBy: ({ waitsFor }) => name(waitsFor),
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
      cell: (row) =>
        row.dueAt === undefined ? "" : <span class={isLate(row) ? "late" : ""}>{chinaTime(row.dueAt)}</span>,
      sortBy: ({ dueAt }) => dueAt ?? "",
    },
    {
      key: "escalations",
      heading: words.text("escalations"),
      numeric: true,
      cell: ({ escalations }) => escalations,
      sortBy: ({ escalations }) => escalations,
    },
    {
      key: "asking",
      heading: words.text("asking"),
      cell: ({ asking }) => name(asking),
      sortBy: ({ asking }) => name(asking),
    },
    {
      key: "answering",
      heading: words.text("answering"),
      cell: ({ answering }) => name(answering),
      sortBy: ({ answering }) => name(answering),
    },
    {
      key: "openedAt",
      heading: words.text("openedAt"),
      cell: ({ openedAt }) => chinaTime(openedAt),
      sortBy: ({ openedAt }) => openedAt,
    },
  ]
}
