import * as z from "zod"
import { CenterId, ContributorType, LocalDate, Money } from "./primitives.ts"

/**
 * A center's rules as data. Every figure names the source it was taken from; a figure that no source gives is left
 * out, and what would have used it says that it did not apply the rule.
 */

const SourceId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/)

export const PolicySource = z.strictObject({
  id: SourceId.describe("what the figures of this pack refer to"),
  title: z.string().min(1).max(200),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("absent only when the document has no public address"),
  on: LocalDate.describe("the day on which the source was read"),
  via: z
    .string()
    .max(120)
    .optional()
    .describe("the collection it was read through, when not at its own address"),
})
export type PolicySource = z.infer<typeof PolicySource>

/** What stands beside every figure. */
const cited = { source: SourceId, clause: z.string().min(1).max(200).optional() }

/** A plain positive ratio: "0.60" for 60 %, "25" for 25 times. No sign, so nothing negative can be written. */
export const PositiveRatio = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?$/)
  .refine((text) => /[1-9]/.test(text), { message: "zero" })
export type PositiveRatio = z.infer<typeof PositiveRatio>

/** A share of something: above 0, at most 1. */
const Share = PositiveRatio.refine((text) => Number(text) <= 1, { message: "more than the whole" })

const MonthCount = z.int().min(0).max(600)

/** 灵活就业缴存方式: month by month, a year in one sum (趸缴), or freely (自由缴存). */
export const Cadence = z.enum(["monthly", "lumpSum", "free"])
export type Cadence = z.infer<typeof Cadence>

/** What applicants may state that some centers give more for. */
export const Circumstance = z.enum([
  "talent",
  "graduate",
  "postgraduate",
  "youth",
  "newCitizen",
  "military",
  "greenBuilding",
  "prefabricatedBuilding",
  "highQualityHome",
  "affordableHome",
  "completedHome",
  "tradeIn",
  "supplementary",
])
export type Circumstance = z.infer<typeof Circumstance>

/** Conditions of a figure; all that are written must hold, none written always holds. */
export const PolicyCondition = z.strictObject({
  applicantsAtLeast: z.int().min(1).max(10).optional(),
  applicantsAtMost: z.int().min(1).max(10).optional(),
  childrenAtLeast: z.int().min(1).max(10).optional(),
  firstHome: z.boolean().optional(),
  contributorType: ContributorType.optional().describe("employee when any applicant pays through a unit"),
  monthsAtLeast: MonthCount.optional().describe("cumulative months of the first applicant"),
  circumstance: Circumstance.optional(),
})
export type PolicyCondition = z.infer<typeof PolicyCondition>

const when = { when: PolicyCondition.optional() }

const CapRule = z.strictObject({ ...when, amount: Money.describe("yuan"), ...cited })

const CapBonus = z.strictObject({
  ...when,
  change: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("add"), amount: Money.describe("yuan added to the cap") }),
    z.strictObject({
      kind: z.literal("raise"),
      by: PositiveRatio.describe('"0.30": 30 % of the cap on top'),
    }),
  ]),
  ...cited,
})

const BalanceMultiple = z.strictObject({
  contributorType: ContributorType,
  cadence: Cadence.optional().describe("only for flexible contributors who pay in this way"),
  accountKind: z.enum(["basic", "supplementary"]).describe("whose balance is multiplied"),
  firstHome: z.boolean().optional(),
  multiple: PositiveRatio,
  ...cited,
})
export type BalanceMultiple = z.infer<typeof BalanceMultiple>

const DepositMonths = z.strictObject({
  contributorType: ContributorType,
  coefficient: PositiveRatio.describe("存贷系数 of each deposit and month that it has been held"),
  ...cited,
})

const TimeCoefficient = z.strictObject({ monthsAtLeast: MonthCount, coefficient: PositiveRatio, ...cited })

