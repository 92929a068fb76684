import * as z from "zod"
import { Share } from "./policy-figures.ts"
import { AccountNo, AgreementNo, LocalDate, Money, Month, TwoPeople } from "./primitives.ts"
import { RuleId } from "./rules.ts"

/** 灵活就业方式 (晋城 三(一); 辽宁 一). */
export const FormOfWork = z
  .enum(["selfEmployed", "partTime", "newForm"])
  .describe("个体经营, 非全日制, 新就业形态")
export type FormOfWork = z.infer<typeof FormOfWork>

/** 缴存周期 (辽宁 四); a lump sum pays one settlement year at once (晋城 三(三)). */
export const Rhythm = z
  .enum(["month", "quarter", "halfYear", "year", "lumpSum"])
  .describe("按月, 按季, 按半年, 按年, 一次性趸缴一个结算年度")
export type Rhythm = z.infer<typeof Rhythm>

const terms = {
  agreementNo: AgreementNo.describe("协议编号; unique at the center, for ever"),
  signedOn: LocalDate.describe("day of signing, not in the future"),
  formOfWork: FormOfWork,
  rhythm: Rhythm,
  monthlyContribution: Money.describe("月缴存额 that was agreed, yuan"),
  contributionBase: Money.optional().describe(
    "缴存基数 a month, yuan, where the center agrees base and rate",
  ),
  contributionRate: Share.optional().describe("缴存比例, the whole rate, beside the base"),
  collectiveAccountNo: AccountNo.optional().describe("集中管理账户 above the account (辽宁 五)"),
} as const

export const SignAgreementRequest = z
  .strictObject({ ...terms, ...TwoPeople })
  .superRefine((agreement, context) => {
    const { contributionBase, contributionRate } = agreement
    if ((contributionBase === undefined) === (contributionRate === undefined)) return
    const field = contributionBase === undefined ? "contributionBase" : "contributionRate"
    context.addIssue({ code: "custom", path: [field], message: "missing", params: { rule: "VAL-008" } })
  })
export type SignAgreementRequest = z.infer<typeof SignAgreementRequest>

export const EndReason = z
  .enum(["voluntary", "arrears", "employed", "other"])
  .describe("自愿终止, 欠缴停缴, 转为单位缴存, 其他")
export type EndReason = z.infer<typeof EndReason>

export const EndAgreementRequest = z.strictObject({
  endedOn: LocalDate.describe("last day of the agreement"),
  reason: EndReason,
  ...TwoPeople,
})
export type EndAgreementRequest = z.infer<typeof EndAgreementRequest>

export const Agreement = z
  .strictObject({
    accountNo: AccountNo,
    ...terms,
    status: z.enum(["running", "ended"]).describe("an account has one running agreement at most"),
    endedOn: LocalDate.optional().describe("last day"),
    endReason: EndReason.optional(),
    lastMonth: Month.optional().describe("of an ended agreement: the last month that may be paid under it"),
    formerAgreementNo: AgreementNo.optional().describe("the agreement that ended before this one was signed"),
    version: z.int().min(1).describe("of the account, for If-Match"),
  })
  .meta({ id: "Agreement" })
export type Agreement = z.infer<typeof Agreement>

export const ArrearsState = z
  .enum(["inOrder", "arrears", "due"])
  .describe("nothing unpaid; months unpaid; so many that the center must act")

export const Arrears = z
  .strictObject({
    accountNo: AccountNo,
    on: LocalDate.describe("the day that is looked at"),
    state: ArrearsState,
    unpaidMonths: z
      .int()
      .min(0)
      .describe("complete calendar months in a row without contribution, up to the day"),
    paidThrough: Month.optional().describe("last month paid, prepaid and back-paid months included"),
    dueOn: LocalDate.optional().describe("first day on which the center must act, when nothing more is paid"),
    effect: z
      .enum(["endsAgreement", "closesAccount"])
      .optional()
      .describe("what the center must do then; absent: its policy rules nothing"),
    rule: RuleId.optional().describe("the rule that is applied"),
    clause: z.string().optional().describe("clause of the center's own policy"),
    loanBars: z
      .boolean()
      .optional()
      .describe(
        "told once it is due: an unsettled loan bars the act until it is settled; recorded as a disclosure",
      ),
  })
  .meta({ id: "Arrears" })
export type Arrears = z.infer<typeof Arrears>

export const AgreementListName = z
  .enum(["missing", "arrears"])
  .describe("accounts from before the local plan without agreement; accounts in arrears")

export const AgreementList = z
  .strictObject({
    accounts: z
      .array(
        z.strictObject({
          accountNo: AccountNo,
          since: LocalDate.describe("missing: registered on; arrears: due on"),
        }),
      )
      .describe("of the center itself, by account number"),
    cursor: z.string().optional().describe("for the next page; absent on the last"),
  })
  .meta({ id: "AgreementList" })
export type AgreementList = z.infer<typeof AgreementList>
