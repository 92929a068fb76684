import * as z from "zod"
import { citedStep } from "./cited-step.ts"
import type { CodeLabel } from "./codes.ts"
import { FederationReference } from "./federation-reference.ts"
import { namesOf } from "./names-of.ts"
import { PolicyReference } from "./policy-reference.ts"
import {
  AccountNo,
  CenterId,
  CheckId,
  ContractNo,
  LocalDate,
  Money,
  Month,
  Person,
  RegionCode,
  isResidentNumber,
} from "./primitives.ts"
import { shownWarnings } from "./shown-warning.ts"
import { shownNotices } from "./shown-notice.ts"

/** 提取: what money may leave an account for, how much, and by which rule. */

interface Purpose extends CodeLabel {
  /** 附A.7, in the Regulation's order: 06 repayment, 07 rent, 08 death, 09 illness. */
  readonly reason: "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "99"
}
const purpose = (reason: Purpose["reason"], zh: string, en: string): Purpose => ({ reason, zh, en })

export const WITHDRAWAL_PURPOSES = {
  purchase: purpose("01", "购买住房", "purchase of a home"),
  building: purpose("02", "建造、翻建住房", "building or rebuilding a home"),
  majorRenovation: purpose("02", "大修住房", "major renovation of a home"),
  decoration: purpose("99", "装修住房", "decoration of a home"),
  propertyFees: purpose("99", "物业费", "property fees"),
  loanRepayment: purpose("06", "偿还购房贷款本息", "repayment of a housing loan"),
  rent: purpose("07", "租房", "rent"),
  retirement: purpose("03", "离休、退休", "retirement"),
  incapacity: purpose("04", "完全丧失劳动能力并终止劳动关系", "loss of working capacity"),
  leaving: purpose("05", "户口迁出或离开本市且未再缴存", "leaving for good"),
  emigration: purpose("05", "出境定居", "emigration"),
  seriousIllness: purpose("09", "大病", "serious illness of the family"),
  lift: purpose("99", "老旧小区加装电梯", "installing a lift in an old building"),
  urbanRenewal: purpose("99", "城市更新、危旧房改造", "urban renewal of the home"),
  death: purpose("08", "死亡或宣告死亡", "death; the heirs withdraw"),
  flexibleFree: purpose("99", "灵活就业人员自由提取", "free withdrawal of a flexible contributor"),
  flexibleExit: purpose("99", "灵活就业人员退出销户", "exit of a flexible contributor"),
} as const satisfies Record<string, Purpose>
export type WithdrawalPurpose = keyof typeof WITHDRAWAL_PURPOSES
export const WithdrawalPurposeName = z.enum(namesOf(WITHDRAWAL_PURPOSES))

/** What the applicant is to the owner of the home, the tenant, the patient or the deceased. */
export const FamilyRelation = z.enum(["self", "spouse", "parent", "child", "heir"])
export type FamilyRelation = z.infer<typeof FamilyRelation>

const principal = {
  principal: Person.optional().describe("the owner, patient or deceased; absent when it is the applicant"),
  relation: FamilyRelation.describe("what the applicant is to that person"),
}

const home = { region: RegionCode.describe("GB/T 2260 code of the place of the home") }

const residentLength = 18

/** Nobody born since has a home of his own; a day since is that of a contract, which numbers name, too. */
const lastBirthYear = 2010

/** True when 18 characters on end are the number of somebody who may own a home. */
export const containsResidentNumber = (text: string): boolean =>
  text.split("").some((_, from) => {
    const run = text.slice(from, from + residentLength)
    return isResidentNumber(run) && Number(run.slice(6, 10)) <= lastBirthYear
  })

/**
 * A fact number as its registry writes it; compared without width, case, look-alikes and separators. It names a home or
 * a paper and is kept in clear: never a person.
 */
const FactNo = z
  .string()
  .regex(/^[\p{L}\p{N}〔〕()（）\-_/.]{1,60}$/u)
  .refine(
    (raw) =>
      !containsResidentNumber(
        raw
          .normalize("NFKC")
          .toUpperCase()
          .replace(/[()〔〕\-_/.]/gu, ""),
      ),
    { message: "a person's number", params: { rule: "VAL-001" } },
  )