/** What the contributions of the applicants carry: balances times a multiple, deposits by months, or years. */
const LoanBase = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("contributions"),
    merge: z.enum(["bySegment", "byPresentType"]).describe("each segment's own multiple, or today's for all"),
    measure: z
      .enum(["balance", "meanBalance"])
      .describe("today's balance, or the mean of the last twelve months"),
    multiples: z.array(BalanceMultiple).max(20),
    depositMonths: z.array(DepositMonths).max(4).optional(),
    timeCoefficients: z.array(TimeCoefficient).max(20).optional(),
    leastBalance: z
      .strictObject({ amount: Money, ...cited })
      .optional()
      .describe("less is counted as this"),
    leastAmount: z
      .strictObject({ amount: Money, ...cited })
      .optional()
      .describe("the base is at least this (保底)"),
  }),
  z.strictObject({
    kind: z.literal("years"),
    perYear: z
      .array(z.strictObject({ ...when, amount: Money, ...cited }))
      .min(1)
      .max(10),
  }),
])

const EligibleMonths = z
  .strictObject({
    contributorType: ContributorType,
    cadence: Cadence.optional(),
    consecutive: MonthCount.optional(),
    cumulative: MonthCount.optional(),
    sinceOpening: MonthCount.optional().describe("months since the first contribution, paid or not"),
    ...cited,
  })
  .refine(
    (row) => row.consecutive !== undefined || row.cumulative !== undefined || row.sinceOpening !== undefined,
    {
      message: "no figure",
    },
  )

export const LoanRuleName = z.enum([
  "cap",
  "cap-bonus",
  "cap-ceiling",
  "liquidity",
  "base",
  "base-least-balance",
  "base-least-amount",
  "time-coefficient",
  "repayment",
  "loan-to-value",
  "price",
  "rate",
  "consecutive-months",
  "cumulative-months",
  "months-since-opening",
  "normal-status",
  "latest-age",
  "longest-term",
])
export type LoanRuleName = z.infer<typeof LoanRuleName>

export const LoanPolicy = z.strictObject({
  caps: z.array(CapRule).max(40).optional().describe("the highest that fits the applicants counts"),
  bonuses: z.array(CapBonus).max(40).optional(),
  bonusStacking: z.enum(["all", "highest"]).optional().describe("highest when the source does not say"),
  ceilings: z
    .array(CapRule)
    .max(10)
    .optional()
    .describe("what bonuses cannot pass; the highest that fits counts"),
  liquidity: z
    .array(
      z.strictObject({
        factor: PositiveRatio,
        validFrom: LocalDate,
        validTo: LocalDate.optional(),
        ...cited,
      }),
    )
    .max(40)
    .optional()
    .describe("流动性系数 on the cap; a day between two periods has none"),
  base: LoanBase.optional(),
  repayment: z
    .strictObject({
      share: Share,
      of: z.enum(["income", "contributionBase"]),
      counts: z.enum(["payment", "allDebt"]).describe("allDebt: other monthly debt uses up the share first"),
      ...cited,
    })
    .optional(),
  loanToValue: z
    .array(z.strictObject({ ...when, share: Share, ...cited }))
    .max(10)
    .optional(),
  eligibleMonths: z.array(EligibleMonths).max(10).optional(),
  normalStatus: z
    .strictObject({ ...cited })
    .optional()
    .describe("the account must be 01 on the day"),
  latestAge: z
    .array(z.strictObject({ sex: z.enum(["female", "male"]), age: z.int().min(50).max(80), ...cited }))
    .max(2)
    .optional(),
  longestTermMonths: z.strictObject({ months: z.int().min(12).max(480), ...cited }).optional(),
  withoutFigure: z
    .array(
      z.strictObject({
        rule: LoanRuleName,
        zh: z.string().min(1).max(100),
        en: z.string().min(1).max(100),
        ...cited,
      }),
    )
    .max(20)
    .optional()
    .describe("rules that a source names without a usable figure; the quote lists them as not applied"),
})
export type LoanPolicy = z.infer<typeof LoanPolicy>

const months = z.strictObject({ months: MonthCount, ...cited })
const bar = z.strictObject({ answer: z.enum(["refuse", "allow"]), ...cited })

