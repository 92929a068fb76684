import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { AccountNo, CenterId, Instant, LocalDate, Money } from "../../../contracts/primitives.ts"
import { compareMoney, moneyOfFen, sumMoney } from "../../../functions/domain/money/money.ts"
import {
  dayOf,
  emptied,
  entriesOf,
  lastOf,
  lessTaken,
  mergedLedger,
  mostEntries,
  openTaken,
  recordedBy,
  reportKey,
  splitByType,
  splitOfReported,
  withEntry,
  withoutEntry,
  withPaid,
  withReturned,
} from "../../../functions/domain/withdrawal/withdrawal-ledger.ts"
import type { LedgerEntry, WithdrawalLedger } from "../../../functions/domain/withdrawal/withdrawal-record.ts"

const name = { centerId: CenterId.parse("990101000000001"), accountNo: AccountNo.parse("a-1") }
const other = { ...name, accountNo: AccountNo.parse("a-2") }
const day = (text: string): LocalDate => LocalDate.parse(text)
const at = Instant.parse("2026-11-02T01:00:00.000Z")
const yuan = (text: string): Money => Money.parse(text)
const byType = (employee: string, flexible: string) => ({
  employee: yuan(employee),
  flexible: yuan(flexible),
})

const entry = (caseId: string, over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  caseId,
  purpose: "rent",
  reason: "07",
  amount: yuan("100.00"),
  taken: byType("60.00", "40.00"),
  approvedOn: day("2026-03-02"),
  ...over,
})
const ledgerOf = (...entries: readonly LedgerEntry[]): WithdrawalLedger =>
  entries.reduce<WithdrawalLedger | undefined>((ledger, one) => withEntry(ledger, name, one), undefined) ?? {
    ...name,
    entries: [],
    version: 0,
  }
const casesOf = (ledger: WithdrawalLedger | undefined): readonly string[] =>
  (ledger?.entries ?? []).map(({ caseId }) => caseId)

