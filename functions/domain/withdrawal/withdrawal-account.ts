import type { Hold } from "../../../contracts/accounts.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import type { WithdrawalDetails, WithdrawalStep } from "../../../contracts/withdrawals.ts"
import { holdStands, isOpen, type AccountRecord } from "../account/account-record.ts"
import { dayToHaveCome } from "./withdrawal-figures.ts"
import { metOrNot, stepOf } from "./withdrawal-step.ts"
import type { LoanLock } from "./withdrawal-toward-loan.ts"

interface AccountQuestion {
  readonly account: AccountRecord
  readonly details: WithdrawalDetails
  readonly on: LocalDate
  readonly today: LocalDate
  readonly closesAccount: boolean
  readonly lock: LoanLock
  /** The case that is judged; the hold that it has put itself does not bar it. */
  readonly caseId: string | undefined
}

/**
 * A court's hold freezes the account (06), an outgoing transfer takes all of it; of the others their scope says what
 * they bar. A loan mark is looked at apart: it lets the repayment through.
 */
const bars = ({ ground, scope }: Hold, closesAccount: boolean): boolean => {
  switch (ground) {
    case "judicial":
    case "transferOut":
      return true
    case "loanMark":
      return false
    case "incoming":
    case "certificate":
    case "withdrawal":
    case "other":
      return scope.includes("withdrawal") || (closesAccount && scope.includes("closing"))
  }
}

const ruleOf = ({ ground }: Hold): RuleId => {
  switch (ground) {
    case "judicial":
      return "ACC-006"
    case "transferOut":
      return "ACC-005"
    case "incoming":
      return "ACC-004"
    case "certificate":
      return "LON-009"
    case "withdrawal":
      return "WDR-005"
    case "loanMark":
    case "other":
      return "WDR-006"
  }
}

const standsOnEither = (hold: Hold, { on, today }: AccountQuestion): boolean =>
  holdStands(hold, on) || holdStands(hold, today)

const holdSteps = (question: AccountQuestion): readonly WithdrawalStep[] => {
  const { account, closesAccount, caseId } = question
  const barring = account.holds.filter(
    (hold) =>
      standsOnEither(hold, question) &&
      bars(hold, closesAccount) &&
      (caseId === undefined || hold.caseId !== caseId),
  )
  if (barring.length === 0)
    return [stepOf("WDR-006", "allowed", { zh: "账户无提取限制", en: "no hold bars a withdrawal" })]
  return [...new Set(barring.map(ruleOf))].map((rule) =>
    stepOf(rule, "notAllowed", {
      zh: "账户存在限制，不得提取",
      en: "a hold on the account bars the withdrawal",
    }),
  )
}

/** The mark of an off-site loan: nothing leaves but for that loan, and the account is not closed. */
const markSteps = (question: AccountQuestion): readonly WithdrawalStep[] => {
  const { account, details, closesAccount, lock } = question
  const marks = account.holds.filter((hold) => hold.ground === "loanMark" && standsOnEither(hold, question))
  if (marks.length === 0) return []
  const byHandOnly = marks.every(({ caseId }) => caseId === undefined)
  const serves =
    lock.repaysOwnLoan || lock.onlyTowardLoan || (byHandOnly && details.purpose === "loanRepayment")
  return [
    stepOf("WDR-007", metOrNot(serves && !closesAccount), {
      zh: "有异地贷款标识，仅可提取用于偿还该贷款",
      en: "the account is marked: money leaves for the repayment of that loan only",
    }),
  ]
}

/** What the account itself says, and whether what is withdrawn for has happened. */
export const accountSteps = (question: AccountQuestion): readonly WithdrawalStep[] => {
  const { account, details, on } = question
  const day = dayToHaveCome(details)
  return [
    stepOf("WDR-022", metOrNot(isOpen(account)), { zh: "账户未销户", en: "the account is open" }),
    ...holdSteps(question),
    ...markSteps(question),
    ...(day === undefined
      ? []
      : [
          stepOf("WDR-009", metOrNot(day <= on), {
            zh: "提取所依据的事实已经发生",
            en: "what is withdrawn for has happened",
          }),
        ]),
  ]
}
