import { describe, expect, it } from "vitest"
import { readStarterFiles } from "../../../tools/packs/read-starter-files.ts"
import { checkPack, checkStarter, type StarterFiles } from "../../../tools/packs/starter-defects.ts"
import { CenterId } from "../../../contracts/primitives.ts"

const files = readStarterFiles()
const starter = checkStarter(files)

describe("the starter packs", () => {
  it("have no defect", () => {
    expect(starter.defects).toEqual([])
  })
  it("cover at least sixty cities", () => {
    expect(starter.packs.length).toBeGreaterThanOrEqual(60)
  })
  it("account for each of the 134 rows of the list: a pack, or the reason why there is none", () => {
    const { covered = [], rowsLeftOut = [] } = starter.leftOut ?? {}
    expect(new Set([...covered, ...rowsLeftOut].map(({ city }) => city)).size).toBe(134)
    expect(covered.length + rowsLeftOut.length).toBe(134)
  })
})

const centerId = CenterId.parse("140500000000000")
const pack = {
  centerId,
  effectiveFrom: "2026-07-01",
  version: 1,
  sources: [{ id: "notice", title: "notice", url: "https://example.org/notice", on: "2026-07-01" }],
  loan: { caps: [{ amount: "1000000.00", source: "notice" }] },
}
const defectsOf = (changes: object, file = `${centerId}.json`) =>
  checkPack({ file, text: JSON.stringify({ ...pack, ...changes }) }, new Set([centerId])).defects
const withSource = (changes: object) => defectsOf({ sources: [{ ...pack.sources[0], ...changes }] })

const multipleOf = (multiple: string) => ({
  base: {
    kind: "contributions",
    merge: "bySegment",
    measure: "balance",
    multiples: [{ contributorType: "employee", accountKind: "basic", multiple, source: "notice" }],
  },
})
const factor = (validFrom: string, validTo?: string) => ({
  factor: "1.2",
  validFrom,
  validTo,
  source: "notice",
})

describe("the check of a pack", () => {
  it("is silent on a good one", () => {
    expect(defectsOf({})).toEqual([])
    expect(defectsOf({ loan: multipleOf("25") })).toEqual([])
  })
  it.each([
    ["an unknown field", { note: "x" }, "", /note/],
    [
      "an unknown field deep inside",
      { loan: { caps: [{ amount: "1.00", source: "notice", fee: "1.00" }] } },
      "/loan/caps/0",
      /fee/,
    ],
    ["a negative multiple", { loan: multipleOf("-25") }, "/loan/base/multiples/0/multiple", /./],
    ["a multiple of nothing", { loan: multipleOf("0") }, "/loan/base/multiples/0/multiple", /zero/],
    [
      "overlapping days",
      { loan: { liquidity: [factor("2026-07-01", "2026-09-30"), factor("2026-09-30")] } },
      "/loan/liquidity",
      /overlapping/,
    ],
    ["an end before the beginning", { effectiveTo: "2026-06-30" }, "/effectiveTo", /ends before/],
    [
      "a figure without its source",
      { loan: { caps: [{ amount: "1.00", source: "hearsay" }] } },
      "/sources",
      /hearsay/,
    ],
    ["a pack that ends in a far year", { effectiveTo: "2062-12-31" }, "/effectiveTo", /plausible/],
    [
      "a factor that ended before the pack began",
      { loan: { ...pack.loan, liquidity: [factor("2026-01-01", "2026-06-30")] } },
      "/loan/liquidity/0",
      /outside/,
    ],
    ["a center that is not in the directory", { centerId: "310000000000000" }, "/centerId", /centers.json/],
  ])("tells %s, with file and path", (_, changes, path, message) => {
    expect(defectsOf(changes)).toContainEqual({
      file: `${centerId}.json`,
      path,
      message: expect.stringMatching(message),
    })
  })
  it.each([
    [
      "a collection without the address that it gives",
      { url: undefined, via: "collection" },
      "/sources/0/url",
    ],
    ["a link that is none", { url: "gjj.example.org" }, "/sources/0/url"],
    ["a link of another kind", { url: "ftp://example.org/notice" }, "/sources/0/url"],
    ["a link into this machine", { url: "http://localhost/notice" }, "/sources/0/url"],
    ["a home page that is passed off as a document", { url: "https://example.org/" }, "/sources/0/title"],
    ["a day on which nothing was read", { on: "1999-07-01" }, "/sources/0/on"],
  ])("tells %s", (_, changes, path) => {
    expect(withSource(changes)).toMatchObject([{ file: `${centerId}.json`, path }])
  })
  it("accepts a home page that is called one", () => {
    const title = "晋城中心网站首页 / Jincheng: home page of the center"
    expect(withSource({ url: "https://example.org/", title })).toEqual([])
  })
  it("tells a source that no figure cites, but not a further page of a cited subject", () => {
    const [source] = pack.sources
    const two = (first: string, second: string) =>
      defectsOf({
        sources: [
          { ...source, id: first },
          { ...source, id: second },
        ],
        loan: { caps: [{ amount: "1.00", source: first }] },
      })
    expect(two("loan-1", "loan-2")).toEqual([])
    expect(two("loan-1", "rumour-1")).toMatchObject([
      { path: "/sources/1", message: "no figure cites rumour-1" },
    ])
  })
  it("tells a file that is named after another center, and one that is no JSON", () => {
    expect(defectsOf({}, "310000000000000.json")).toMatchObject([{ path: "/centerId" }])
    expect(checkPack({ file: "x.json", text: "{" }, new Set()).defects).toMatchObject([
      { file: "x.json", path: "" },
    ])
  })
})

const changed = (part: "centers" | "leftOut", change: (text: string) => string): StarterFiles => ({
  ...files,
  [part]: { ...files[part], text: change(files[part].text) },
})
const row = /\n {4}\{"city": "衢州", "centerId": "330800000000000"\},/

describe("the check of all starter data", () => {
  it("tells a center without a pack, and a pack without a center", () => {
    const rest = { ...files, packs: files.packs.slice(1) }
    expect(checkStarter(rest).defects).toContainEqual(
      expect.objectContaining({ file: "centers.json", message: "110000000000000 has no pack" }),
    )
    const moved = changed("centers", (text) =>
      text.replace(`"centerId": "330800000000000"`, `"centerId": "990800000000000"`),
    )
    expect(checkStarter(moved).defects).toContainEqual(
      expect.objectContaining({ file: "330800000000000.json", message: "not in centers.json" }),
    )
  })
  it("tells a pack that no row accounts for, and a city that is there twice", () => {
    expect(checkStarter(changed("leftOut", (text) => text.replace(row, ""))).defects).toEqual([
      { file: "left-out.json", path: "/covered", message: "no row for the pack 330800000000000" },
    ])
    expect(
      checkStarter(changed("leftOut", (text) => text.replace(row, (found) => found + found))).defects,
    ).toEqual([{ file: "left-out.json", path: "/covered", message: "衢州 is there twice" }])
  })
})
