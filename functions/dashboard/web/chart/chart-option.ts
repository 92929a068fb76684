import type {
  BarSeriesOption,
  EffectScatterSeriesOption,
  LinesSeriesOption,
  LineSeriesOption,
} from "echarts/charts"
import type {
  AriaComponentOption,
  GeoComponentOption,
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
} from "echarts/components"
import type { ComposeOption } from "echarts/core"
import type { Palette } from "./palette.ts"

/** What the page draws; everything else of the library stays out of it. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | LinesSeriesOption
  | EffectScatterSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
  | AriaComponentOption
  | GeoComponentOption
>

/** What all charts have: the page's letters and colors, a tooltip on the canvas (the page's policy permits no inline style). */
export const baseOption = (palette: Palette, description: string) => ({
  animation: false,
  textStyle: { fontFamily: palette.fontFamily, fontSize: palette.textPixels, color: palette.text },
  color: [...palette.series],
  aria: { enabled: true, label: { enabled: true, description } },
  tooltip: {
    renderMode: "richText" as const,
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: palette.textPixels, fontFamily: palette.fontFamily },
  },
})
