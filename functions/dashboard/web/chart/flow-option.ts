import type { SupervisionOverview } from "../../../../contracts/supervision.ts"
import positions from "../../../../contracts/starter/map/city-positions.json" with { type: "json" }
import { groupDigits } from "../shared/format.ts"
import { baseOption, type ChartOption } from "./chart-option.ts"
import type { Palette } from "./palette.ts"

export const mapName = "nation"

type Flow = SupervisionOverview["flows"][number]

const known = new Map(Object.entries(positions))

/** Where the city of a center lies; the province's capital where the city is not known. */
export const positionOf = (centerId: string): number[] | undefined =>
  known.get(centerId.slice(0, 4)) ?? known.get(centerId.slice(0, 2))

interface Drawing {
  readonly flows: readonly Flow[]
  readonly nameOf: (centerId: string) => string
  readonly texts: {
    readonly inflow: string
    readonly outflow: string
    readonly count: string
    readonly description: string
  }
}

interface City {
  readonly centerId: string
  readonly inflow: number
  readonly outflow: number
}

const citiesOf = (flows: readonly Flow[]): City[] => {
  const cities = new Map<string, City>()
  const add = (centerId: string, inflow: number, outflow: number): void => {
    const before = cities.get(centerId) ?? { centerId, inflow: 0, outflow: 0 }
    cities.set(centerId, { centerId, inflow: before.inflow + inflow, outflow: before.outflow + outflow })
  }
  for (const { from, to, amount } of flows) {
    add(from, 0, Number(amount))
    add(to, Number(amount), 0)
  }
  return [...cities.values()].toSorted((a, b) => b.inflow + b.outflow - a.inflow - a.outflow)
}

const mostNames = 12
/** More lines than this are one dark cloud. */
const mostLines = 80

/** Lines as wide as what flows on them, dots as large as what comes and goes; exact figures are in the table beside. */
export const flowOption = (drawing: Drawing, palette: Palette): ChartOption => {
  const { flows, nameOf, texts } = drawing
  const cities = citiesOf(flows)
  const largestFlow = Math.max(1, ...flows.map(({ amount }) => Number(amount)))
  const largestCity = Math.max(1, ...cities.map(({ inflow, outflow }) => inflow + outflow))
  const em = palette.textPixels
  const lines = flows.slice(0, mostLines).flatMap((flow) => {
    const [from, to] = [positionOf(flow.from), positionOf(flow.to)]
    return from === undefined || to === undefined ? [] : [{ flow, coords: [from, to] }]
  })
  const dots = cities.flatMap((city, rank) => {
    const at = positionOf(city.centerId)
    return at === undefined ? [] : [{ city, rank, at }]
  })
  const base = baseOption(palette, texts.description)
  return {
    ...base,
    geo: {
      map: mapName,
      roam: false,
      silent: true,
      aspectScale: 0.78,
      layoutCenter: ["50%", "51%"],
      layoutSize: "118%",
      itemStyle: { areaColor: palette.land, borderColor: palette.coast, borderWidth: 0.6 },
      label: { show: false },
      regions: [
        {
          name: "南海诸岛",
          itemStyle: { areaColor: palette.coast, borderColor: palette.coast, borderWidth: 1 },
        },
      ],
    },
    series: [
      {
        type: "lines",
        coordinateSystem: "geo",
        zlevel: 1,
        tooltip: {
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const flow = lines[dataIndex]?.flow
            return flow === undefined
              ? ""
              : `${nameOf(flow.from)} → ${nameOf(flow.to)}\n${groupDigits(flow.amount)}\n${texts.count} ${groupDigits(String(flow.count))}`
          },
        },
        effect: { show: false },
        data: lines.map(({ flow, coords }) => ({
          coords,
          lineStyle: {
            color: palette.series[0] ?? palette.text,
            width: em * 0.06 + em * 0.28 * (Number(flow.amount) / largestFlow),
            opacity: 0.22 + 0.5 * (Number(flow.amount) / largestFlow),
            curveness: 0.22,
          },
        })),
        symbol: ["none", "arrow"],
        symbolSize: em * 0.45,
      },
      {
        type: "effectScatter",
        coordinateSystem: "geo",
        zlevel: 2,
        // Still, unless the reader of a wall looks for movement: a page that pulses all day tires.
        showEffectOn: "emphasis",
        data: dots.map(({ city, rank, at }) => ({
          name: nameOf(city.centerId),
          value: [at[0] ?? 0, at[1] ?? 0],
          symbolSize: em * 0.35 + em * 0.95 * Math.sqrt((city.inflow + city.outflow) / largestCity),
          itemStyle: { color: palette.series[1] ?? palette.text, opacity: 0.8 },
          label: { show: rank < mostNames },
        })),
        label: {
          position: "right",
          formatter: "{b}",
          color: palette.text,
          fontSize: em,
          textBorderColor: palette.surface,
          textBorderWidth: 3,
        },
        labelLayout: { hideOverlap: true },
        tooltip: { formatter: "{b}" },
      },
    ],
  }
}