describe("what was approved and paid from an account", () => {
  test("is open from its approval until the center puts a record after its payment", () => {
    const approved = ledgerOf(entry("c-1"), entry("c-2"))
    expect(approved).toMatchObject({ ...name, version: 2 })
    expect(openTaken(approved)).toEqual(byType("120.00", "80.00"))
    expect(recordedBy(approved, at)).toBeUndefined()
    const paid = withPaid(approved, "c-1", day("2026-03-05"))
    expect(openTaken(paid)).toEqual(byType("120.00", "80.00"))
    const recorded = recordedBy(paid, at)
    expect(recorded).toMatchObject({
      version: 4,
      entries: [{ caseId: "c-1", recordedAt: at }, { caseId: "c-2" }],
    })
    expect(openTaken(recorded)).toEqual(byType("60.00", "40.00"))
    expect(recordedBy(recorded, at)).toBeUndefined()
    expect(openTaken(undefined)).toEqual(byType("0.00", "0.00"))
  })

  test("that the bank returned is approved again, and stands in the account", () => {
    const paid = recordedBy(withPaid(ledgerOf(entry("c-1")), "c-1", day("2026-03-05")), at)
    const returned = withReturned(paid, "c-1")
    expect(returned?.entries).toEqual([entry("c-1")])
    expect(openTaken(returned)).toEqual(byType("60.00", "40.00"))
    expect(withReturned(returned, "c-1")).toBeUndefined()
  })

  test("of a case that ends unpaid is forgotten; a case that it does not know changes nothing", () => {
    const ledger = ledgerOf(entry("c-1"), entry("c-2"))
    expect(casesOf(withoutEntry(ledger, "c-1"))).toEqual(["c-2"])
    expect(withoutEntry(ledger, "c-9")).toBeUndefined()
    expect(withPaid(ledger, "c-9", day("2026-03-05"))).toBeUndefined()
    expect(withoutEntry(undefined, "c-1")).toBeUndefined()
  })

  test("stands once a case, however often it is decided", () => {
    const again = ledgerOf(entry("c-1"), entry("c-1", { amount: yuan("50.00") }))
    expect(again).toMatchObject({ version: 2, entries: [{ amount: "50.00" }] })
  })

  test("is bounded: what is recorded goes, and what awaits its payment never", () => {
    const waiting = [entry("w-1"), entry("w-2")]
    const recorded = Array.from({ length: mostEntries }, (_, index) =>
      entry(`r-${index}`, { paidOn: day("2026-03-03"), recordedAt: at }),
    )
    const full = ledgerOf(...waiting, ...recorded)
    expect(full.entries).toHaveLength(mostEntries)
    expect(casesOf(full).slice(0, 3)).toEqual(["w-1", "w-2", "r-2"])
    const all = ledgerOf(...Array.from({ length: mostEntries + 3 }, (_, index) => entry(`w-${index}`)))
    expect(all.entries).toHaveLength(mostEntries + 3)
  })

  test("that is paid and still in the record is summed beyond the bound, never forgotten", () => {
    const fen = (index: number) =>
      entry(reportKey(`p-${index}`), {
        amount: yuan("0.01"),
        taken: byType("0.01", "0.00"),
        paidOn: day(index === 0 ? "2026-04-01" : "2026-03-03"),
      })
    const paid = entry("c-1", { taken: byType("52000.00", "0.00"), paidOn: day("2026-03-02") })
    const reports = Array.from({ length: 3 * mostEntries }, (_, index) => fen(index))
    const full = ledgerOf(paid, ...reports)
    expect(full.entries).toHaveLength(mostEntries)
    expect(openTaken(full)).toEqual(byType("52001.80", "0.00"))
    expect(casesOf(full).slice(0, 2)).toEqual(["sum/2026-04-01", "c-1"])
    expect(full.entries[0]).toEqual({
      caseId: "sum/2026-04-01",
      reason: "99",
      amount: "1.22",
      taken: byType("1.22", "0.00"),
      approvedOn: "2026-03-02",
      paidOn: "2026-04-01",
    })
    // The bank can still return the money of the case; the record takes everything at once.
    expect(withReturned(full, "c-1")?.entries[1]).not.toHaveProperty("paidOn")
    expect(openTaken(recordedBy(full, at))).toEqual(byType("0.00", "0.00"))
  })

  test("that many cases paid is summed too, the oldest first", () => {
    const paid = Array.from({ length: mostEntries + 1 }, (_, index) =>
      entry(`c-${index}`, { paidOn: day("2026-03-03") }),
    )
    const full = ledgerOf(...paid)
    expect(casesOf(full).slice(0, 2)).toEqual(["sum/2026-03-03", "c-2"])
    expect(openTaken(full)).toEqual(byType("3660.00", "2440.00"))
  })

  test("of two accounts that became one is in the order of its days, and nothing stays behind", () => {
    const living = ledgerOf(entry("l-1", { approvedOn: day("2026-05-01") }))
    const closing = withEntry(undefined, other, entry("c-1", { approvedOn: day("2026-04-01") }))
    expect(mergedLedger(living, name, closing)).toMatchObject({
      ...name,
      version: 2,
      entries: [{ caseId: "c-1" }, { caseId: "l-1" }],
    })
    expect(mergedLedger(undefined, name, closing)).toMatchObject({ ...name, version: 1 })
    expect(emptied(closing)).toMatchObject({ ...other, entries: [], version: 2 })
  })
})

