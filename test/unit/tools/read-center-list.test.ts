import { describe, expect, it } from "vitest"
import { readCenterList } from "../../../tools/command/read-center-list.ts"
import { decodeText } from "../../../tools/command/read-input.ts"

const validFrom = "2018-01-01"
const read = (content: string, there: readonly string[] = []) =>
  readCenterList(content, validFrom, new Set(there))

const csv = (...rows: readonly string[]): string =>
  ["center_id,name,parent_center_id,node", ...rows].join("\n")
const jincheng = "140500000000000,晋城市住房公积金管理中心,140000000000000,C14050"

describe("the official center list", () => {
  it("is read from comma-separated values with a heading", () => {
    const { centers, refused } = read(csv(jincheng))
    expect(refused).toEqual([])
    expect(centers.map(({ line, center }) => ({ line, ...center }))).toEqual([
      {
        line: 2,
        centerId: "140500000000000",
        name: "晋城市住房公积金管理中心",
        kind: "center",
        settlesOwnBooks: true,
        provinceCode: "140000",
        node: "C14050",
        validFrom,
      },
    ])
  })

  it("is read from lines of BDC909, which has no heading and ends with a bar", () => {
    const { centers } = read(
      "1|140500000000000|晋城市住房公积金管理中心|140000000000000|C14050|\r\n2|140501000000000|晋煤分中心|140500000000000|C14051|\r\n",
    )
    expect(
      centers.map(({ line, center }) => [line, center.centerId, center.kind, center.parentCenterId]),
    ).toEqual([
      [1, "140500000000000", "center", undefined],
      [2, "140501000000000", "subCenter", "140500000000000"],
    ])
  })

  it("may be written in GBK", () => {
    // 晋城 in GBK.
    const bytes = Buffer.from([0xbd, 0xfa, 0xb3, 0xc7])
    expect(decodeText(bytes)).toBe("晋城")
    expect(decodeText(Buffer.from("晋城"))).toBe("晋城")
  })

  it("tells offices, which keep no books, from centers and sub-centers", () => {
    const { centers } = read(
      csv(
        jincheng,
        "140501000000000,分中心,140500000000000,C14051",
        "140500000000004,城区管理部,140500000000000,C14050",
      ),
    )
    expect(centers.map(({ center }) => [center.kind, center.settlesOwnBooks])).toEqual([
      ["center", true],
      ["subCenter", true],
      ["office", false],
    ])
  })

  it("knows the two prefixes that are no province code", () => {
    const { centers } = read(
      csv(
        "670100000000000,重庆市住房公积金中心,000000000000000,C67010",
        "660100000000000,第一师管理部,660000000000000,C66010",
      ),
    )
    expect(centers.map(({ center }) => center.provinceCode)).toEqual(["500000", "650000"])
  })

  it("puts parents before their children, whatever the order of the file", () => {
    const { centers } = read(csv("140501000000000,分中心,140500000000000,C14051", jincheng))
    expect(centers.map(({ line }) => line)).toEqual([3, 2])
  })

  it("finds a parent that the directory has already", () => {
    const { centers } = read(csv("140501000000000,分中心,140500000000000,C14051"), ["140500000000000"])
    expect(centers).toHaveLength(1)
  })

  it("takes a row whose parent nobody knows without one, and warns with line and reason", () => {
    const { centers, refused, warnings } = read(
      csv(jincheng, "620901000000000,玉门分中心,620901000100001,C62091"),
    )
    expect(refused).toEqual([])
    expect(centers.map(({ center }) => [center.centerId, center.parentCenterId])).toEqual([
      ["140500000000000", undefined],
      ["620901000000000", undefined],
    ])
    expect(warnings.map(({ line, row, reason }) => [line, row, reason.en])).toEqual([
      [
        3,
        "620901000000000 玉门分中心",
        "its parent 620901000100001 is not in the list; loaded without a parent",
      ],
    ])
    expect(
      read(csv("620901000000000,玉门分中心,620901000100001,C62091"), ["620901000100001"]).warnings,
    ).toEqual([])
  })

  it("goes by the name where a center stands under a code that ends like an office's", () => {
    const { centers } = read(
      csv(
        "320100000001314,南京市住房公积金中心,320000000000023,C32010",
        "149900000000001,某市住房公积金管理中心,000000000000000,C14990",
        "149900000000002,某市住房公积金管理中心某县分中心,000000000000000,C14990",
        "149900000000003,某市住房公积金管理中心某区管理部,000000000000000,C14990",
      ),
    )
    expect(centers.map(({ center }) => [center.kind, center.settlesOwnBooks])).toEqual([
      ["center", true],
      ["center", true],
      ["office", false],
      ["office", false],
    ])
  })

  it.each([
    ["a code of another length", csv("14050000000000,晋城,000000000000000,C14050"), 2, "15 digits"],
    ["an empty name", csv("140500000000000,,000000000000000,C14050"), 2, "name"],
    ["a code that stands twice", csv(jincheng, jincheng), 3, "line 2"],
    [
      "a row whose parent's own row is refused",
      csv("140500000000000,,000000000000000,C14050", "140501000000000,分中心,140500000000000,C14051"),
      2,
      "name",
    ],
    [
      "its own ancestor",
      csv("140501000000000,甲中心,140502000000000,C1", "140502000000000,乙中心,140501000000000,C2"),
      2,
      "not accepted",
    ],
    ["too few columns", "1|140500000000000|\n", 1, "too few columns"],
    ["no heading", "140500000000000,晋城,0,C1", 1, "heading"],
  ])("refuses %s, with line and reason", (_what, content, line, reason) => {
    const { refused } = read(content)
    expect(refused[0]?.line).toBe(line)
    expect(refused[0]?.reason.en).toContain(reason)
  })
})
