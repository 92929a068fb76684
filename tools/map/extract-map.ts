import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { decodeRing, type Point } from "./decode-ring.ts"
import { type Outline, OutlineCollection, type Place, PlaceCollection } from "./feature-collection.ts"
import { simplifyRing } from "./simplify-ring.ts"
import { southChinaSea } from "./south-china-sea.ts"

/**
 * Makes the map of the dashboard from the npm package `echarts@4.9.0` (Apache-2.0):
 *
 *     npm pack echarts@4.9.0 && tar xzf echarts-4.9.0.tgz
 *     node tools/map/extract-map.ts package [centers.csv]
 *
 * The list of centers (`center_id,name,...`) tells which city a 机构代码 stands for where it is not the city's GB/T 2260
 * code; without it only the codes of cities are known, and the rest falls back to the capital of the province.
 */

const [packageFolder, centersFile] = process.argv.slice(2)
if (packageFolder === undefined)
  throw new Error("usage: extract-map.ts <folder of echarts@4.9.0> [centers.csv]")

const target = fileURLToPath(new URL("../../contracts/starter/map/", import.meta.url))
const scale = 100
const toleranceDegrees = 0.02

const read = (path: string): unknown =>
  JSON.parse(readFileSync(join(packageFolder, "map/json", path), "utf8"))

/** Whole hundredths of a degree, each point but the first as the difference to the one before. */
const packRing = (ring: readonly Point[]): number[] => {
  let last: Point = [0, 0]
  return ring.flatMap(([longitude, latitude]) => {
    const point: Point = [Math.round(longitude * scale), Math.round(latitude * scale)]
    const step = [point[0] - last[0], point[1] - last[1]]
    last = point
    return step
  })
}

const ringsOf = ({ geometry }: Outline): Point[][] =>
  geometry.type === "Polygon"
    ? geometry.coordinates.map((ring, index) => decodeRing(ring, geometry.encodeOffsets[index]))
    : geometry.coordinates.flatMap((polygon, at) =>
        polygon.map((ring, index) => decodeRing(ring, geometry.encodeOffsets[at]?.[index])),
      )

const rounded = (value: number): number => Math.round(value * scale) / scale
const codeOf = ({ id, properties }: Place): string => String(id ?? properties.id)
const positionOf = ({ properties }: Place): Point | undefined =>
  properties.cp === undefined ? undefined : [rounded(properties.cp[0]), rounded(properties.cp[1])]

/** 钓鱼岛 is missing in the data and added by the code of the package (`diaoyuIsland.js`). */
const diaoyuIsland: Point[] = [
  [123.45, 25.74],
  [123.5, 25.74],
  [123.5, 25.75],
  [123.45, 25.75],
  [123.45, 25.74],
]

const provinces = OutlineCollection.parse(read("china.json")).features.map((outline) => {
  const code = codeOf(outline)
  const rings = ringsOf(outline).map((ring) => packRing(simplifyRing(ring, toleranceDegrees)))
  return {
    code,
    name: outline.properties.name,
    at: positionOf(outline),
    rings: code === "710000" ? [...rings, packRing(diaoyuIsland)] : rings,
  }
})

const cities = readdirSync(join(packageFolder, "map/json/province"))
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => PlaceCollection.parse(read(join("province", name))).features)
  .flatMap((place) => {
    const at = positionOf(place)
    return at === undefined ? [] : [{ code: codeOf(place), name: place.properties.name, at }]
  })

/** 市, 地区 and 盟 are left out where a center's name leaves them out. */
const stemOf = (name: string): string => name.replace(/(市|地区|盟|林区|县)$/, "")

/** Four digits of a 机构代码 -> where its city lies; two digits -> the capital, for cities of which nothing is known. */
const places = new Map<string, Point>()
for (const { code, at } of cities) if (code.endsWith("00")) places.set(code.slice(0, 4), at)

const rows = centersFile === undefined ? [] : readFileSync(centersFile, "utf8").trim().split("\n").slice(1)
for (const row of rows) {
  const [centerId = "", name = ""] = row.split(",")
  const key = centerId.slice(0, 4)
  const isCity = (city: { readonly code: string; readonly name: string }): boolean =>
    city.code.startsWith(key.slice(0, 2)) && name.includes(stemOf(city.name))
  const city = places.has(key) ? undefined : cities.find(isCity)
  if (city !== undefined) places.set(key, city.at)
}

for (const { code, at } of provinces) {
  const capital = cities.find((city) => city.code === `${code.slice(0, 2)}0100`)?.at ?? at
  if (capital !== undefined) places.set(code.slice(0, 2), capital)
}
// 新疆生产建设兵团, and the number of 重庆 in the national list of centers.
for (const [own, of] of [
  ["66", "65"],
  ["67", "50"],
] as const) {
  const at = places.get(of)
  if (at !== undefined) places.set(own, at)
}

const write = (name: string, lines: readonly string[]): void =>
  writeFileSync(join(target, name), lines.join("\n"))
write("china-outline.json", [
  `{"scale": ${scale},`,
  `"inset": ${JSON.stringify(southChinaSea.map((ring) => packRing(ring)))},`,
  `"provinces": [`,
  provinces.map((province) => JSON.stringify(province)).join(",\n"),
  "]}\n",
])
write("city-positions.json", [
  "{",
  [...places]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, at]) => `"${key}": ${JSON.stringify(at)}`)
    .join(",\n"),
  "}\n",
])
