import type { Segment } from "../../../contracts/accounts.ts"
import type { ContributorType, LocalDate, Money, PersonRef } from "../../../contracts/primitives.ts"
import {
  WITHDRAWAL_PURPOSES,
  type MoneyByType,
  type WithdrawalDetails,
  type WithdrawalJudgment,
  type WithdrawalStep,
  type WithdrawalVerdict,
} from "../../../contracts/withdrawals.ts"
import type { AccountRecord, PersonRecord } from "../account/account-record.ts"
import { loanBarsOf } from "../loan-registry/loan-bar.ts"
import {
  compareMoney,
  isZeroMoney,
  leastMoney,
  subtractMoney,
  sumForLimit,
  zeroMoney,
} from "../money/money.ts"
import { atMost, contributorTypes, nothing, onlyParts, partsOfBalance, totalOf } from "./parts-of-balance.ts"
import { accountSteps } from "./withdrawal-account.ts"
import { conditionsOf, loanStep, monthsSteps, type RuleQuestion } from "./withdrawal-conditions.ts"
import { closesByNature } from "./withdrawal-figures.ts"
import { costStep, limitsOf } from "./withdrawal-limits.ts"
import { lessTaken, openTaken } from "./withdrawal-ledger.ts"
import type { HousingFact, WithdrawalLedger } from "./withdrawal-record.ts"
import { rulesForParts, type RuleForParts, type WithdrawalRulesInForce } from "./withdrawal-rules-of.ts"
import { sharedTotalSteps } from "./withdrawal-shared-total.ts"
import { stepOf } from "./withdrawal-step.ts"
import { loanLock } from "./withdrawal-toward-loan.ts"

export interface WithdrawalQuestion {
  readonly details: WithdrawalDetails
  /** What is asked for; absent: how much may leave. */
  readonly amount?: Money | undefined
  /** The day whose rules hold. */
  readonly on: LocalDate
  /** The day on which money would leave, where that is later: holds bar on either. Absent: the same day. */
  readonly today?: LocalDate | undefined
}

/** All that the hub knows of a withdrawal; read before, judged without any further look. */
export interface WithdrawalFacts {
  readonly account: AccountRecord
  /** The holder. */
  readonly person: PersonRecord
  readonly segments: readonly Segment[]
  readonly ledger?: WithdrawalLedger | undefined
  readonly rules: WithdrawalRulesInForce
  /** The housing fact that the details name, and what is known of it; absent: they name none. */
  readonly housing?: {
    readonly fact: string
    readonly total: Money
    readonly principalRef: PersonRef
    readonly known?: HousingFact | undefined
  }
  /** The case that is judged: what it has taken and used itself does not stand in its own way. */
  readonly caseId?: string | undefined
}

/** What the rule of some parts lets out of them. */
interface Share {
  readonly cited: RuleForParts
  readonly steps: readonly WithdrawalStep[]
  readonly verdict: WithdrawalVerdict
  readonly most: MoneyByType
  /** What of it leaves by the rule itself; the home center decides on more. */
  readonly direct: MoneyByType
}

type Shares = Pick<Share, "steps" | "most" | "direct">

/** The first no decides; without one, whatever nobody decided is the home center's. */
const verdictOf = (steps: readonly WithdrawalStep[]): WithdrawalVerdict =>
  steps.some(({ verdict }) => verdict === "notAllowed")
    ? "notAllowed"
    : steps.some(({ verdict }) => verdict === "homeDecides")
      ? "homeDecides"
      : "allowed"

const shareOf = (
  question: RuleQuestion,
  ledger: WithdrawalLedger | undefined,
  balance: MoneyByType,
): Share => {
  const { cited, details, on } = question
  const available = onlyParts(balance, cited.parts)
  const asked = conditionsOf(question)
  if (verdictOf(asked) === "notAllowed")
    return { cited, steps: asked, verdict: "notAllowed", most: nothing, direct: nothing }
  const limits = limitsOf({ cited, details, on, ledger, available })
  const steps = [...asked, ...limits.steps]
  return {
    cited,
    steps,
    verdict: verdictOf(steps),
    most: atMost(limits.most, available),
    direct: atMost(limits.direct, available),
  }
}

