import type { ServiceDetails } from "../../../contracts/service-cases.ts"
import type { PolicyPack } from "../../../contracts/policies.ts"
import type { LocalDate, Month } from "../../../contracts/primitives.ts"
import { judgeLateness } from "../flexible/judge-flexible-act.ts"
import { judgeMonthly } from "../flexible/contribution-limits.ts"
import { exact, type Exact } from "../money/money.ts"
import { eachMonth } from "../months/month.ts"
import { refuse, type Refusal } from "../refusal.ts"

type OwnPack = Pick<PolicyPack, "flexible" | "contribution" | "sources">

/** A center without any pack rules nothing. */
const ruledByNobody: OwnPack = { sources: [] }

const limitDefect = (monthly: Exact, pack: OwnPack, field: string): Refusal | undefined =>
  judgeMonthly(monthly, pack).verdict === "notAllowed"
    ? refuse("contribution-out-of-limits", { rule: "FLX-025", field })
    : undefined

const lateDefect = (
  months: readonly Month[],
  rules: { readonly pack: OwnPack; readonly today: LocalDate },
): Refusal | undefined =>
  judgeLateness(months, rules).verdict === "notAllowed"
    ? refuse("back-payment-not-allowed", { rule: "FLX-027", field: "/details/from" })
    : undefined

/**
 * What the home center's rules already say no to, of a flexible contributor who wants to open an account, to pay or to
 * pay late: within the city's limits, and no back payment where it is not allowed. The rest the home center decides.
 */
export const flexibleMatterDefect = (
  details: ServiceDetails,
  pack: OwnPack = ruledByNobody,
  today: LocalDate,
): Refusal | undefined => {
  if (details.matter === "flexibleAccountOpening")
    return limitDefect(exact(details.monthlyContribution), pack, "/details/monthlyContribution")
  if (details.matter !== "flexibleContribution" && details.matter !== "backPayment") return undefined
  const months = eachMonth(details.from, details.to)
  if (months.length === 0) return refuse("invalid-request", { rule: "VAL-005", field: "/details/to" })
  if (details.matter === "backPayment")
    return details.contributorType === "flexible" ? lateDefect(months, { pack, today }) : undefined
  return (
    lateDefect(months, { pack, today }) ??
    limitDefect(exact(details.amount).div(months.length), pack, "/details/amount")
  )
}