describe("the last withdrawal", () => {
  const reported = (caseId: string, reason: LedgerEntry["reason"], paidOn: string): LedgerEntry => {
    const { purpose: _purpose, ...rest } = entry(caseId, { reason, paidOn: day(paidOn) })
    return rest
  }
  const ledger = ledgerOf(
    entry("rent-new", { paidOn: day("2026-08-01") }),
    reported("rent-reported", "07", "2026-06-01"),
    entry("lift", { purpose: "lift", reason: "99", paidOn: day("2026-07-01") }),
    reported("anything", "99", "2026-09-01"),
  )

  test("for a purpose is the latest by its day; a reported one counts by its reason, unless that is 99", () => {
    expect(lastOf(ledger, "rent")?.caseId).toBe("rent-new")
    expect(casesOf({ ...ledger, entries: entriesOf(ledger, "rent") })).toEqual(["rent-new", "rent-reported"])
    expect(lastOf(ledger, "lift")?.caseId).toBe("lift")
    expect(lastOf(ledger, "decoration")).toBeUndefined()
  })

  test("for a reason is the latest with that reason", () => {
    expect(lastOf(ledger, "99")?.caseId).toBe("anything")
    expect(lastOf(ledger, "07")?.caseId).toBe("rent-new")
    expect(lastOf(undefined, "07")).toBeUndefined()
  })

  test("has the day of its payment, of its approval until then", () => {
    expect(dayOf(entry("c"))).toBe("2026-03-02")
    expect(dayOf(entry("c", { paidOn: day("2026-03-09") }))).toBe("2026-03-09")
  })
})

describe("what an amount is taken from", () => {
  const most = byType("1000.00", "400.00")

  test.each([
    ["400.00", undefined, byType("0.00", "400.00")],
    ["400.01", undefined, byType("0.01", "400.00")],
    ["1400.00", undefined, byType("1000.00", "400.00")],
    ["1000.00", "employee", byType("1000.00", "0.00")],
    ["400.00", "flexible", byType("0.00", "400.00")],
  ] as const)("%s yuan of part %s", (amount, part, taken) => {
    expect(splitByType(yuan(amount), most, part)).toEqual({ outcome: "split", taken })
  })

  test.each([
    ["1400.01", undefined],
    ["1000.01", "employee"],
    ["400.01", "flexible"],
  ] as const)("%s yuan is a fen more than part %s lets out", (amount, part) => {
    expect(splitByType(yuan(amount), most, part)).toMatchObject({
      problem: "over-allowed-part",
      rule: "WDR-001",
      field: "/amount",
    })
  })

  test("of money that has left already counts whatever no record covers as the holder's kind of today", () => {
    expect(splitOfReported(yuan("500.00"), most, "employee")).toEqual(byType("100.00", "400.00"))
    expect(splitOfReported(yuan("1500.00"), most, "employee")).toEqual(byType("1100.00", "400.00"))
    expect(splitOfReported(yuan("1500.00"), most, "flexible")).toEqual(byType("1000.00", "500.00"))
  })

  const money = fc.integer({ min: 0, max: 500_000 }).map((fen) => moneyOfFen(fen))
  const both = fc.record({ employee: money, flexible: money })

  test("a split is the amount, to the fen, and within both parts", () => {
    fc.assert(
      fc.property(money, both, (amount, parts) => {
        const split = splitByType(amount, parts)
        const all = sumMoney([parts.employee, parts.flexible])
        expect(split.outcome === "refused").toBe(compareMoney(amount, all) > 0)
        if (split.outcome === "refused") return
        const { employee, flexible } = split.taken
        expect(sumMoney([employee, flexible])).toBe(amount)
        expect(compareMoney(employee, parts.employee)).toBeLessThanOrEqual(0)
        expect(compareMoney(flexible, parts.flexible)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test("whatever is approved one after another, no part of an account is taken twice", () => {
    fc.assert(
      fc.property(both, fc.array(money, { maxLength: 20 }), (balance, amounts) => {
        let ledger: WithdrawalLedger | undefined
        for (const [index, amount] of amounts.entries()) {
          const split = splitByType(amount, lessTaken(balance, openTaken(ledger)))
          if (split.outcome === "split")
            ledger = withEntry(ledger, name, entry(`c-${index}`, { amount, taken: split.taken }))
        }
        const taken = openTaken(ledger)
        expect(compareMoney(taken.employee, balance.employee)).toBeLessThanOrEqual(0)
        expect(compareMoney(taken.flexible, balance.flexible)).toBeLessThanOrEqual(0)
      }),
    )
  })
})
