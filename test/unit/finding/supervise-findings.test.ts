import { expect, test } from "vitest"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import type { FindingCase } from "../../../functions/domain/finding/finding-record.ts"
import { listFindings, type FindingPage } from "../../../functions/use-cases/list-findings.ts"
import { superviseFindings } from "../../../functions/use-cases/supervise-findings.ts"
import { LocalDate } from "../../../contracts/primitives.ts"
import { caseOf, foundAt, home, later, lender, opened, third } from "./a-finding.ts"

const center = (centerId: typeof home, provinceCode: string): CenterRecord => ({
  centerId,
  name: "测试中心",
  kind: "center",
  settlesOwnBooks: true,
  provinceCode,
  closingDays: [],
  standing: "active",
  standingSince: foundAt,
  validFrom: LocalDate.parse("2020-01-01"),
  version: 1,
})
const directory = new Map([
  [home, center(home, "210000")],
  [lender, center(lender, "220000")],
  [third, center(third, "230000")],
])

/** The newest first, as the store lists them. */
const stored = (findings: readonly FindingCase[]) => {
  const newestFirst = findings.toSorted((a, b) => (a.findingId < b.findingId ? 1 : -1))
  return async ({ limit, after }: FindingPage) => {
    const rest = newestFirst.filter(({ findingId }) => after === undefined || findingId < after)
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    return {
      findings: page,
      ...(rest.length > limit && last !== undefined ? { nextAfter: last.findingId } : {}),
    }
  }
}
const twoOf = Array.from({ length: 4 }, () => caseOf(opened({ centerIds: [home, lender] }).changes))
const ofThird = caseOf(opened({ centerIds: [third] }).changes)
const closed: FindingCase = { ...caseOf(opened().changes), status: "closed" }
const all = [...twoOf, ofThird, closed]

const supervise = superviseFindings({
  listOpenFindings: stored(all),
  readCenters: async () => directory,
})
const sightOf = (provinces: "all" | readonly string[]) => ({
  nation: provinces === "all",
  provinces: provinces === "all" ? [] : provinces,
  federations: [],
})
const seen = async (provinces: "all" | readonly string[], query: Readonly<Record<string, string>> = {}) => {
  const result = await supervise({ now: later, query, params: {}, sight: sightOf(provinces) })
  if (result.outcome !== "answered") throw new Error("not answered")
  return result.answer
}

test("the country is seen by the nation's supervisor, what has just been closed by nobody", async () => {
  const { findings } = await seen("all")
  expect(findings).toHaveLength(5)
  expect(findings.map(({ findingId }) => findingId)).not.toContain(closed.findingId)
})

test("a province sees what a center of its own is a party of", async () => {
  expect((await seen(["210000"])).findings).toHaveLength(4)
  expect((await seen(["230000"])).findings.map(({ findingId }) => findingId)).toEqual([ofThird.findingId])
  expect((await seen(["220000", "230000"])).findings).toHaveLength(5)
  expect((await seen(["440000"])).findings).toEqual([])
})

test("pages lead to the end without a gap and without a repetition", async () => {
  const ids: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < 10; page += 1) {
    const answered = await seen(["210000"], { limit: "3", ...(cursor === undefined ? {} : { cursor }) })
    ids.push(...answered.findings.map(({ findingId }) => findingId))
    cursor = answered.cursor
    if (cursor === undefined) break
  }
  expect(ids.toSorted()).toEqual(twoOf.map(({ findingId }) => findingId).toSorted())
})

test.each([
  [{ cursor: "after.trf_1" }, "cursor-invalid"],
  [{ limit: "0" }, "invalid-request"],
])("refuses %j", async (query, problem) => {
  expect(await supervise({ now: later, query, params: {}, sight: sightOf("all") })).toMatchObject({ problem })
})

test("a center lists its own by status", async () => {
  const list = listFindings({ listFindings: stored(all) })
  const listed = (query: Readonly<Record<string, string>>) =>
    list({
      callerId: home,
      now: later,
      nowMs: 0,
      body: undefined,
      params: {},
      query,
      newId: () => "",
      keyRestricted: false,
    })
  expect(await listed({ status: "closed" })).toMatchObject({
    answer: { findings: [{ findingId: closed.findingId }] },
  })
  expect(await listed({ status: "solved" })).toMatchObject({ problem: "invalid-request", rule: "VAL-009" })
})