const partNames: Record<ContributorType, { readonly zh: string; readonly en: string }> = {
  employee: { zh: "单位缴存部分", en: "employee money" },
  flexible: { zh: "灵活就业缴存部分", en: "flexible money" },
}

/** Money that its own rule keeps while the rest may leave: told as a limit, for it decides nothing. */
const keptStep = ({ cited, steps }: Share, rest: Money): WithdrawalStep | undefined => {
  const no = steps.find(({ verdict }) => verdict === "notAllowed")
  if (no === undefined) return undefined
  const names = cited.parts.map((part) => partNames[part])
  return {
    ...no,
    verdict: "allowed",
    limit: rest,
    zh: `${names.map(({ zh }) => zh).join("和")}不可提取：${no.zh}`,
    en: `${names.map(({ en }) => en).join(" and ")} stays: ${no.en}`,
  }
}

const addMoney = (parts: readonly MoneyByType[]): MoneyByType => ({
  employee: sumForLimit(parts.map(({ employee }) => employee)),
  flexible: sumForLimit(parts.map(({ flexible }) => flexible)),
})

/** One share where there is money, or a rule would let it out, decides; another that keeps its money only limits. */
const joined = (shares: readonly Share[]): Shares => {
  const open = shares.filter(({ verdict }) => verdict !== "notAllowed")
  if (open.length === 0) return { steps: shares[0]?.steps ?? [], most: nothing, direct: nothing }
  const most = addMoney(open.map((share) => share.most))
  const kept = shares.filter(({ verdict }) => verdict === "notAllowed")
  return {
    steps: [
      ...open.flatMap(({ steps }) => steps),
      ...kept.flatMap((share) => keptStep(share, totalOf(most)) ?? []),
    ],
    most,
    direct: addMoney(open.map((share) => share.direct)),
  }
}

/** Purposes that only flexible money has, whoever rules them. */
const partsOfPurpose = ({ purpose }: WithdrawalDetails): readonly ContributorType[] =>
  purpose === "flexibleFree" || purpose === "flexibleExit" ? ["flexible"] : contributorTypes

const noRuleStep = stepOf("WDR-008", "homeDecides", {
  zh: "缴存地政策和国家规定均未规定此用途，由缴存地判断",
  en: "neither the home center's rules nor the nation's speak of the purpose; the home center judges",
})

/** Which money leaves, by the rules that speak of it. */
const sharesOf = (
  cited: readonly RuleForParts[],
  question: Omit<RuleQuestion, "cited">,
  ledger: WithdrawalLedger | undefined,
  balance: MoneyByType,
): Shares => {
  if (cited.length === 0) {
    const loan = loanStep(question)
    return { steps: [noRuleStep, ...(loan === undefined ? [] : [loan])], most: balance, direct: balance }
  }
  const all = cited.map((one) => shareOf({ ...question, cited: one }, ledger, balance))
  const withMoney = all.filter(({ cited: { parts } }) => !isZeroMoney(totalOf(onlyParts(balance, parts))))
  return joined(withMoney.length === 0 ? all : withMoney)
}

/** Whatever the rules let out, the cost of the thing is a limit of its own, and nobody raises it. */
const withinCost = (shares: Shares, details: WithdrawalDetails): Shares => {
  const step = costStep(details)
  if (step?.limit === undefined) return shares
  return {
    steps: [...shares.steps, step],
    most: atMost(step.limit, shares.most),
    direct: atMost(step.limit, shares.direct),
  }
}

const withoutCase = (
  ledger: WithdrawalLedger | undefined,
  caseId: string | undefined,
): WithdrawalLedger | undefined =>
  ledger === undefined || caseId === undefined
    ? ledger
    : { ...ledger, entries: ledger.entries.filter((entry) => entry.caseId !== caseId) }

/** What is there at all is the last limit; what is asked for above it is refused by the limit that is least. */
const balanceSteps = (
  most: Money,
  amount: Money | undefined,
  overRule: "WDR-001" | "WDR-002",
): readonly WithdrawalStep[] => {
  if (isZeroMoney(most))
    return [
      stepOf(
        overRule,
        "notAllowed",
        { zh: "没有可提取的余额", en: "nothing is left that may be withdrawn" },
        { limit: most },
      ),
    ]
  const over = amount !== undefined && compareMoney(amount, most) > 0
  const text = { zh: "提取金额不超过可提取部分", en: "the amount is within the part that may be withdrawn" }
  return [stepOf(over ? overRule : "WDR-001", over ? "notAllowed" : "allowed", text, { limit: most })]
}

