import * as z from "zod"
import { FlexiblePolicy } from "./flexible-policies.ts"
import { LoanCount, LoanPolicy } from "./loan-policies.ts"
import { cited, MonthCount, PolicySource, PositiveRatio, Share } from "./policy-figures.ts"
import { CenterId, LocalDate, Money, Month } from "./primitives.ts"
import { Sex } from "./participation.ts"
import { CatalogueEntry } from "./service-catalogue.ts"
import { ServicePolicy } from "./service-policies.ts"
import { SubsidyCategory } from "./subsidies.ts"
import { WithdrawalPolicy } from "./withdrawal-policies.ts"

/**
 * A center's rules as data. Every figure names the source it was taken from; a figure that no source gives is left
 * out, and what would have used it says that it did not apply the rule.
 */

const months = z.strictObject({ months: MonthCount.describe("whole months"), ...cited })
const bar = z.strictObject({ answer: z.enum(["refuse", "allow"]).describe("what the center does"), ...cited })

/** Who may transfer. A key that is absent is not ruled here. */
const transferRuleShape = {
  inboundMonths: months.optional().describe("months paid at the transfer-in center before it may ask"),
  outboundSealedMonths: months.optional().describe("months that the old account has been sealed"),
  unsettledLoan: bar.optional().describe("未结清贷款 of the applicant at the transfer-out center"),
  guarantee: bar.optional().describe("为他人贷款提供担保 at the transfer-out center"),
  judicialHold: bar.optional().describe("司法冻结 of the old account"),
}
export const TransferRules = z.strictObject(transferRuleShape)
export type TransferRules = z.infer<typeof TransferRules>

export const CounterpartyRules = z.strictObject({
  centerIds: z.array(CenterId).min(1).max(700).describe("the counterparties that the rules are for"),
  overrides: TransferRules.describe("what is different for them"),
  validFrom: LocalDate,
  validTo: LocalDate.optional().describe("last day"),
  ...cited,
})
export type CounterpartyRules = z.infer<typeof CounterpartyRules>

export const TransferPolicy = z.strictObject({
  ...transferRuleShape,
  counterparties: z.array(CounterpartyRules).max(100).optional().describe("rules for certain centers"),
})
export type TransferPolicy = z.infer<typeof TransferPolicy>

const moneyRange = z.strictObject({ least: Money.optional(), most: Money.optional(), ...cited })
const shareRange = z.strictObject({
  least: Share.describe("lowest rate"),
  most: Share.describe("highest rate"),
  ...cited,
})

export const ContributionPolicy = z.strictObject({
  monthlyBase: moneyRange.optional().describe("缴存基数 a month, yuan"),
  employeeRate: shareRange.optional().describe("of unit and employee, each"),
  flexibleRate: shareRange.optional().describe("whole rate of a flexible contributor"),
  flexibleMonthly: moneyRange.optional().describe("月缴存额 of a flexible contributor, yuan"),
})
export type ContributionPolicy = z.infer<typeof ContributionPolicy>

/** 锁定范围: whose and which loans bar closing an account, or taking its money out, while they are unsettled. */
export const LoanBar = z.strictObject({
  own: z.literal(true).describe("loans that the holder borrowed, alone or with others: everywhere"),
  spouse: z.boolean().describe("loans of the holder's spouse (昌吉)"),
  interestSubsidised: z
    .boolean()
    .describe("commercial loans whose interest the fund subsidises, 贴息贷款 (昌吉)"),
  guarantee: z.boolean().describe("loans that the holder guarantees (辽宁)"),
  ...cited,
})
export type LoanBar = z.infer<typeof LoanBar>

