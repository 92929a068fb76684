import { readFileSync } from "node:fs"
import * as z from "zod"
import { CenterId, FederationId, Instant, LocalDate, StaffId } from "../../contracts/primitives.ts"
import { calendarFor } from "../../functions/domain/calendar/working-days.ts"
import type { CenterRecord } from "../../functions/domain/directory/center-record.ts"
import type { FederationRecord } from "../../functions/domain/federation/federation-record.ts"
import type { CalendarOf } from "../../functions/domain/statistics/fact.ts"
import type { Chance } from "../simulation/chance.ts"
import type { DrawPair } from "./synthetic-cases.ts"

const StarterCenter = z.looseObject({
  centerId: CenterId,
  name: z.string(),
  nameEn: z.string(),
  provinceCode: z.string(),
})
export type StarterCenter = z.infer<typeof StarterCenter>

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../contracts/starter/${path}`, import.meta.url), "utf8"))

export const starterCenters = (): readonly StarterCenter[] =>
  z.looseObject({ centers: z.array(StarterCenter) }).parse(readJson("centers.json")).centers

/** The members of the largest agreement that ships. */
export const starterMembers = (): readonly CenterId[] =>
  z
    .looseObject({ content: z.looseObject({ members: z.array(CenterId) }) })
    .parse(readJson("federations/changsanjiao.json")).content.members

const since = Instant.parse("2026-01-01T00:00:00.000Z")
const firstDay = LocalDate.parse("2026-01-01")

export const centerRecord = ({ centerId, name, nameEn, provinceCode }: StarterCenter): CenterRecord => ({
  centerId,
  name,
  nameEn,
  kind: "center",
  settlesOwnBooks: true,
  provinceCode,
  closingDays: [],
  standing: "active",
  standingSince: since,
  validFrom: firstDay,
  version: 1,
})

export const federationId = FederationId.parse(`fed_${"0".repeat(26)}`)

export const federationRecord = (members: readonly CenterId[]): FederationRecord => ({
  federationId,
  zh: "长三角",
  en: "Yangtze River Delta",
  version: 1,
  versions: [
    {
      version: 1,
      contentHash: "0".repeat(64),
      validFrom: firstDay,
      members,
      services: [],
      proposedAt: since,
      acceptances: members.map((centerId) => ({
        centerId,
        acceptedAt: since,
        boundFrom: firstDay,
        handler: StaffId.parse("h-01"),
        reviewer: StaffId.parse("r-02"),
      })),
    },
  ],
})

const metropolises: readonly string[] = ["1100", "3100", "4401", "4403"]
const large: readonly string[] = [
  "1201",
  "5000",
  "5101",
  "3301",
  "4201",
  "3205",
  "6101",
  "3201",
  "4101",
  "4301",
]

/** How much a city draws: a few draw many, and a provincial capital more than its neighbours. */
const weightOf = (centerId: string): number => {
  const city = centerId.slice(0, 4)
  if (metropolises.includes(city)) return 30
  if (large.includes(city)) return 10
  return city.endsWith("01") ? 4 : 1
}

const Positions = z.record(z.string(), z.tuple([z.number(), z.number()]))

/** The gravity of cities: people move between large ones, and between near ones. */
export const gravityOf = (centers: readonly StarterCenter[]): DrawPair => {
  const positions = Positions.parse(readJson("map/city-positions.json"))
  const placeOf = (id: string) => positions[id.slice(0, 4)] ?? positions[id.slice(0, 2)] ?? [104, 35]
  const pairs: (readonly [from: CenterId, to: CenterId])[] = []
  const sums: number[] = []
  let total = 0
  for (const { centerId: from } of centers)
    for (const { centerId: to } of centers) {
      if (from === to) continue
      const [[x, y], [u, v]] = [placeOf(from), placeOf(to)]
      total += (weightOf(from) ** 0.5 * weightOf(to)) / (1 + Math.hypot(x - u, y - v))
      pairs.push([from, to])
      sums.push(total)
    }
  return (chance: Chance) => {
    const drawn = (chance.below(2 ** 30) / 2 ** 30) * total
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > drawn) high = middle
      else low = middle + 1
    }
    const pair = pairs[low]
    if (pair === undefined) throw new Error("no pair of cities")
    return pair
  }
}

export const provincesOf = (centers: readonly StarterCenter[]): ReadonlyMap<string, string> =>
  new Map(centers.map(({ centerId, provinceCode }) => [centerId, provinceCode]))

/** The working days of each center: one calendar a province. */
export const calendarsOf = (centers: readonly StarterCenter[]): CalendarOf => {
  const provinces = provincesOf(centers)
  const known = new Map(
    [...new Set(provinces.values())].map((code) => [code, calendarFor({ provinceCode: code })]),
  )
  const national = calendarFor({})
  return (centerId) => known.get(provinces.get(centerId) ?? "") ?? national
}
