import { describe, expect, test } from "vitest"
import { AgreementNo, CenterId, LocalDate, Money, TransferId } from "../../../contracts/primitives.ts"
import { changeContributorType } from "../../../functions/domain/account/change-contributor-type.ts"
import { prepaidAfter } from "../../../functions/domain/account/prepaid-remainder.ts"
import { totalsByType } from "../../../functions/domain/account/totals-by-type.ts"
import { partsOfBalance } from "../../../functions/domain/withdrawal/parts-of-balance.ts"
import { aSegment } from "../account/a-segment.ts"
import { contextOf, personOf, someAccount } from "../account/account-ledger.ts"

const flexible = (over: object = {}) =>
  aSegment({
    contributorType: "flexible",
    agreementNo: "agr-1",
    principal: "5000.10",
    interest: "12.34",
    contributions: "4900.00",
    subsidy: "24.50",
    monthlyContribution: "500.00",
    ...over,
  })
const transferred = {
  kind: "transferred",
  fromCenterId: CenterId.parse("990201000000001"),
  transferId: TransferId.parse("trf_01HZZZZZZZZZZZZZZZZZZZZZZZ"),
}

describe("totals by kind of contributor", () => {
  test("add up each kind apart, wherever its money came from", () => {
    const segments = [aSegment({ interest: "3.00" }), flexible(), flexible({ origin: transferred })]
    expect(totalsByType(segments)).toEqual({
      employee: {
        principal: "24000.00",
        interest: "3.00",
        contributions: "24000.00",
        subsidy: "0.00",
      },
      flexible: {
        principal: "10000.20",
        interest: "24.68",
        contributions: "9800.00",
        subsidy: "49.00",
      },
    })
    expect(partsOfBalance(segments)).toEqual({ employee: "24003.00", flexible: "10024.88" })
    expect(partsOfBalance([])).toEqual({ employee: "0.00", flexible: "0.00" })
  })
})

const left = (
  segments: Parameters<typeof prepaidAfter>[0],
  day = "2026-11-02",
  balance = Money.parse("10000.00"),
) => prepaidAfter(segments, "basic", LocalDate.parse(day), balance)
const prepaid = (over: object = {}) =>
  flexible({ from: "2026-01", to: "2026-10", prepaidThrough: "2027-02", ...over })

describe("months that are prepaid when a unit begins to pay", () => {
  test("count from the month after the change, at the monthly contribution", () => {
    expect(left([prepaid()])).toEqual({ months: 3, amount: "1500.00" })
    expect(left([prepaid()], "2027-01-31")).toEqual({ months: 1, amount: "500.00" })
    expect(left([prepaid()], "2027-02-01")).toBeUndefined()
  })

  test("are none of a unit's, of a transfer's, of another kind of account, or of a segment that names none", () => {
    expect(left([aSegment({ prepaidThrough: "2027-02" })])).toBeUndefined()
    expect(left([prepaid({ origin: transferred })])).toBeUndefined()
    expect(left([prepaid({ accountKind: "supplementary" })])).toBeUndefined()
    expect(left([flexible()])).toBeUndefined()
  })

  test("count once each, at what the later agreement pays", () => {
    const later = prepaid({ from: "2027-01", to: "2027-01", monthlyContribution: "800.00" })
    expect(left([prepaid(), later])).toEqual({ months: 3, amount: "2100.00" })
  })

  test("are a year at most (按年预缴), and never more than the flexible money of the account", () => {
    const far = prepaid({ prepaidThrough: "2099-12" })
    expect(left([far])).toEqual({ months: 12, amount: "6000.00" })
    expect(left([far], "2026-11-02", Money.parse("1200.90"))).toEqual({ months: 12, amount: "1200.90" })
    expect(left([far], "2026-11-02", Money.parse("0.00"))).toBeUndefined()
  })

  test("are told in the account's history with what becomes of them", () => {
    const account = someAccount({ contributorType: "flexible", agreementNo: AgreementNo.parse("agr-1") })
    const change = { contributorType: "employee", unitCreditCode: "91990101000000001X" } as const
    const remainder = { months: 3, amount: left([prepaid()])?.amount, treatment: "refunded" } as const
    const { amount } = remainder
    if (amount === undefined) throw new Error("nothing is prepaid")
    const context = contextOf(personOf([account]))
    expect(changeContributorType(account, change, context, { ...remainder, amount })).toMatchObject({
      prepaidRemainder: { months: 3, amount: "1500.00", treatment: "refunded" },
      changes: [
        { kind: "saveAccount", account: { contributorType: "employee" } },
        { kind: "recordAccountHistory", entry: { event: "contributor-type-change" } },
        {
          kind: "recordAccountHistory",
          entry: { event: "prepaid-remainder", note: "预缴余 3 个月, 1500.00 元: 退还本人" },
        },
      ],
    })
    const none = changeContributorType(account, change, context)
    expect(none).not.toHaveProperty("prepaidRemainder")
    expect(none).toMatchObject({ changes: [{ kind: "saveAccount" }, { kind: "recordAccountHistory" }] })
  })
})
