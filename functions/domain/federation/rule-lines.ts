import { namesOf } from "../../../contracts/names-of.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { MATTERS } from "../../../contracts/service-codes.ts"
import type { CatalogueEntry } from "../../../contracts/service-catalogue.ts"
import type { WithdrawalRule } from "../../../contracts/withdrawal-policies.ts"
import { WITHDRAWAL_PURPOSES } from "../../../contracts/withdrawals.ts"
import { canonicalJson } from "../policies/canonical-json.ts"

/** One rule of a pack, for one situation, as text that can be compared with another center's. */
export interface RuleLine {
  readonly rule: string
  readonly situation?: string
  readonly zh: string
  readonly en: string
  /** Canonical JSON, without source and clause: two centers that say the same need not cite the same. */
  readonly value: string
  readonly source?: string
  readonly clause?: string
}

interface RuleName {
  readonly zh: string
  readonly en: string
}

const name = (zh: string, en: string): RuleName => ({ zh, en })

/** The parts of a pack that are one rule each. */
const ruleNames = {
  transfer: {
    inboundMonths: name("转入前缴存月数", "months paid before a transfer in"),
    outboundSealedMonths: name("转出前封存月数", "months sealed before a transfer out"),
    unsettledLoan: name("有未结清贷款时转出", "transfer out with an unsettled loan"),
    guarantee: name("为他人担保时转出", "transfer out of a guarantor"),
    judicialHold: name("司法冻结时转出", "transfer out under a court's hold"),
  },
  contribution: {
    monthlyBase: name("缴存基数上下限", "limits of the contribution base"),
    employeeRate: name("单位缴存比例", "rates of unit and employee"),
    flexibleRate: name("灵活就业缴存比例", "rates of flexible contributors"),
    flexibleMonthly: name("灵活就业月缴存额", "monthly amount of flexible contributors"),
  },
  loan: {
    caps: name("贷款最高额度", "caps of a loan"),
    bonuses: name("额度上浮", "what raises a cap"),
    bonusStacking: name("上浮是否叠加", "whether bonuses add up"),
    ceilings: name("上浮后最高额度", "ceilings over all bonuses"),
    liquidity: name("流动性调节系数", "liquidity factor"),
    base: name("缴存测算", "what contributions carry"),
    repayment: name("还款能力", "repayment share"),
    loanToValue: name("贷款成数", "share of the price"),
    eligibleMonths: name("贷款缴存月数", "months paid before a loan"),
    normalStatus: name("贷款账户状态", "account status for a loan"),
    latestAge: name("贷款最大年龄", "latest age of a borrower"),
    longestTermMonths: name("贷款最长期限", "longest term"),
    loanCount: name("贷款次数", "loans in life"),
  },
  flexible: {
    joining: name("灵活就业参加条件", "who may join as a flexible contributor"),
    arrears: name("欠缴停缴", "arrears of flexible contributors"),
    prepaidRemainder: name("预缴余额", "prepaid months that are left"),
  },
  subsidy: {
    contribution: name("缴存补贴", "contribution subsidy"),
    startingGrant: name("一次性补贴", "starting grant"),
    interest: name("利息补贴", "interest subsidy"),
    unusedMoney: name("未使用资金补贴", "subsidy of unused money"),
    stacking: name("补贴是否叠加", "whether subsidies add up"),
  },
} as const satisfies { readonly [Section in keyof PolicyPack]?: Readonly<Record<string, RuleName>> }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const textOf = (value: unknown): { readonly text?: string } =>
  typeof value === "string" ? { text: value } : {}

/** Source and clause stand beside every figure; they are no part of what is compared. */
const withoutCitation = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutCitation)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "source" && key !== "clause" && key !== "ownSources")
      .map(([key, inner]) => [key, withoutCitation(inner)]),
  )
}

/** The document of the rule, or of the first figure in it. */
const citationOf = (value: unknown): Pick<RuleLine, "source" | "clause"> => {
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (!isObject(first)) return {}
  const [source, clause] = [textOf(first["source"]).text, textOf(first["clause"]).text]
  return {
    ...(source === undefined ? {} : { source }),
    ...(clause === undefined ? {} : { clause }),
  }
}

const lineOf = (rule: string, { zh, en }: RuleName, value: unknown, situation?: string): RuleLine => ({
  rule,
  ...(situation === undefined ? {} : { situation }),
  zh,
  en,
  value: canonicalJson(withoutCitation(value)),
  ...citationOf(value),
})

const sectionLines = (pack: PolicyPack): readonly RuleLine[] =>
  namesOf(ruleNames).flatMap((section) => {
    const rules: Readonly<Record<string, unknown>> = pack[section] ?? {}
    return Object.entries<RuleName>(ruleNames[section]).flatMap(([key, label]) =>
      rules[key] === undefined ? [] : [lineOf(`${section}.${key}`, label, rules[key])],
    )
  })

const holdsOn = ({ validFrom, validTo }: WithdrawalRule, on: LocalDate): boolean =>
  (validFrom === undefined || validFrom <= on) && (validTo === undefined || on <= validTo)

/** The days of a rule say when, not what. */
export const withdrawalLine = ({ validFrom: _from, validTo: _to, ...rule }: WithdrawalRule): RuleLine => {
  const { part, contributorType, housing } = rule
  const scope = [part, contributorType, housing].filter((one) => one !== undefined)
  const label = WITHDRAWAL_PURPOSES[rule.purpose]
  return lineOf(
    "withdrawal.rules",
    name(`提取：${label.zh}`, `withdrawal: ${label.en}`),
    rule,
    [rule.purpose, ...scope].join("/"),
  )
}

/** A matter: what holds for all of it, and each situation with its conditions and papers. */
export const matterLines = (entry: CatalogueEntry): readonly RuleLine[] => {
  const { matter, modes, legs, situations, source, clause } = entry
  const label = MATTERS[matter]
  const cited = { source, clause }
  return [
    lineOf(
      "services.entries",
      name(`通办：${label.zh}`, `service: ${label.en}`),
      { modes: modes.toSorted(), legs, ...cited },
      matter,
    ),
    ...situations.map((situation) =>
      lineOf(
        "services.entries",
        name(`通办：${label.zh}（${situation.zh}）`, `service: ${label.en} (${situation.en})`),
        { ...cited, ...situation },
        `${matter}/${situation.situation}`,
      ),
    ),
  ]
}

/** All that a pack rules on a day, line by line. */
export const ruleLinesOf = (pack: PolicyPack, on: LocalDate): readonly RuleLine[] => [
  ...sectionLines(pack),
  ...(pack.loanBar === undefined
    ? []
    : [lineOf("loanBar", name("未结清贷款锁定范围", "whose loans lock an account"), pack.loanBar)]),
  ...(pack.withdrawal?.rules ?? []).filter((rule) => holdsOn(rule, on)).map(withdrawalLine),
  ...(pack.services?.entries ?? []).flatMap(matterLines),
  ...(pack.services?.notOffered ?? []).map((line) =>
    lineOf(
      "services.notOffered",
      name(`不通办：${MATTERS[line.matter].zh}`, `not offered: ${MATTERS[line.matter].en}`),
      line,
      line.matter,
    ),
  ),
]
