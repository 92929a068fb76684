import { BarChart, LineChart } from "echarts/charts"
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components"
import { init, use } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"
import type { ChartOption } from "./chart-option.ts"

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

export interface Drawn {
  readonly show: (option: ChartOption) => void
  /** The picture as it stands, on the given ground. */
  readonly png: (background: string) => string
  readonly end: () => void
}

/** Draws into an element and follows its size. */
export const drawInto = (element: HTMLElement): Drawn => {
  const chart = init(element, null, { renderer: "canvas" })
  const sizes = new ResizeObserver(() => {
    // What is taken off the page has no size, and a map cannot be drawn into nothing.
    if (element.clientWidth > 0) chart.resize()
  })
  sizes.observe(element)
  return {
    show: (option) => chart.setOption(option, { notMerge: true }),
    png: (background) => chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: background }),
    end: () => {
      sizes.disconnect()
      chart.dispose()
    },
  }
}
