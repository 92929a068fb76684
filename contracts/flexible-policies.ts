import * as z from "zod"
import { cited, MonthCount } from "./policy-figures.ts"

/** Rules of flexible employment at a center (灵活就业). A key that is absent is not ruled here. */
export const FlexiblePolicy = z.strictObject({
  arrears: z
    .strictObject({
      unpaidMonths: MonthCount.describe("complete calendar months that were not paid"),
      more: z.boolean().describe("more than so many (不含), or so many are enough (以上)"),
      zeroBalance: z.boolean().describe("only when the balance is zero (辽宁 十四)"),
      effect: z.enum(["endsAgreement", "closesAccount"]).describe("协议自动终止, 办理账户注销"),
      ...cited,
    })
    .optional()
    .describe("欠缴停缴: what the center must do when nothing is paid"),
  prepaidRemainder: z
    .strictObject({
      treatment: z.enum(["kept", "refunded"]).describe("留存账户, 退还本人"),
      ...cited,
    })
    .optional()
    .describe("预缴余额: months paid in advance that are left when the holder becomes an employee"),
})
export type FlexiblePolicy = z.infer<typeof FlexiblePolicy>
