import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { overdueBuckets, ReportFigures, withdrawalKinds } from "../../../contracts/reports.ts"
import { moneyOfFen } from "../../../functions/domain/money/money.ts"
import { breachesOf, reportDefect } from "../../../functions/domain/report/check-report.ts"
import { exampleFigures, figuresWith } from "../../fixtures/report-figures.ts"

const example = exampleFigures()

const owingBefore = (stillToReturn: string) =>
  figuresWith({ balance: { closing: example.balance.opening }, flexiblePool: { stillToReturn } })
const lentBefore = (lentByEmployeePool: string) =>
  figuresWith({ balance: { closing: example.balance.opening }, flexiblePool: { lentByEmployeePool } })

describe("a report that contradicts itself is refused", () => {
  const { contributors, loans, withdrawals, flexiblePool, service, balance } = example
  it.each([
    ["deposits that do not add up", { deposits: { employee: "99000000.01" } }, "RPT-001", "/deposits/total"],
    [
      "an employee's withdrawal of another kind",
      { withdrawals: { employee: { ...withdrawals.employee, rent: "12000000.01" } } },
      "RPT-001",
      "/withdrawals/employee/total",
    ],
    [
      "a flexible contributor's withdrawal of another kind",
      { withdrawals: { flexible: { ...withdrawals.flexible, leaving: "39999.99" } } },
      "RPT-001",
      "/withdrawals/flexible/total",
    ],
    [
      "withdrawals that do not add up",
      { withdrawals: { total: "75200000.01" } },
      "RPT-001",
      "/withdrawals/total",
    ],
    [
      "an overdue bucket",
      { loans: { overdue: { ...loans.overdue, over36: "0.01" } } },
      "RPT-001",
      "/loans/overdue/total",
    ],
    ["a balance a fen too high", { balance: { closing: "3024800000.01" } }, "RPT-002", "/balance/closing"],
    ["a balance a fen too low", { balance: { closing: "3024799999.99" } }, "RPT-002", "/balance/closing"],
    [
      "interest that the closing balance lacks",
      { balance: { interest: "0.01" } },
      "RPT-002",
      "/balance/closing",
    ],
    [
      "more units in arrears than owe",
      { contributors: { overdueUnits: 1221 } },
      "RPT-004",
      "/contributors/overdueUnits",
    ],
    [
      "more covered than should be",
      { contributors: { dueEmployees: contributors.payingEmployees - 1 } },
      "RPT-004",
      "/contributors/payingEmployees",
    ],
    [
      "more bases adjusted than contributors",
      { contributors: { adjustedEmployees: contributors.payingEmployees + 1 } },
      "RPT-004",
      "/contributors/adjustedEmployees",
    ],
    ["more off-site loans than loans", { loans: { offsiteCount: 121 } }, "RPT-004", "/loans/offsiteCount"],
    [
      "more off-site money than money",
      { loans: { offsiteAmount: "48000000.01" } },
      "RPT-004",
      "/loans/offsiteAmount",
    ],
    ["more overdue than lent", { loans: { balance: "199999.99" } }, "RPT-004", "/loans/overdue/total"],
    ["more online than handled", { service: { handledOnline: 21001 } }, "RPT-004", "/service/handledOnline"],
    [
      "more satisfied than asked",
      { service: { hotlineSatisfied: 3101 } },
      "RPT-004",
      "/service/hotlineSatisfied",
    ],
    [
      "more settled than received",
      { service: { complaintsSettled: 25 } },
      "RPT-004",
      "/service/complaintsSettled",
    ],
    [
      "more about the service than received",
      { service: { serviceComplaints: 25 } },
      "RPT-004",
      "/service/serviceComplaints",
    ],
    [
      "more proved true than received",
      { service: { serviceComplaintsSubstantiated: 7 } },
      "RPT-004",
      "/service/serviceComplaintsSubstantiated",
    ],
    [
      "a pool larger than the whole",
      { flexiblePool: { balance: "3024800000.01" } },
      "RPT-004",
      "/flexiblePool/balance",
    ],
    [
      "loans of the pool beyond all loans",
      { flexiblePool: { loanBalance: "2500000000.01" } },
      "RPT-004",
      "/flexiblePool/loanBalance",
    ],
    [
      "a reserve of the pool beyond the whole reserve",
      { flexiblePool: { reserve: "105000000.01" } },
      "RPT-004",
      "/flexiblePool/reserve",
    ],
    [
      "more to return than was lent",
      { flexiblePool: { stillToReturn: "6000000.01" } },
      "RPT-005",
      "/flexiblePool/stillToReturn",
    ],
  ])("%s", (_, over, rule, field) => {
    expect(reportDefect(figuresWith(over), undefined)).toEqual({ rule, field })
  })

  it("what stands exactly at its limit is taken", () => {
    expect(
      reportDefect(
        figuresWith({
          contributors: { overdueUnits: 1220, dueEmployees: contributors.payingEmployees },
          loans: { offsiteCount: 120, offsiteAmount: loans.grantedAmount },
          service: {
            handledOnline: service?.handled,
            complaintsSettled: 24,
            serviceComplaintsSubstantiated: 6,
          },
          flexiblePool: { stillToReturn: flexiblePool?.lentByEmployeePool },
        }),
        undefined,
      ),
    ).toBeUndefined()
  })

  it("interest that the deposits do not hold is a part of the roll", () => {
    expect(
      reportDefect(figuresWith({ balance: { interest: "1.23", closing: "3024800001.23" } }), undefined),
    ).toBeUndefined()
  })

  it("a report without services and without a pool is whole", () => {
    const { service: _service, flexiblePool: _pool, ...rest } = example
    expect(reportDefect(rest, undefined)).toBeUndefined()
  })

  describe("beside the month before", () => {
    it("its opening is that month's closing", () => {
      const before = figuresWith({ balance: { closing: balance.opening } })
      expect(reportDefect(example, before)).toBeUndefined()
      expect(reportDefect(example, figuresWith({ balance: { closing: "2999999999.99" } }))).toEqual({
        rule: "RPT-003",
        field: "/balance/opening",
      })
    })
    it("what the employee pool lent so far does not fall", () => {
      expect(reportDefect(example, lentBefore("6000000.00"))).toBeUndefined()
      expect(reportDefect(example, lentBefore("6000000.01"))).toEqual({
        rule: "RPT-005",
        field: "/flexiblePool/lentByEmployeePool",
      })
    })
    it("a pool that still owes the employee pool is not left out", () => {
      const { flexiblePool: _pool, ...rest } = example
      expect(reportDefect(rest, owingBefore("0.01"))).toEqual({ rule: "RPT-005", field: "/flexiblePool" })
      expect(reportDefect(rest, owingBefore("0.00"))).toBeUndefined()
    })
  })
})

