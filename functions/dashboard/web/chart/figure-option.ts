import type { SupervisionColumn, SupervisionRow } from "../../../../contracts/supervision.ts"
import { formatFigure, isShare, magnitudeOf } from "../shared/format.ts"
import { baseOption, type ChartOption } from "./chart-option.ts"
import type { Palette } from "./palette.ts"

interface Drawing {
  readonly columns: readonly SupervisionColumn[]
  readonly rows: readonly SupervisionRow[]
  readonly nameOfRow: (row: SupervisionRow) => string
  readonly nameOfColumn: (column: SupervisionColumn) => string
  readonly description: string
}

const mostSeries = 4

/** The chosen figure first, then others that are measured by the same unit. */
const seriesOf = (columns: readonly SupervisionColumn[], chosen: SupervisionColumn): SupervisionColumn[] =>
  [chosen, ...columns.filter((column) => column.unit === chosen.unit && column.name !== chosen.name)].slice(
    0,
    mostSeries,
  )

const axisText = (palette: Palette) => ({ color: palette.muted, fontSize: palette.textPixels })

const short = (value: number, column: SupervisionColumn): string => {
  if (isShare(column)) return `${Number((value * 100).toPrecision(6))}%`
  const size = Math.abs(value)
  if (size >= 1e8) return `${value / 1e8}亿`
  return size >= 1e4 ? `${value / 1e4}万` : String(value)
}

const shortEnglish = (value: number, column: SupervisionColumn): string => {
  if (isShare(column)) return short(value, column)
  const size = Math.abs(value)
  if (size >= 1e9) return `${value / 1e9}B`
  if (size >= 1e6) return `${value / 1e6}M`
  return size >= 1e3 ? `${value / 1e3}k` : String(value)
}

const axisName = (language: "zh" | "en") => (language === "zh" ? short : shortEnglish)

const tooltipOf =
  (rows: readonly SupervisionRow[], series: readonly SupervisionColumn[], drawing: Drawing) =>
  (given: unknown): string => {
    const first: unknown = Array.isArray(given) ? given[0] : given
    const at: unknown =
      typeof first === "object" && first !== null ? Reflect.get(first, "dataIndex") : undefined
    const row = typeof at === "number" ? rows[at] : undefined
    if (row === undefined) return ""
    return [
      drawing.nameOfRow(row),
      ...series.map(
        (column) => `${drawing.nameOfColumn(column)}  ${formatFigure(row.figures[column.name], column)}`,
      ),
    ].join("\n")
  }

/** Months and days from left to right. */
export const timeOption = (
  drawing: Drawing,
  chosen: SupervisionColumn,
  palette: Palette,
  language: "zh" | "en",
): ChartOption => {
  const series = seriesOf(drawing.columns, chosen)
  const base = baseOption(palette, drawing.description)
  const many = drawing.rows.length > 24
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: "axis", formatter: tooltipOf(drawing.rows, series, drawing) },
    legend: {
      show: series.length > 1,
      top: 0,
      left: 0,
      itemHeight: palette.textPixels * 0.7,
      textStyle: { color: palette.text, fontSize: palette.textPixels },
    },
    grid: {
      left: 4,
      right: 12,
      top: palette.textPixels * (series.length > 1 ? 2.6 : 1),
      bottom: 4,
      containLabel: true,
    },
    xAxis: {
      type: "category",
      data: drawing.rows.map(drawing.nameOfRow),
      axisLabel: axisText(palette),
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      ...(chosen.unit === "count" ? { minInterval: 1 } : {}),
      axisLabel: {
        ...axisText(palette),
        formatter: (value: number) => axisName(language)(value, chosen),
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: series.map((column) => ({
      type: many ? ("line" as const) : ("bar" as const),
      name: drawing.nameOfColumn(column),
      showSymbol: false,
      barMaxWidth: palette.textPixels * 2,
      barGap: "10%",
      data: drawing.rows.map((row) => magnitudeOf(row.figures[column.name], column.unit)),
    })),
  }
}

/** The largest of what has no order of its own; classes of age keep theirs. */
export const rankOption = (
  drawing: Drawing,
  chosen: SupervisionColumn,
  palette: Palette,
  language: "zh" | "en",
  { keepOrder, most }: { readonly keepOrder: boolean; readonly most: number },
): ChartOption => {
  const sizeOf = (row: SupervisionRow): number => magnitudeOf(row.figures[chosen.name], chosen.unit)
  const ranked = keepOrder ? drawing.rows : drawing.rows.toSorted((a, b) => sizeOf(b) - sizeOf(a))
  const rows = ranked.slice(0, most)
  const base = baseOption(palette, drawing.description)
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: "item", formatter: tooltipOf(rows, [chosen], drawing) },
    grid: { left: 4, right: palette.textPixels * 10, top: 4, bottom: 4, containLabel: true },
    xAxis: {
      type: "value",
      ...(chosen.unit === "count" ? { minInterval: 1 } : {}),
      axisLabel: {
        ...axisText(palette),
        hideOverlap: true,
        formatter: (value: number) => axisName(language)(value, chosen),
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map(drawing.nameOfRow),
      axisLabel: {
        color: palette.text,
        fontSize: palette.textPixels,
        width: palette.textPixels * 18,
        overflow: "truncate",
      },
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
    },
    series: [
      {
        type: "bar",
        name: drawing.nameOfColumn(chosen),
        barMaxWidth: palette.textPixels * 1.4,
        data: rows.map(sizeOf),
        label: {
          show: true,
          position: "right",
          color: palette.text,
          fontSize: palette.textPixels,
          formatter: ({ dataIndex }) => formatFigure(rows[dataIndex]?.figures[chosen.name], chosen),
        },
      },
    ],
  }
}
