import {
  type Breakdown,
  METRICS,
  type MetricName,
  metricNames,
} from "../../../../contracts/supervision-metrics.ts"
import { useDashboard } from "../dashboard-context.ts"
import { useWords } from "../shared/language.ts"
import { MetricSection } from "./metric-section.tsx"

interface Props {
  readonly by: "center" | "federation"
  readonly first: MetricName
}

/** Centers side by side, or federations: any metric that is counted for them. */
export const ByRowView = ({ by, first }: Props) => {
  const words = useWords()
  const { address, filter } = useDashboard()
  const counted = metricNames.filter((name) => {
    const breakdowns: readonly Breakdown[] = METRICS[name].by
    return breakdowns.includes(by)
  })
  const metric = counted.find((name) => name === address.filters.metric) ?? first
  return (
    <>
      <div class="filters">
        <label>
          {words.text("metric")}
          <select
            name="metric"
            value={metric}
            onChange={(event) =>
              filter({ metric: event.currentTarget.value, by: undefined, figure: undefined })
            }
          >
            {counted.map((name) => (
              <option key={name} value={name}>
                {words.title(METRICS[name])}
              </option>
            ))}
          </select>
        </label>
      </div>
      <MetricSection key={metric} section={{ metric, by }} index={0} />
    </>
  )
}
