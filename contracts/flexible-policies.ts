import * as z from "zod"
import { Residence } from "./participation.ts"
import { cited, MonthCount } from "./policy-figures.ts"

const answered = { answer: z.enum(["refuse", "allow"]).describe("what the center does"), ...cited }
const years = z.strictObject({ years: z.int().min(14).max(70).describe("years of age"), ...cited })
const asked = z.strictObject({ required: z.literal(true).describe("the center asks it"), ...cited })

/** 参加条件 and what flexible contributors may change. */
const Joining = z.strictObject({
  leastAge: years.optional().describe("年满 so many years"),
  leastAgeOnOwnLivelihood: years
    .optional()
    .describe("年满 so many for those who live on their own work (辽宁 一(一))"),
  residence: z
    .strictObject({
      classes: z.array(Residence).min(1).max(3).describe("who may join"),
      ...cited,
    })
    .optional()
    .describe("classes of residence that may join"),
  livesOrWorksHere: asked.optional().describe("在本市灵活就业"),
  creditGood: asked.optional().describe("信用良好 (昌吉 二(一))"),
  notPastRetirementAge: asked.optional().describe("未达到法定退休年龄"),
  baseChangeMonths: z
    .strictObject({
      months: z.array(z.int().min(1).max(12)).min(1).max(12).describe("months of the year, 7 for July"),
      timesAYear: z.int().min(1).max(12).describe("how often in a year"),
      ...cited,
    })
    .optional()
    .describe("when 缴存基数 and 比例 may be changed"),
  backPayment: z.strictObject(answered).optional().describe("补缴 of months that were not paid"),
  stopWhileLoan: z
    .strictObject({
      ...answered,
      interestSubsidised: z.boolean().describe("贴息贷款 count, too (昌吉 二(二)5)"),
    })
    .optional()
    .describe("停缴 while a loan of the holder is unsettled"),
})

/** Rules of flexible employment at a center (灵活就业). A key that is absent is not ruled here. */
export const FlexiblePolicy = z.strictObject({
  joining: Joining.optional().describe("who may join, and what may be changed afterwards"),
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
