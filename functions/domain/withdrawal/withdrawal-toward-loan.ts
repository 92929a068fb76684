import type { ContributorType } from "../../../contracts/primitives.ts"
import type { MoneyByType, WithdrawalDetails, WithdrawalStep } from "../../../contracts/withdrawals.ts"
import { isUnsettled, sameLoan, type LoanLine, type LoanName } from "../loan-registry/loan-record.ts"
import { isZeroMoney } from "../money/money.ts"
import type { WithdrawalFacts } from "./judge-withdrawal.ts"
import { contributorTypes, onlyParts, totalOf } from "./parts-of-balance.ts"
import { locksOf } from "./withdrawal-rules-of.ts"
import { metOrNot, stepOf } from "./withdrawal-step.ts"

/** Which money a running loan keeps for itself, and whether this withdrawal goes to it. */
export interface LoanLock {
  readonly steps: readonly WithdrawalStep[]
  /** The money that may leave for what is asked. */
  readonly openParts: readonly ContributorType[]
  readonly onlyTowardLoan: boolean
  /** The withdrawal repays a loan of the holder that runs, as a mark on the account asks. */
  readonly repaysOwnLoan: boolean
}

interface LockQuestion {
  readonly details: WithdrawalDetails
  readonly facts: WithdrawalFacts
  readonly loans: readonly LoanLine[]
  readonly closesAccount: boolean
  /** What could leave for the purpose if no loan ran. */
  readonly there: MoneyByType
}

/** The loan of the fund that a withdrawal repays. */
const repaidLoan = (details: WithdrawalDetails): LoanName | undefined =>
  details.purpose === "loanRepayment" && details.lender.kind === "hpf" ? details.lender : undefined

/** A loan of the fund that the holder bears no part of is not for the hub to know: the home center looks. */
const registeredStep = (repaid: LoanName, loans: readonly LoanLine[]): WithdrawalStep =>
  loans.some((line) => sameLoan(line, repaid))
    ? stepOf("WDR-021", "allowed", {
        zh: "所偿还的公积金贷款已登记",
        en: "the loan of the fund that is repaid is registered",
      })
    : stepOf("WDR-021", "homeDecides", {
        zh: "所偿还的公积金贷款未登记在本人名下，由缴存地核实",
        en: "the loan that is repaid is not registered as the holder's; the home center verifies it",
      })

/**
 * 晋城 三(五), 辽宁 七: while a loan runs, the money that a rule names leaves for its repayment only. A guarantee is
 * no debt of one's own: it bars closing where the policy says so, and directs no money.
 */
export const loanLock = ({ details, facts, loans, closesAccount, there }: LockQuestion): LoanLock => {
  const repaid = repaidLoan(details)
  const owed = loans.filter(({ role }) => role !== "guarantor")
  const repaysOwnLoan =
    repaid !== undefined &&
    facts.person.loans.some(
      (line) => isUnsettled(line) && line.role !== "guarantor" && sameLoan(line, repaid),
    )
  const registered = repaid === undefined ? [] : [registeredStep(repaid, facts.person.loans)]
  const locks = owed.length === 0 ? [] : locksOf(facts.rules, facts.account.contributorType)
  const free: LoanLock = {
    steps: registered,
    openParts: contributorTypes,
    onlyTowardLoan: false,
    repaysOwnLoan,
  }
  // Closing and an estate have a rule of their own on loans (LON-012).
  if (locks.length === 0 || closesAccount || details.purpose === "death") return free
  const locked = new Set(locks.flatMap(({ parts }) => parts))
  const source = locks[0]?.source
  const towardLoan =
    details.purpose === "flexibleFree" ||
    (repaid !== undefined && owed.some((line) => sameLoan(line, repaid)))
  if (towardLoan)
    return {
      ...free,
      steps: [
        ...registered,
        stepOf(
          "WDR-016",
          "allowed",
          {
            zh: "贷款未结清，提取的资金仅用于偿还该贷款",
            en: "a loan runs: what leaves goes to its repayment",
          },
          { source },
        ),
      ],
      onlyTowardLoan: true,
    }
  const openParts = contributorTypes.filter((part) => !locked.has(part))
  const keepsAll = isZeroMoney(totalOf(onlyParts(there, openParts))) && !isZeroMoney(totalOf(there))
  return {
    ...free,
    steps: [
      ...registered,
      stepOf(
        "WDR-016",
        metOrNot(!keepsAll),
        {
          zh: "贷款未结清，相应资金仅可用于偿还该贷款",
          en: "a loan runs: the money that the rule names leaves for its repayment only",
        },
        { source },
      ),
    ],
    openParts,
  }
}