const money = (text: string) => Money.describe(text)

/** Figures and facts of a withdrawal, by purpose. A fact that has a number is a guard: it is not used in two cities. */
export const WithdrawalDetails = z
  .discriminatedUnion("purpose", [
    z.strictObject({
      purpose: z.literal("purchase").describe("购买住房"),
      ...principal,
      ...home,
      contractNo: FactNo.describe("网签或备案的购房合同编号"),
      price: money("总价, yuan"),
      purchasedOn: LocalDate.describe("day of the contract, or of the certificate of title"),
      loanAmount: Money.optional().describe("housing loan taken for it, yuan; absent: bought without one"),
    }),
    z.strictObject({
      purpose: z.enum(["building", "majorRenovation"]).describe("建造、翻建或大修"),
      ...principal,
      ...home,
      permitNo: FactNo.describe("建设规划许可或房屋安全鉴定文号"),
      cost: money("费用, yuan"),
      approvedOn: LocalDate.describe("day of the permit"),
    }),
    z.strictObject({
      purpose: z.literal("decoration").describe("装修"),
      ...principal,
      ...home,
      contractNo: FactNo.describe("装修合同编号"),
      cost: money("费用, yuan"),
      signedOn: LocalDate.describe("day of the contract"),
    }),
    z.strictObject({
      purpose: z.literal("propertyFees").describe("物业费"),
      ...principal,
      ...home,
      cost: money("fees of the period, yuan"),
      from: Month.describe("first month"),
      to: Month.describe("last month"),
    }),
    z.strictObject({
      purpose: z.literal("loanRepayment").describe("偿还购房贷款本息"),
      ...principal,
      lender: z
        .discriminatedUnion("kind", [
          z.strictObject({
            kind: z.literal("hpf").describe("a loan of the fund, here or elsewhere"),
            centerId: CenterId.describe("loan center"),
            contractNo: ContractNo,
          }),
          z.strictObject({
            kind: z.literal("commercial").describe("a bank's loan"),
            contractNo: FactNo.describe("借款合同编号 of the bank"),
          }),
        ])
        .describe("whose loan it is"),
      repaid: money("principal and interest paid in the period, or owed, yuan"),
      from: Month.describe("first month repaid"),
      to: Month.describe("last month repaid"),
    }),
    z.strictObject({
      purpose: z.literal("rent").describe("租房"),
      ...principal,
      ...home,
      housing: z.enum(["market", "publicRental"]).describe("商品住房, 公租房或保障性租赁住房"),
      monthlyRent: money("租金 a month, yuan"),
      monthlyIncome: Money.optional().describe("家庭工资收入 a month, yuan; asked until 2026-09-19"),
      children: z.int().min(0).max(20).optional().describe("未成年子女, for rules on families"),
      ownsHomeThere: z.boolean().describe("whether the family owns a home in that place"),
      from: Month.describe("first month"),
      to: Month.describe("last month"),
    }),
    z.strictObject({
      purpose: z.enum(["retirement", "incapacity", "leaving", "emigration"]).describe("closing withdrawal"),
      since: LocalDate.describe("day of the retirement, of the decision, or of the move"),
      early: z.boolean().optional().describe("提前退休"),
    }),
    z.strictObject({
      purpose: z.literal("seriousIllness").describe("大病"),
      ...principal,
      cost: money("what the patient paid, yuan"),
      treatedOn: LocalDate.describe("day of the bill"),
    }),
    z.strictObject({
      purpose: z.literal("lift").describe("加装电梯"),
      ...principal,
      ...home,
      buildingNo: FactNo.describe("楼栋编号 of the lift's permit"),
      room: FactNo.describe("房号: the household whose share it is"),
      cost: money("the household's share of the cost, yuan"),
      subsidy: money("政府补贴 of that share, yuan"),
      approvedOn: LocalDate.describe("day of the permit"),
    }),
    z.strictObject({
      purpose: z.literal("urbanRenewal").describe("城市更新、危旧房改造"),
      ...principal,
      ...home,
      projectNo: FactNo.describe("项目编号"),
      room: FactNo.describe("房号"),
      cost: money("the household's own share, yuan"),
      approvedOn: LocalDate.describe("day of the approval"),
    }),
    z.strictObject({
      purpose: z.literal("death").describe("死亡"),
      diedOn: LocalDate.describe("day of death, or of the judgment that declares it"),
      heirs: z.int().min(1).max(50).describe("how many heirs or legatees share it"),
      heir: Person.optional().describe("who asks for all of them; absent: the papers say so"),
    }),
    z.strictObject({
      purpose: z.enum(["flexibleFree", "flexibleExit"]).describe("灵活就业部分"),
    }),
  ])
  .meta({ id: "WithdrawalDetails" })
