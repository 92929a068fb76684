import * as z from "zod"
import { AccountNo, CenterId, ContributorType, LocalDate, Money, Month } from "./primitives.ts"
import { Year } from "./year.ts"

/** 计息 to the fen at the dated national rate, and the yearly statement of own contributions for the tax office. */

const Movement = z.strictObject({
  on: LocalDate.describe("day of the booking"),
  kind: z
    .enum(["contribution", "withdrawal"])
    .describe("缴存 counts from its day, 提取 no longer on its own"),
  amount: Money.describe("yuan"),
  part: ContributorType.optional().describe("whose money; absent: as `part` of the request says"),
})

/** Of this century: no account of today lives longer, and no rate is known for it. */
const lastDay = "2099-12-31"

/** POST /v1/interest-quotes. Names nobody: figures in, figures out. */
export const InterestQuoteRequest = z
  .strictObject({
    openingBalance: Money.describe("yuan on the first day, credited interest included"),
    openedOn: LocalDate.describe("first day: of the account, or of a balance that was just credited"),
    movements: z.array(Movement).max(1000).describe("in any order"),
    closedOn: LocalDate.describe("day that no longer counts"),
    part: ContributorType.optional().describe("whose money the opening balance is"),
  })
  .superRefine((request, context) => {
    const refuse = (path: (string | number)[]) => {
      context.addIssue({ code: "custom", path, message: "out of order", params: { rule: "VAL-005" } })
    }
    if (request.closedOn < request.openedOn || request.closedOn > lastDay) refuse(["closedOn"])
    for (const [index, { on }] of request.movements.entries())
      if (on < request.openedOn || on > request.closedOn) refuse(["movements", index, "on"])
  })
  .meta({ id: "InterestQuoteRequest" })
export type InterestQuoteRequest = z.infer<typeof InterestQuoteRequest>

const figures = {
  principal: Money.describe("yuan with credited interest"),
  interest: Money.describe("yuan, accrued since the last credit"),
}

export const InterestQuoteResponse = z
  .strictObject({
    ...figures,
    days: z.int().describe("that `interest` was accrued over, actual days of 360"),
    credits: z
      .array(z.strictObject({ on: LocalDate.describe("30 June"), interest: Money.describe("yuan") }))
      .describe("what was added to the principal"),
    parts: z
      .strictObject({
        employee: z.strictObject(figures).describe("单位缴存部分"),
        flexible: z.strictObject(figures).describe("灵活就业缴存部分"),
      })
      .optional()
      .describe("the same by kind of money; absent when the request does not say of each which it is"),
    rates: z
      .array(
        z.strictObject({
          from: LocalDate.describe("first day"),
          yearlyRate: z.string().describe("plain ratio"),
          title: z.string().describe("document that gives it"),
        }),
      )
      .describe("the dated rates that were used"),
  })
  .meta({ id: "InterestQuoteResponse" })
export type InterestQuoteResponse = z.infer<typeof InterestQuoteResponse>

export const TaxedMonth = z.strictObject({
  month: Month,
  contributorType: ContributorType,
  amount: Money.describe("own money, yuan"),
  countedBy: z
    .enum(["credited", "month"])
    .describe("by the day of its booking, or by its month where the record names no day"),
  creditedOn: LocalDate.optional().describe("day of the booking"),
})

/** GET /v1/accounts/{accountNo}/tax-statements/{year}. Whether it may all be deducted is not judged (财税〔2006〕10号). */
export const TaxStatement = z
  .strictObject({
    accountNo: AccountNo,
    year: Year.describe("calendar year"),
    months: z.array(TaxedMonth).describe("own contributions that count in the year, by month"),
    flexible: Money.describe("灵活就业缴存, yuan"),
    employee: Money.describe("own part of 单位缴存, yuan, as far as it is known"),
    total: Money.describe("yuan"),
    unknownMonths: z
      .array(Month)
      .describe("employee months of the year whose own part the record does not tell"),
    transferredFrom: z
      .array(CenterId)
      .describe("centers that state the months which were paid there before a transfer"),
    ceiling: z.literal("notJudged").describe("the deductible limit is the tax office's to judge"),
  })
  .meta({ id: "TaxStatement" })
export type TaxStatement = z.infer<typeof TaxStatement>