/** More than a cap that papers or the family raise: the home center looks at them. */
const aboveSteps = (direct: Money, most: Money, amount: Money | undefined): readonly WithdrawalStep[] =>
  compareMoney(leastMoney(amount ?? most, most), direct) <= 0
    ? []
    : [
        stepOf(
          "WDR-019",
          "homeDecides",
          { zh: "超过限额的部分由缴存地判断", en: "the home center decides on what is above the limit" },
          { limit: direct },
        ),
      ]

/** The federation version, where one of its rules was applied. */
const federationUsed = (
  { agreed }: WithdrawalRulesInForce,
  cited: readonly RuleForParts[],
): Pick<WithdrawalJudgment, "federation"> =>
  agreed !== undefined && cited.some(({ rule }) => agreed.rules.some((one) => one.rule === rule))
    ? { federation: agreed.federation }
    : {}

/**
 * Whether, and how much, money may leave an account: the account and its holds, the rule of the home center or the
 * nation with its conditions, its limits, the cost, the total that a family shares, and what is there. In that order;
 * each rule is told, and the first no decides.
 */
export const judgeWithdrawal = (
  { details, amount, on, today = on }: WithdrawalQuestion,
  given: WithdrawalFacts,
): WithdrawalJudgment => {
  const facts = { ...given, ledger: withoutCase(given.ledger, given.caseId) }
  const { account, person, segments, ledger, rules } = facts
  const loans = loanBarsOf(person, rules.loanBar)
  const cited = rulesForParts(rules, details, account.contributorType)
  const closesAccount = closesByNature(details) || cited.some(({ rule }) => rule.closesAccount === true)
  const there = lessTaken(partsOfBalance(segments), openTaken(ledger))
  const forPurpose = onlyParts(there, partsOfPurpose(details))
  const lock = loanLock({ details, facts, loans, closesAccount, there: forPurpose })

  const asked = [
    ...accountSteps({ account, details, on, today, closesAccount, lock, caseId: facts.caseId }),
    ...lock.steps,
    ...monthsSteps(details, ledger),
  ]
  const balance = onlyParts(forPurpose, lock.openParts)
  // An account with money of the other kind lives on: 昌吉 二(二)7 pays the flexible part only.
  const ruled = cited.length === 0 ? contributorTypes : cited.flatMap(({ parts }) => parts)
  const staying = subtractMoney(totalOf(there), totalOf(onlyParts(forPurpose, ruled)))
  const byRule = sharesOf(cited, { details, on, today, facts, loans }, ledger, balance)
  const shares = withinCost(byRule, details)
  const shared = sharedTotalSteps(facts)
  const before = [...asked, ...shares.steps, ...shared.steps]
  const barred = verdictOf(before) === "notAllowed"
  const most = barred ? nothing : shared.left === undefined ? shares.most : atMost(shared.left, shares.most)
  const sharedDecides = shared.left !== undefined && compareMoney(shared.left, totalOf(shares.most)) < 0
  const steps = barred
    ? before
    : [
        ...before,
        ...aboveSteps(totalOf(shares.direct), totalOf(most), amount),
        ...balanceSteps(totalOf(most), amount, sharedDecides ? "WDR-002" : "WDR-001"),
      ]
  const { reason } = WITHDRAWAL_PURPOSES[details.purpose]
  return {
    verdict: verdictOf(steps),
    // What goes to the loan is a repayment, whatever it was asked for.
    withdrawalReason: lock.onlyTowardLoan ? "06" : reason,
    mostAmount: barred ? zeroMoney : totalOf(most),
    most,
    closesAccount: closesAccount && isZeroMoney(staying),
    onlyTowardLoan: lock.onlyTowardLoan,
    evidence: [...new Set(cited.flatMap(({ rule }) => rule.evidence ?? []))],
    steps,
    ...(rules.policy === undefined ? {} : { policy: rules.policy }),
    ...federationUsed(rules, cited),
  }
}
