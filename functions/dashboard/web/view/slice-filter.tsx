import type { MetricName } from "../../../../contracts/supervision-metrics.ts"
import { questionOf, useDashboard } from "../dashboard-context.ts"
import { useWords } from "../shared/language.ts"
import { useAnswer } from "../use-answer.ts"

/** Kinds that the metric has counted in these days. */
export const SliceFilter = ({ metric }: { readonly metric: MetricName }) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { address, api, filter } = dashboard
  const query = { ...questionOf(dashboard), by: "slice" }
  const { answer } = useAnswer(`slices ${metric} ${JSON.stringify(query)}`, (signal) =>
    api.readTable(metric, query, signal),
  )
  const chosen = address.filters.slice ?? ""
  const known = answer?.rows ?? []
  return (
    <label>
      {words.text("matter")}
      <select name="slice" value={chosen} onChange={(event) => filter({ slice: event.currentTarget.value })}>
        <option value="">{words.text("all")}</option>
        {known.map(({ key, label }) => (
          <option key={key} value={key}>
            {label === undefined ? key : words.of(label)}
          </option>
        ))}
        {chosen !== "" && !known.some(({ key }) => key === chosen) && (
          <option value={chosen}>{chosen}</option>
        )}
      </select>
    </label>
  )
}