export const SubsidyPolicy = z.strictObject({
  contribution: z
    .strictObject({
      rate: Share.describe("of a year's own flexible contributions"),
      months: MonthCount.describe("continuous months that it asks"),
      ...cited,
    })
    .optional()
    .describe("of the year's own flexible contributions after so many continuous months, unused"),
  startingGrant: z
    .strictObject({
      amount: Money.describe("yuan, once"),
      months: MonthCount.describe("months paid before it is due"),
      categories: z
        .array(SubsidyCategory)
        .min(1)
        .max(4)
        .optional()
        .describe("who gets it; absent: every flexible contributor"),
      graduatedWithinYears: z
        .int()
        .min(1)
        .max(20)
        .optional()
        .describe("毕业不超过 so many years, for graduates"),
      ...cited,
    })
    .optional()
    .describe("paid once in life to a flexible contributor who begins"),
  interest: z
    .strictObject({ rate: Share.describe("of the interest credited on 30 June"), ...cited })
    .optional()
    .describe("of the year's interest on flexible money (苏州)"),
  unusedMoney: z
    .strictObject({
      rate: Share.describe("of the flexible money, once a year"),
      months: MonthCount.describe("months that it has lain in the account unused"),
      ...cited,
    })
    .optional()
    .describe("of flexible money that has not been used for so long (海南)"),
  stacking: z
    .strictObject({
      answer: z.enum(["all", "highest"]).describe("可叠加享受, or the highest only"),
      ...cited,
    })
    .optional()
    .describe("what holds when several are due"),
})
export type SubsidyPolicy = z.infer<typeof SubsidyPolicy>

interface Period {
  readonly from: string
  readonly to: string | undefined
}

/** True when two of the periods share a day. The last day belongs to a period. */
export const periodsOverlap = (periods: readonly Period[]): boolean => {
  const ordered = periods.toSorted((left, right) => left.from.localeCompare(right.from))
  return ordered.some((period, index) => {
    const next = ordered[index + 1]
    return next !== undefined && (period.to === undefined || period.to >= next.from)
  })
}

/** Every source id that a figure names, wherever it stands. */
const namedSources = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(namedSources)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "source" && typeof inner === "string" ? [inner] : namedSources(inner),
  )
}

type Refuse = (path: PropertyKey[], message: string, rule: "POL-001" | "POL-002") => void

const checkSources = (pack: { sources: readonly { id: string }[] }, refuse: Refuse): void => {
  const known = new Set(pack.sources.map(({ id }) => id))
  if (known.size !== pack.sources.length) refuse(["sources"], "two sources with one id", "POL-001")
  for (const id of new Set(namedSources(pack)))
    if (!known.has(id)) refuse(["sources"], `no source ${id}`, "POL-001")
}

const reversed = (period: { readonly validFrom: string; readonly validTo?: string | undefined }): boolean =>
  period.validTo !== undefined && period.validTo < period.validFrom

const checkPeriods = (
  pack: { loan?: LoanPolicy | undefined; transfer?: TransferPolicy | undefined },
  refuse: Refuse,
): void => {
  const liquidity = (pack.loan?.liquidity ?? []).map(({ validFrom, validTo }) => ({
    from: validFrom,
    to: validTo,
  }))
  if (periodsOverlap(liquidity)) refuse(["loan", "liquidity"], "overlapping days", "POL-002")
  const rules = pack.transfer?.counterparties ?? []
  if (pack.loan?.liquidity?.some(reversed) === true)
    refuse(["loan", "liquidity"], "ends before it begins", "POL-002")
  if (rules.some(reversed)) refuse(["transfer", "counterparties"], "ends before it begins", "POL-002")
  for (const centerId of new Set(rules.flatMap(({ centerIds }) => centerIds))) {
    const periods = rules.filter(({ centerIds }) => centerIds.includes(centerId))
    if (periodsOverlap(periods.map(({ validFrom, validTo }) => ({ from: validFrom, to: validTo }))))
      refuse(["transfer", "counterparties"], `two rules for ${centerId} on one day`, "POL-002")
  }
}

