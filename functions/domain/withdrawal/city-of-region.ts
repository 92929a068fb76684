import type { RegionCode } from "../../../contracts/primitives.ts"

/** First two digits of GB/T 2260. 99 is nowhere: the centers of a test stand there. */
const provinces = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 99".split(
    " ",
  ),
)

/** Municipalities, and the regions that GB/T 2260 divides no further: the whole is one place. */
const undivided = new Set("11 12 31 50 71 81 82".split(" "))

/** Henan, Hubei, Hainan and Xinjiang govern counties without a city between: each is a place of its own. */
const directCounties = new Set("4190 4290 4690 6590".split(" "))

/** GB/T 2260: 01 to 20 and 51 to 70 are cities, 21 to 50 prefectures and leagues. */
const lastCity = 70

/**
 * The city whose registry numbers a home: a district or county is cut to it, so that one home has one name. Undefined
 * for a code of no province, and for one that names no city.
 */
export const cityOfRegion = (region: RegionCode): string | undefined => {
  const [province, city] = [region.slice(0, 2), region.slice(0, 4)]
  if (!provinces.has(province)) return undefined
  if (undivided.has(province)) return `${province}0000`
  if (directCounties.has(city)) return region.endsWith("00") ? undefined : region
  const number = Number(region.slice(2, 4))
  return number >= 1 && number <= lastCity ? `${city}00` : undefined
}