const poolWith = (reserve: string, loanBalance: string) =>
  breachesOf(figuresWith({ flexiblePool: { reserve, loanBalance } }), undefined, "0.02")
const nextWith = (opening: string) => figuresWith({ balance: { opening } })

describe("a report that is consistent and shows something bad is taken", () => {
  it("a reserve of 2 % is enough, a fen less is shown", () => {
    expect(poolWith("600000.00", "30000000.00")).toEqual([])
    expect(poolWith("599999.99", "30000000.00")).toEqual([
      { rule: "RPT-008", field: "/flexiblePool/reserve" },
    ])
    expect(poolWith("0.00", "0.00")).toEqual([])
  })
  it("a correction that the next month does not follow is shown", () => {
    expect(breachesOf(example, nextWith("3024800000.00"), "0.02")).toEqual([])
    expect(breachesOf(example, nextWith("3024800000.01"), "0.02")).toEqual([
      { rule: "RPT-009", field: "/balance/closing" },
    ])
  })
})

const sum = (amounts: readonly bigint[]) => amounts.reduce((all, one) => all + one, 0n)
const fen = fc.bigInt(0n, 9_999_999_999n)

/** A month of a ledger: what was booked, by kind, and what the totals say of it. */
const ledgerMonth = fc
  .record({
    opening: fc.bigInt(200_000_000_000n, 900_000_000_000n),
    deposits: fc.tuple(fen, fen),
    employee: fc.tuple(fen, fen, fen, fen, fen),
    flexible: fc.tuple(fen, fen, fen, fen, fen),
    interest: fc.option(fen, { nil: undefined }),
    overdue: fc.tuple(fen, fen, fen, fen, fen),
  })
  .map(({ opening, deposits, employee, flexible, interest, overdue }) => {
    const kinds = (amounts: readonly bigint[]) => ({
      ...Object.fromEntries(withdrawalKinds.map((kind, index) => [kind, moneyOfFen(amounts[index] ?? 0n)])),
      total: moneyOfFen(sum(amounts)),
    })
    const closing = opening + sum(deposits) + (interest ?? 0n) - sum(employee) - sum(flexible)
    const { service: _service, flexiblePool: _pool, ...rest } = example
    return ReportFigures.parse({
      ...rest,
      deposits: {
        employee: moneyOfFen(deposits[0]),
        flexible: moneyOfFen(deposits[1]),
        total: moneyOfFen(sum(deposits)),
      },
      withdrawals: {
        employee: kinds(employee),
        flexible: kinds(flexible),
        total: moneyOfFen(sum(employee) + sum(flexible)),
      },
      balance: {
        opening: moneyOfFen(opening),
        ...(interest === undefined ? {} : { interest: moneyOfFen(interest) }),
        closing: moneyOfFen(closing),
      },
      loans: {
        ...rest.loans,
        balance: "99999999999.00",
        overdue: {
          ...Object.fromEntries(
            overdueBuckets.map((bucket, index) => [bucket, moneyOfFen(overdue[index] ?? 0n)]),
          ),
          total: moneyOfFen(sum(overdue)),
        },
      },
    })
  })

