import type { SupervisedFinding } from "../../../../contracts/findings.ts"
import { seenScope, useDashboard } from "../dashboard-context.ts"
import { chinaTime } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"
import type { TableColumn } from "../shared/sortable-table.tsx"
import { classOfFinding } from "./case-names.ts"
import { cityName } from "./city-name.ts"
import { ListPanel } from "./list-panel.tsx"
import { usePages } from "./use-pages.ts"

/** The board of open doubts: whose they are, and for how long. */
export const FindingList = () => {
  const words = useWords()
  const dashboard = useDashboard()
  const { api, centerName, turn } = dashboard
  const { province } = seenScope(dashboard)
  const pages = usePages(`${turn} findings ${province ?? ""}`, async (cursor, signal) => {
    const result = await api.listFindings({ province, cursor }, signal)
    return "answer" in result
      ? { answer: { items: result.answer.findings, cursor: result.answer.cursor } }
      : result
  })
  const title = words.text("findings")
  const names = (centerIds: readonly string[]): string =>
    centerIds.map((centerId) => cityName(words.of(centerName(centerId)))).join(" · ")
  const columns: TableColumn<SupervisedFinding>[] = [
    {
      key: "class",
      heading: words.text("findingClass"),
      cell: (finding) => `${finding.class} ${words.of(classOfFinding(finding.class))}`,
      sortBy: (finding) => finding.class,
    },
    {
      key: "centers",
      heading: words.text("centers"),
      cell: ({ centerIds }) => names(centerIds),
      sortBy: ({ centerIds }) => names(centerIds),
    },
    {
      key: "openDays",
      heading: words.text("openDays"),
      numeric: true,
      cell: ({ openDays }) => openDays,
      sortBy: ({ openDays }) => openDays,
    },
    {
      key: "foundAt",
      heading: words.text("foundAt"),
      cell: ({ foundAt }) => chinaTime(foundAt),
      sortBy: ({ foundAt }) => foundAt,
    },
    {
      key: "positions",
      heading: words.text("positions"),
      cell: ({ positions }) => names(positions.map(({ centerId }) => centerId)),
    },
  ]
  return (
    <ListPanel
      title={title}
      list="findings"
      name="open-findings"
      pages={pages}
      columns={columns}
      rowKey={({ findingId }) => findingId}
      file={{
        head: ["findingId", "class", "centerIds", "openDays", "foundAt"],
        rowOf: (finding) => [
          finding.findingId,
          finding.class,
          finding.centerIds.join(" "),
          finding.openDays,
          finding.foundAt,
        ],
      }}
    />
  )
}