export const PolicyPack = z
  .strictObject({
    centerId: CenterId,
    effectiveFrom: LocalDate.describe("first day"),
    effectiveTo: LocalDate.optional().describe("last day; absent: until the next pack"),
    version: z.int().min(1).max(10_000).describe("of the pack with this first day"),
    sources: z.array(PolicySource).min(1).max(60).describe("the documents that the figures come from"),
    loan: LoanPolicy.optional().describe("what a loan quote applies"),
    transfer: TransferPolicy.optional().describe("who may transfer in and out"),
    contribution: ContributionPolicy.optional().describe("缴存基数 and 缴存比例"),
    loanBar: LoanBar.optional().describe("whose unsettled loans lock an account; absent: the holder's own"),
    subsidy: SubsidyPolicy.optional().describe("缴存补贴 for flexible contributors"),
    withdrawal: WithdrawalPolicy.optional().describe("what may be withdrawn; absent: the national rules"),
    flexible: FlexiblePolicy.optional().describe("灵活就业: joining, arrears, prepaid months"),
    services: ServicePolicy.optional().describe("办事指南; absent: the national list"),
  })
  .superRefine((pack, context) => {
    const refuse: Refuse = (path, message, rule) => {
      context.addIssue({ code: "custom", path, message, params: { rule } })
    }
    if (pack.effectiveTo !== undefined && pack.effectiveTo < pack.effectiveFrom)
      refuse(["effectiveTo"], "ends before it begins", "POL-002")
    checkSources(pack, refuse)
    checkPeriods(pack, refuse)
  })
  .meta({ id: "PolicyPack" })
export type PolicyPack = z.infer<typeof PolicyPack>

const LoanRate = z.strictObject({
  from: LocalDate,
  firstHome: z.boolean(),
  longestTermMonths: z.int().min(1).optional().describe("for terms up to this; absent: for longer ones"),
  yearlyRate: PositiveRatio,
  ...cited,
})
export type LoanRate = z.infer<typeof LoanRate>

/** 法定退休年龄 of one group: months later for every so many months of birth, up to a highest age. */
export const RetirementAge = z.strictObject({
  from: LocalDate.describe("first day of the rule"),
  sex: Sex,
  formerAge: z.union([z.literal(50), z.literal(55), z.literal(60)]).describe("原法定退休年龄, years"),
  firstBirth: Month.describe("month of birth of the first who retire a month later"),
  birthMonthsPerMonth: z.int().min(1).max(12).describe("months of birth that share one month of delay"),
  mostMonths: z.int().min(1).max(120).describe("months of delay at most"),
  ...cited,
})
export type RetirementAge = z.infer<typeof RetirementAge>

/** What holds in the whole country: interest rates by date, and transfer rules where no center rules otherwise. */
export const NationalRules = z
  .strictObject({
    version: z.int().min(1),
    sources: z.array(PolicySource).min(1).max(60),
    accountRates: z.array(z.strictObject({ from: LocalDate, yearlyRate: PositiveRatio, ...cited })).min(1),
    loanRates: z.array(LoanRate).min(1),
    loanCount: LoanCount.optional().describe("贷款次数 where no pack rules otherwise"),
    retirementAges: z.array(RetirementAge).max(30).optional().describe("渐进式延迟法定退休年龄"),
    transfer: TransferRules.optional(),
  })
  .superRefine((rules, context) => {
    checkSources(rules, (path, message, rule) => {
      context.addIssue({ code: "custom", path, message, params: { rule } })
    })
  })
export type NationalRules = z.infer<typeof NationalRules>

/** What the nation lets out of an account, where no center rules the purpose; apart, for loans have no use for it. */
export const NationalWithdrawals = z
  .strictObject({
    version: z.int().min(1),
    sources: z.array(PolicySource).min(1).max(60),
    withdrawal: WithdrawalPolicy,
  })
  .superRefine((rules, context) => {
    checkSources(rules, (path, message, rule) => {
      context.addIssue({ code: "custom", path, message, params: { rule } })
    })
  })
export type NationalWithdrawals = z.infer<typeof NationalWithdrawals>

/** 办事指南 of the matters of 跨省通办, where a center's pack has no entry of its own. */
export const NationalCatalogue = z
  .strictObject({
    version: z.int().min(1),
    sources: z.array(PolicySource).min(1).max(60),
    entries: z.array(CatalogueEntry).min(1).max(40),
  })
  .superRefine((catalogue, context) => {
    const refuse: Refuse = (path, message, rule) => {
      context.addIssue({ code: "custom", path, message, params: { rule } })
    }
    if (new Set(catalogue.entries.map(({ matter }) => matter)).size !== catalogue.entries.length)
      refuse(["entries"], "a matter twice", "POL-002")
    checkSources(catalogue, refuse)
  })
export type NationalCatalogue = z.infer<typeof NationalCatalogue>
