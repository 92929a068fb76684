import { describe, expect, test } from "vitest"
import { CenterId, Instant } from "../../../contracts/primitives.ts"
import type { OwnCasesQuery } from "../../../functions/use-cases/list-own-cases.ts"
import { listTransfers } from "../../../functions/use-cases/read-transfer.ts"

const never = (): never => {
  throw new Error("a list reads lists only")
}

const asked = async (query: Readonly<Record<string, string>>) => {
  const limits: number[] = []
  const list = listTransfers({
    readCase: never,
    readStatement: never,
    readHistory: never,
    readResiduals: never,
    listTransfers: async ({ limit }: OwnCasesQuery) => {
      limits.push(limit)
      return { cases: [] }
    },
  })
  const now = Instant.parse("2026-09-01T01:00:00.000Z")
  const result = await list({
    callerId: CenterId.parse("320500000000000"),
    now,
    nowMs: Date.parse(now),
    newId: never,
    params: {},
    query,
    body: undefined,
    keyRestricted: false,
  })
  return { result, limits }
}

describe("the limit of a page of transfers", () => {
  test.each(["1e1", "0x10", "1.0", " 5", "+5", "05", "-1", "0", "101", "x", ""])(
    "%j is no number of lines",
    async (limit) => {
      const { result, limits } = await asked({ limit })
      expect(result).toMatchObject({ outcome: "refused", problem: "invalid-request", rule: "VAL-009" })
      expect(limits).toEqual([])
    },
  )

  test.each([
    [{ limit: "1" }, 1],
    [{ limit: "100" }, 100],
    [{}, 50],
  ])("%j asks for %i lines", async (query, limit) => {
    expect((await asked(query)).limits).toEqual([limit, limit])
  })
})
