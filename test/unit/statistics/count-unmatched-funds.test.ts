import { describe, expect, it } from "vitest"
import { CenterId, Instant, LocalDate, Money, UnmatchedFundsId } from "../../../contracts/primitives.ts"
import { countChange } from "../../../functions/domain/statistics/count.ts"
import { countUnmatchedFunds } from "../../../functions/domain/statistics/count-unmatched-funds.ts"
import { subjectsOf } from "../../../functions/domain/statistics/subjects-of.ts"
import { ageClassOf } from "../../../functions/domain/supervision/metric-table.ts"
import type { UnmatchedFunds } from "../../../functions/domain/transfer/residual.ts"

const payee = CenterId.parse("210100000000000")
const payer = CenterId.parse("320500000000000")
const funds: UnmatchedFunds = {
  unmatchedFundsId: UnmatchedFundsId.parse("umf_01JD0000000000000000000000"),
  payingCenterId: payer,
  receivingCenterId: payee,
  amount: Money.parse("1234.56"),
  receivedOn: LocalDate.parse("2026-09-01"),
  bankSerial: "S-1",
  status: "reported",
  at: Instant.parse("2026-09-02T01:00:00.000Z"),
  staff: [],
}
const provinceOf = (centerId: string) => (centerId === payee ? "210000" : "320000")

describe("money without a letter", () => {
  it("stands from the day it arrived, with the nation, both provinces and both centers", () => {
    const figures = { count: 1, amount: 123_456 }
    const received = { "payee.count": 1, "payee.amount": 123_456 }
    const paid = { "payer.count": 1, "payer.amount": 123_456 }
    expect(countChange([], countUnmatchedFunds(funds), provinceOf)).toEqual([
      { partition: "unmatched#nation", sort: "2026-09-01", figures },
      { partition: "unmatched#210000", sort: "2026-09-01", figures: received },
      { partition: `unmatched#${payee}`, sort: "2026-09-01", figures: received },
      { partition: "unmatched#now", sort: payee, figures: received },
      { partition: "unmatched#320000", sort: "2026-09-01", figures: paid },
      { partition: `unmatched#${payer}`, sort: "2026-09-01", figures: paid },
      { partition: "unmatched#now", sort: payer, figures: paid },
    ])
    expect(ageClassOf("2026-09-01", LocalDate.parse("2026-09-12"))).toBe("11-30")
  })

  it.each(["explained", "returned"] as const)("that is %s leaves nothing behind", (status) => {
    const before = countUnmatchedFunds(funds)
    const after = countUnmatchedFunds({ ...funds, status })
    expect(after).toEqual([])
    const sums = countChange(before, after, provinceOf).flatMap((cell) => Object.values(cell.figures))
    expect(sums.every((value) => value < 0)).toBe(true)
  })

  it("is counted by whatever writes it", () => {
    expect(subjectsOf([{ kind: "saveUnmatchedFunds", funds, expected: "new" }])).toEqual([
      "UNMATCHED#umf_01JD0000000000000000000000",
    ])
  })
})
