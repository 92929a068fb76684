import type { SupervisionColumn, SupervisionOverview } from "../../../../contracts/supervision.ts"
import { METRICS, type MetricName, metricNames } from "../../../../contracts/supervision-metrics.ts"
import { useDashboard } from "../dashboard-context.ts"
import { formatFigure, secondFigure } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"
import { viewNames, viewOf, type ViewName } from "../views.ts"

/** A figure of the first page is named after its metric: `transfers.completed`. */
const metricOf = ({ name }: SupervisionColumn): MetricName | undefined =>
  metricNames.find((metric) => name.startsWith(`${metric}.`))

/** The page that has more of a metric. */
const viewWith = (metric: MetricName): ViewName | undefined =>
  viewNames.find(
    (name) =>
      viewOf(name).inner === undefined && viewOf(name).sections.some((section) => section.metric === metric),
  )

/** Under the name of its metric a figure needs it no more: `转移接续·办结` is `办结`. */
const withoutMetric = (name: string, metric: string): string =>
  metric !== "" && name.startsWith(metric) ? name.slice(metric.length).replace(/^(·|, )/, "") : name

interface Group {
  readonly metric: MetricName | undefined
  readonly columns: readonly SupervisionColumn[]
}

const groupsOf = (columns: readonly SupervisionColumn[]): readonly Group[] =>
  [...new Set(columns.map(metricOf))].map((metric) => ({
    metric,
    columns: columns.filter((column) => metricOf(column) === metric),
  }))

/** The figures of the first page, by what they are about. */
export const HeadlineFigures = ({ overview }: { readonly overview: SupervisionOverview }) => {
  const words = useWords()
  return (
    <section class="figures" aria-label={words.text("headline")}>
      {groupsOf(overview.columns).map((group) => (
        <FigureGroup key={group.metric ?? ""} group={group} headline={overview.headline} />
      ))}
    </section>
  )
}

interface GroupProps {
  readonly group: Group
  readonly headline: SupervisionOverview["headline"]
}

const FigureGroup = ({ group, headline }: GroupProps) => {
  const words = useWords()
  const { linkTo } = useDashboard()
  const { metric, columns } = group
  const view = metric === undefined ? undefined : viewWith(metric)
  return (
    <div>
      {metric !== undefined && (
        <h3>
          {view === undefined ? (
            words.title(METRICS[metric])
          ) : (
            <a href={linkTo(view)}>{words.title(METRICS[metric])}</a>
          )}
          {METRICS[metric].of === "now" && <span class="tag">{words.text("now")}</span>}
        </h3>
      )}
      <dl>
        {columns.map((column) => {
          const value = headline[column.name]
          const second = secondFigure(value, column)
          return (
            <div key={column.name}>
              <dt>
                {withoutMetric(words.of(column.label), metric === undefined ? "" : words.of(METRICS[metric]))}
              </dt>
              <dd data-figure={column.name} data-value={value ?? ""}>
                {formatFigure(value, column)}
                {second !== undefined && <span class="second"> {second}</span>}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
