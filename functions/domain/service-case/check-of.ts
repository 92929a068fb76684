import type { Instant } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import type { WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import type { ServiceCase } from "./service-case.ts"
import type { ServiceContext } from "./service-decision.ts"

/** The rule that decided: the first that says no, or the first that leaves it to the home center. */
export const decisiveRule = ({ verdict, steps }: WithdrawalJudgment): RuleId | undefined =>
  steps.find((step) => step.verdict === verdict && verdict !== "allowed")?.rule

/** What a case keeps of a judgment: enough to tell why, without the record that it was judged from. */
export const checkOf = (
  judgment: WithdrawalJudgment,
  now: Instant,
  { warnings = [], notices = [] }: Pick<ServiceContext, "warnings" | "notices"> = {},
): NonNullable<ServiceCase["check"]> => {
  const rule = decisiveRule(judgment)
  return {
    verdict: judgment.verdict,
    withdrawalReason: judgment.withdrawalReason,
    ...(rule === undefined ? {} : { rule }),
    mostAmount: judgment.mostAmount,
    most: judgment.most,
    ...(warnings.length === 0 ? {} : { warnings: [...warnings] }),
    ...(notices.length === 0 ? {} : { notices: [...notices] }),
    checkedAt: now,
  }
}
