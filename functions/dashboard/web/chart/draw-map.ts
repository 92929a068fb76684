import { EffectScatterChart, LinesChart } from "echarts/charts"
import { GeoComponent } from "echarts/components"
import { registerMap, use } from "echarts/core"
import { LabelLayout } from "echarts/features"
import outline from "../../../../contracts/starter/map/china-outline.json" with { type: "json" }
import { mapName } from "./flow-option.ts"

use([GeoComponent, LinesChart, EffectScatterChart, LabelLayout])

/** Steps in hundredths of a degree back to positions. */
const unpack = (ring: readonly number[]): [number, number][] => {
  let [x, y] = [0, 0]
  const points: [number, number][] = []
  for (let index = 0; index + 1 < ring.length; index += 2) {
    x += ring[index] ?? 0
    y += ring[index + 1] ?? 0
    points.push([x / outline.scale, y / outline.scale])
  }
  return points
}

const featureOf = (name: string, rings: readonly (readonly number[])[]) => ({
  type: "Feature" as const,
  properties: { name },
  geometry: { type: "MultiPolygon" as const, coordinates: rings.map((ring) => [unpack(ring)]) },
})

// Not by the name `china`: under it the library adds 南海诸岛 and 钓鱼岛 a second time.
registerMap(mapName, {
  type: "FeatureCollection",
  features: [
    ...outline.provinces.map(({ name, rings }) => featureOf(name, rings)),
    featureOf("南海诸岛", outline.inset),
  ],
})

export { drawInto } from "./draw.ts"