export type WithdrawalDetails = z.infer<typeof WithdrawalDetails>

/** `homeDecides`: no rule of the hub's data says yes or no; the home center judges. */
export const WithdrawalVerdict = z
  .enum(["allowed", "notAllowed", "homeDecides"])
  .describe("可提取, 不可提取, 由缴存地判断")
export type WithdrawalVerdict = z.infer<typeof WithdrawalVerdict>

/** Money by the kind of contributor that paid it in: the two are never mixed. */
export const MoneyByType = z.strictObject({
  employee: Money.describe("单位缴存部分, yuan"),
  flexible: Money.describe("灵活就业缴存部分, yuan"),
})
export type MoneyByType = z.infer<typeof MoneyByType>

export const WithdrawalStep = z.strictObject({
  ...citedStep(WithdrawalVerdict, "the hub's own record"),
  limit: Money.optional().describe(
    "most that this rule by itself lets out, yuan; what is beyond a cap that papers raise is the home center's to decide",
  ),
})
export type WithdrawalStep = z.infer<typeof WithdrawalStep>

/** The answer of a check, and what stands on each case. */
export const WithdrawalJudgment = z
  .strictObject({
    verdict: WithdrawalVerdict,
    withdrawalReason: z
      .enum(["01", "02", "03", "04", "05", "06", "07", "08", "09", "99"])
      .describe("附A.7 national code"),
    mostAmount: Money.describe("most that may leave, yuan; 0.00 when nothing may"),
    most: MoneyByType.describe("the same, by what it would be taken from: flexible money first"),
    closesAccount: z.boolean().describe("销户提取; false while money of the other kind stays"),
    onlyTowardLoan: z.boolean().describe("what leaves goes to the loan that runs (晋城 五; 辽宁 七)"),
    evidence: z.array(z.string()).describe("what the home center wants to see, as its pack names it"),
    steps: z.array(WithdrawalStep).describe("each rule that was looked at, in order; the first no decides"),
    policy: PolicyReference.optional().describe(
      "the home center's pack that was used; absent: national rules only",
    ),
    federation: FederationReference.optional().describe(
      "the federation version whose rule was applied; absent: none was",
    ),
  })
  .meta({ id: "WithdrawalJudgment" })
export type WithdrawalJudgment = z.infer<typeof WithdrawalJudgment>

/** POST /v1/withdrawal-checks, by the home center about an account of its own. */
export const WithdrawalCheckRequest = z.strictObject({
  person: Person.describe("the holder"),
  accountNo: AccountNo.describe("account of the asking center"),
  details: WithdrawalDetails.describe("what it is withdrawn for, with the figures of that purpose"),
  amount: Money.optional().describe("what is asked for, yuan; absent: how much may leave"),
  on: LocalDate.optional().describe("day to judge by; default: today in China"),
  receivingCenterId: CenterId.optional().describe(
    "judge it as asked for at this center: what both have agreed on in a federation then stands first",
  ),
})
export type WithdrawalCheckRequest = z.infer<typeof WithdrawalCheckRequest>

export const WithdrawalCheckResponse = z
  .strictObject({
    checkId: CheckId.describe("names this check in the disclosure record"),
    ...WithdrawalJudgment.shape,
    warnings: shownWarnings,
    notices: shownNotices,
  })
  .meta({ id: "WithdrawalCheckResponse" })
export type WithdrawalCheckResponse = z.infer<typeof WithdrawalCheckResponse>