/** Every amount that a sum or the roll is made of, by its path. */
const summed = [
  ["deposits", "employee"],
  ["deposits", "flexible"],
  ["deposits", "total"],
  ...withdrawalKinds.flatMap((kind) => [
    ["withdrawals", "employee", kind],
    ["withdrawals", "flexible", kind],
  ]),
  ["withdrawals", "employee", "total"],
  ["withdrawals", "flexible", "total"],
  ["withdrawals", "total"],
  ["balance", "opening"],
  ["balance", "closing"],
  ...overdueBuckets.map((bucket) => ["loans", "overdue", bucket]),
  ["loans", "overdue", "total"],
] as const

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null

const oneFenMore = (figures: ReportFigures, path: readonly string[]): ReportFigures => {
  const changed: unknown = structuredClone(figures)
  let group: unknown = changed
  for (const name of path.slice(0, -1)) if (isGroup(group)) group = group[name]
  const last = path.at(-1) ?? ""
  if (isGroup(group)) group[last] = moneyOfFen(BigInt(String(group[last]).replace(".", "")) + 1n)
  return ReportFigures.parse(changed)
}

describe("properties", () => {
  it("whatever a ledger books in a month is accepted", () => {
    fc.assert(
      fc.property(ledgerMonth, (figures) => {
        expect(reportDefect(figures, undefined)).toBeUndefined()
      }),
    )
  })
  it("a single fen more in a single amount is refused, whichever it is", () => {
    fc.assert(
      fc.property(ledgerMonth, fc.constantFrom(...summed), (figures, path) => {
        expect(reportDefect(oneFenMore(figures, path), undefined)?.rule).toMatch(/^RPT-00[12]$/)
      }),
      { numRuns: 300 },
    )
  })
  it("two months of one ledger follow each other; with a fen between them they do not", () => {
    fc.assert(
      fc.property(ledgerMonth, ledgerMonth, (first, second) => {
        const closing = BigInt(second.balance.closing.replace(".", ""))
        const opening = BigInt(second.balance.opening.replace(".", ""))
        const shift = BigInt(first.balance.closing.replace(".", "")) - opening
        fc.pre(closing + shift >= 0n)
        const following = (by: bigint) =>
          ReportFigures.parse({
            ...second,
            balance: {
              ...second.balance,
              opening: moneyOfFen(opening + shift + by),
              closing: moneyOfFen(closing + shift + by),
            },
          })
        expect(reportDefect(following(0n), first)).toBeUndefined()
        expect(reportDefect(following(1n), first)?.rule).toBe("RPT-003")
      }),
    )
  })
})