/** Who may transfer. A key that is absent is not ruled here. */
const transferRuleShape = {
  inboundMonths: months.optional().describe("months paid at the transfer-in center before it may ask"),
  outboundSealedMonths: months.optional().describe("months that the old account has been sealed"),
  unsettledLoan: bar.optional(),
  guarantee: bar.optional(),
  judicialHold: bar.optional(),
}
export const TransferRules = z.strictObject(transferRuleShape)
export type TransferRules = z.infer<typeof TransferRules>

export const CounterpartyRules = z.strictObject({
  centerIds: z.array(CenterId).min(1).max(700),
  overrides: TransferRules,
  validFrom: LocalDate,
  validTo: LocalDate.optional().describe("last day"),
  ...cited,
})
export type CounterpartyRules = z.infer<typeof CounterpartyRules>

export const TransferPolicy = z.strictObject({
  ...transferRuleShape,
  counterparties: z.array(CounterpartyRules).max(100).optional(),
})
export type TransferPolicy = z.infer<typeof TransferPolicy>

const moneyRange = z.strictObject({ least: Money.optional(), most: Money.optional(), ...cited })
const shareRange = z.strictObject({ least: Share, most: Share, ...cited })

export const ContributionPolicy = z.strictObject({
  monthlyBase: moneyRange.optional().describe("缴存基数 a month, yuan"),
  employeeRate: shareRange.optional().describe("of unit and employee, each"),
  flexibleRate: shareRange.optional().describe("whole rate of a flexible contributor"),
  flexibleMonthly: moneyRange.optional().describe("月缴存额 of a flexible contributor, yuan"),
})
export type ContributionPolicy = z.infer<typeof ContributionPolicy>

export const SubsidyPolicy = z.strictObject({
  contribution: z
    .strictObject({ rate: Share, months: MonthCount, ...cited })
    .optional()
    .describe("of the year's own flexible contributions after so many continuous months"),
  startingGrant: z.strictObject({ amount: Money, months: MonthCount, ...cited }).optional(),
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
  for (const { validFrom, validTo } of [...rules, ...(pack.loan?.liquidity ?? [])])
    if (validTo !== undefined && validTo < validFrom) refuse(["transfer"], "ends before it begins", "POL-002")
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
    sources: z.array(PolicySource).min(1).max(60),
    loan: LoanPolicy.optional(),
    transfer: TransferPolicy.optional(),
    contribution: ContributionPolicy.optional(),
    subsidy: SubsidyPolicy.optional(),
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

/** What holds in the whole country: interest rates by date, and transfer rules where no center rules otherwise. */
export const NationalRules = z
  .strictObject({
    version: z.int().min(1),
    sources: z.array(PolicySource).min(1).max(60),
    accountRates: z.array(z.strictObject({ from: LocalDate, yearlyRate: PositiveRatio, ...cited })).min(1),
    loanRates: z.array(LoanRate).min(1),
    transfer: TransferRules.optional(),
  })
  .superRefine((rules, context) => {
    checkSources(rules, (path, message, rule) => {
      context.addIssue({ code: "custom", path, message, params: { rule } })
    })
  })
export type NationalRules = z.infer<typeof NationalRules>

/** SHA-256 of the canonical JSON of a pack, lower-case hexadecimal. */
export const PolicyHash = z.string().regex(/^[0-9a-f]{64}$/)
export type PolicyHash = z.infer<typeof PolicyHash>

export const PolicyReference = z
  .strictObject({ centerId: CenterId, effectiveFrom: LocalDate, version: z.int().min(1), hash: PolicyHash })
  .meta({ id: "PolicyReference" })
export type PolicyReference = z.infer<typeof PolicyReference>

/** Answer of PUT /v1/policies/{effectiveFrom}. */
export const PolicyState = PolicyReference.extend({ effectiveTo: LocalDate.optional() }).meta({
  id: "PolicyState",
})
export type PolicyState = z.infer<typeof PolicyState>
