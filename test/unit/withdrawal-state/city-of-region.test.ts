import { describe, expect, test } from "vitest"
import { cityOfRegion } from "../../../functions/domain/withdrawal/city-of-region.ts"

describe("the city of a region", () => {
  test.each([
    ["a city", "140500", "140500"],
    ["a district", "210102", "210100"],
    ["a county-level city", "320581", "320500"],
    ["a prefecture", "652300", "652300"],
    ["a league's banner", "152522", "152500"],
    ["a municipality", "310000", "310000"],
    ["its district", "310115", "310000"],
    ["its county", "500235", "500000"],
    ["a county of Henan itself", "419001", "419001"],
    ["of Hubei", "429004", "429004"],
    ["of Hainan", "469021", "469021"],
    ["of Xinjiang", "659001", "659001"],
    ["a region that is not divided", "810000", "810000"],
    ["a test's district", "990101", "990100"],
  ])("%s", (_, region, city) => {
    expect(cityOfRegion(region)).toBe(city)
    expect(cityOfRegion(city)).toBe(city)
  })

  test.each([
    ["a province only", "140000"],
    ["a district of no city", "140002"],
    ["no province of the nation", "160100"],
    ["nor this", "380101"],
    ["a city that no province has", "147100"],
    ["the test's own province only", "990000"],
    ["a city that no test has", "999999"],
    ["no county of those without a city", "469000"],
    ["counties without a city, where there are none", "139001"],
  ])("%s is none", (_, region) => {
    expect(cityOfRegion(region)).toBeUndefined()
  })
})
