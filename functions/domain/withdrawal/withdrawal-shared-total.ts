import type { Money } from "../../../contracts/primitives.ts"
import type { WithdrawalStep } from "../../../contracts/withdrawals.ts"
import { compareMoney } from "../money/money.ts"
import type { WithdrawalFacts } from "./judge-withdrawal.ts"
import { leftOf } from "./use-fact.ts"
import { stepOf } from "./withdrawal-step.ts"

/**
 * What a housing fact still lets out for the whole family. One person uses it at one center only; its figures and its
 * owner stay as they were first used.
 */
export const sharedTotalSteps = ({
  housing,
  account,
  caseId,
}: WithdrawalFacts): { readonly steps: readonly WithdrawalStep[]; readonly left: Money | undefined } => {
  if (housing === undefined) return { steps: [], left: undefined }
  const { known, total, principalRef } = housing
  const uses = (known?.uses ?? []).filter((use) => use.caseId !== caseId)
  const elsewhere = uses.some(
    (use) => use.personRef === account.personRef && use.centerId !== account.centerId,
  )
  const differs =
    known !== undefined &&
    uses.length > 0 &&
    (known.principalRef !== principalRef || compareMoney(known.total, total) !== 0)
  const left = leftOf({ total, uses })
  return {
    steps: [
      stepOf("WDR-003", elsewhere ? "notAllowed" : "allowed", {
        zh: "同一住房事实未在其他中心由本人提取",
        en: "the applicant has not used the fact at another center",
      }),
      stepOf("WDR-004", differs ? "notAllowed" : "allowed", {
        zh: "金额和权利人与已登记的一致",
        en: "figures and owner are those that the fact was first used with",
      }),
      ...(elsewhere || differs
        ? []
        : [
            stepOf(
              "WDR-002",
              "allowed",
              { zh: "全家合计的剩余额度", en: "what the whole family may still withdraw for it" },
              { limit: left },
            ),
          ]),
    ],
    left,
  }
}
