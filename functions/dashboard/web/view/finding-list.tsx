import type { SupervisedFinding } from "../../../../contracts/findings.ts"
import { seenScope, useDashboard } from "../dashboard-context.ts"
import { chinaTime } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import { SortableTable, type TableColumn } from "../shared/sortable-table.tsx"
import { classOfFinding } from "./case-names.ts"
import { cityName } from "./city-name.ts"
import { csvOf } from "./csv-of.ts"
import { ExportTools } from "./export-tools.tsx"
import { FaultNotice } from "./fault-notice.tsx"
import { usePages } from "./use-pages.ts"

/** The board of open doubts: whose they are, and for how long. */
export const FindingList = () => {
  const words = useWords()
  const dashboard = useDashboard()
  const { api, centerName, turn } = dashboard
  const { province } = seenScope(dashboard)
  const { items, fault, more } = usePages(`${turn} findings ${province ?? ""}`, async (cursor, signal) => {
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
    <section class="panel" aria-label={title} data-list="findings">
      <div class="head">
        <h3>{title}</h3>
        {items !== undefined && (
          <ExportTools
            name="open-findings"
            csv={async () => ({
              answer: csvOf(
                ["findingId", "class", "centerIds", "openDays", "foundAt"],
                items.map((finding) => [
                  finding.findingId,
                  finding.class,
                  finding.centerIds.join(" "),
                  finding.openDays,
                  finding.foundAt,
                ]),
              ),
            })}
            png={undefined}
          />
        )}
      </div>
      {fault !== undefined && <FaultNotice fault={fault} />}
      {items === undefined && fault === undefined && <Loading />}
      {items !== undefined && (
        <SortableTable caption={title} columns={columns} rows={items} rowKey={({ findingId }) => findingId} />
      )}
      {more !== undefined && (
        <div class="tools">
          <button type="button" onClick={more}>
            {words.text("more")}
          </button>
        </div>
      )}
    </section>
  )
}
