import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { InterestQuoteRequest } from "../../../contracts/interest.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import { quoteInterest } from "../../../functions/domain/flexible/quote-interest.ts"
import { moneyOfFen, sumMoney } from "../../../functions/domain/money/money.ts"

const quote = (body: object) =>
  quoteInterest(InterestQuoteRequest.parse({ movements: [], ...body }), nationalRules())

const since = (openingBalance: string, closedOn: string, over: object = {}) =>
  quote({ openingBalance, openedOn: "2025-07-01", closedOn, ...over })

const contribution = (on: string, amount: string, part?: string) => ({
  on,
  kind: "contribution",
  amount,
  ...(part === undefined ? {} : { part }),
})
const withdrawal = (on: string, amount: string, part?: string) => ({
  ...contribution(on, amount, part),
  kind: "withdrawal",
})

describe("golden case 4: closing interest", () => {
  it("is 515.39 over 258 days", () => {
    const months = ["2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"]
    const movements = [
      ...months.map((month) => contribution(`${month}-15`, "1860.00")),
      withdrawal("2025-11-20", "5000.00"),
    ]
    expect(since("42318.67", "2026-03-16", { movements })).toMatchObject({
      quote: { principal: "52198.67", interest: "515.39", days: 258, credits: [] },
    })
  })
})

describe("golden case 5: around 30 June", () => {
  it.each([
    ["2026-06-30", "100000.00", "1516.67"],
    ["2026-07-01", "101520.83", "0.00"],
    ["2026-07-02", "101520.83", "4.23"],
  ])("closed on %s: %s and %s", (closedOn, principal, interest) => {
    expect(since("100000.00", closedOn)).toMatchObject({ quote: { principal, interest } })
  })
  it("names the credit and the rate that gave it (银发〔2016〕43号)", () => {
    expect(since("100000.00", "2026-07-01")).toMatchObject({
      quote: {
        credits: [{ on: "2026-06-30", interest: "1520.83" }],
        rates: [
          { from: "2016-02-21", yearlyRate: "0.015", title: expect.stringContaining("银发〔2016〕43号") },
        ],
      },
    })
  })
})

describe("flexible and employee money apart", () => {
  it("gives each part its own, and the whole stays the whole", () => {
    expect(
      since("100000.00", "2026-07-01", {
        part: "employee",
        movements: [contribution("2026-01-01", "10000.00", "flexible")],
      }),
    ).toMatchObject({
      quote: {
        principal: "111596.25",
        parts: {
          employee: { principal: "101520.83" },
          flexible: { principal: "10075.42", interest: "0.00" },
        },
      },
    })
  })
  it("says nothing of parts when one movement does not say whose it is", () => {
    const movements = [contribution("2025-08-01", "10.00", "flexible"), contribution("2025-09-01", "10.00")]
    expect(since("0.00", "2026-01-01", { movements })).not.toHaveProperty("quote.parts")
  })
  it("does not let one part pay for the other", () => {
    const movements = [withdrawal("2025-08-01", "0.01", "flexible")]
    expect(since("100.00", "2026-01-01", { part: "employee", movements })).toMatchObject({
      problem: "balance-overdrawn",
      rule: "FLX-050",
    })
  })
  it("adds up to the fen, whatever is paid in", () => {
    const amounts = fc.array(
      fc.record({
        day: fc.integer({ min: 1, max: 28 }),
        month: fc.integer({ min: 1, max: 12 }),
        fen: fc.integer({ min: 0, max: 10_000_000 }),
        isFlexible: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(amounts, (paid) => {
        const answer = quote({
          openingBalance: "0.00",
          openedOn: "2024-01-01",
          closedOn: "2026-10-01",
          movements: paid.map(({ day, month, fen, isFlexible }) =>
            contribution(
              `2024-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
              moneyOfFen(fen),
              isFlexible ? "flexible" : "employee",
            ),
          ),
        })
        if (answer.outcome === "refused" || answer.quote.parts === undefined) throw new Error("no parts")
        const { principal, interest, parts } = answer.quote
        expect(sumMoney([parts.employee.principal, parts.flexible.principal])).toBe(principal)
        expect(sumMoney([parts.employee.interest, parts.flexible.interest])).toBe(interest)
      }),
      { numRuns: 60 },
    )
  })
})

const opened = (openedOn: string) => quote({ openingBalance: "1.00", openedOn, closedOn: "2016-03-01" })

describe("what is refused", () => {
  it("is more than the account has at the end of a day", () => {
    expect(since("100.00", "2026-01-01", { movements: [withdrawal("2025-08-01", "100.00")] })).toMatchObject({
      outcome: "quoted",
    })
    expect(since("100.00", "2026-01-01", { movements: [withdrawal("2025-08-01", "100.01")] })).toMatchObject({
      problem: "balance-overdrawn",
    })
  })
  it("is not the order of bookings within a day", () => {
    const movements = [withdrawal("2025-08-01", "150.00"), contribution("2025-08-01", "50.00")]
    expect(since("100.00", "2026-01-01", { movements })).toMatchObject({ quote: { principal: "0.00" } })
  })
  it("is a day before the first known rate", () => {
    expect(opened("2016-02-21")).toMatchObject({ outcome: "quoted" })
    expect(opened("2016-02-20")).toMatchObject({ problem: "interest-rate-unknown", rule: "FLX-051" })
  })
  it("is what no account has", () => {
    expect(since("99999999999999.99", "2099-12-31")).toMatchObject({ rule: "VAL-006" })
    expect(since("100000000000.00", "2099-12-31")).toMatchObject({ outcome: "quoted" })
  })
  it.each([
    [{ closedOn: "2025-06-30" }, "closedOn"],
    [{ closedOn: "2100-01-01" }, "closedOn"],
    [{ movements: [contribution("2025-06-30", "1.00")] }, "movements/0/on"],
    [{ movements: [contribution("2026-01-02", "1.00")] }, "movements/0/on"],
  ])("is a day out of order: %o", (over, path) => {
    const parsed = InterestQuoteRequest.safeParse({
      openingBalance: "1.00",
      openedOn: "2025-07-01",
      movements: [],
      closedOn: "2026-01-01",
      ...over,
    })
    expect(parsed.error?.issues.map((issue) => issue.path.join("/"))).toEqual([path])
  })
})
