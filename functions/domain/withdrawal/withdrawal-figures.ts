import { LocalDate, type Money, type Month } from "../../../contracts/primitives.ts"
import type { FamilyRelation, WithdrawalDetails } from "../../../contracts/withdrawals.ts"
import { addDays } from "../calendar/china-date.ts"
import { exact, leastMoney, roundDownToMoney, subtractMoney } from "../money/money.ts"
import { addMonths, monthsBetween } from "../months/month.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { WithdrawnPeriod } from "./withdrawal-record.ts"

/** What the details of a withdrawal say of cost, time and people, whatever the purpose. */

/** How many months a withdrawal is for; absent: it is not for a period. */
export const monthsOf = (details: WithdrawalDetails): number | undefined =>
  "from" in details ? monthsBetween(details.from, details.to) + 1 : undefined

const loanOf = (details: WithdrawalDetails): { readonly loan?: string } => {
  if (details.purpose !== "loanRepayment") return {}
  const { lender } = details
  return {
    loan:
      lender.kind === "hpf"
        ? `hpf#${lender.centerId}#${lender.contractNo}`
        : `commercial#${lender.contractNo.normalize("NFKC").toUpperCase()}`,
  }
}

/** The months that a withdrawal is for, as its entry keeps them; nothing where it is for none. */
export const periodOf = (details: WithdrawalDetails | undefined): { readonly period?: WithdrawnPeriod } =>
  details !== undefined && "from" in details
    ? { period: { from: details.from, to: details.to, ...loanOf(details) } }
    : {}

const lessAsFarAsItGoes = (amount: Money, less: Money): Money =>
  subtractMoney(amount, leastMoney(amount, less))

/** What the purpose costs the family itself, less loan and subsidy; undefined where nothing is bought or paid. */
export const costOf = (details: WithdrawalDetails): Money | undefined => {
  switch (details.purpose) {
    case "purchase":
      return details.loanAmount === undefined
        ? details.price
        : lessAsFarAsItGoes(details.price, details.loanAmount)
    case "lift":
      return lessAsFarAsItGoes(details.cost, details.subsidy)
    case "building":
    case "majorRenovation":
    case "decoration":
    case "propertyFees":
    case "seriousIllness":
    case "urbanRenewal":
      return details.cost
    case "loanRepayment":
      return details.repaid
    case "rent":
      return roundDownToMoney(exact(details.monthlyRent).times(monthsBetween(details.from, details.to) + 1))
    case "retirement":
    case "incapacity":
    case "leaving":
    case "emigration":
    case "death":
    case "flexibleFree":
    case "flexibleExit":
      return undefined
  }
}

const lastDayOf = (month: Month): LocalDate => addDays(LocalDate.parse(`${addMonths(month, 1)}-01`), -1)

/** The day of what is withdrawn for: of a contract, a permit, a bill; of a period its last. */
export const dayOfDetails = (details: WithdrawalDetails): LocalDate | undefined => {
  switch (details.purpose) {
    case "purchase":
      return details.purchasedOn
    case "building":
    case "majorRenovation":
    case "lift":
    case "urbanRenewal":
      return details.approvedOn
    case "decoration":
      return details.signedOn
    case "propertyFees":
    case "loanRepayment":
    case "rent":
      return lastDayOf(details.to)
    case "retirement":
    case "incapacity":
    case "leaving":
    case "emigration":
      return details.since
    case "seriousIllness":
      return details.treatedOn
    case "death":
      return details.diedOn
    case "flexibleFree":
    case "flexibleExit":
      return undefined
  }
}

/** The day that must have come: rent and fees may be paid in advance. */
export const dayToHaveCome = (details: WithdrawalDetails): LocalDate | undefined =>
  "from" in details ? LocalDate.parse(`${details.from}-01`) : dayOfDetails(details)

/** Who leaves for good, or gives the agreement up, ends the account, whatever a rule says or none. */
export const closesByNature = ({ purpose }: WithdrawalDetails): boolean =>
  purpose === "leaving" || purpose === "flexibleExit"

/** What the applicant is to the principal; the holder of a closing withdrawal is the principal. */
export const relationOf = (details: WithdrawalDetails): FamilyRelation =>
  "relation" in details ? details.relation : "self"

/**
 * Details that contradict themselves are a mistake of the caller's, whatever the rules say. A case is kept without the
 * people that it names: then the principal is known by reference.
 */
export const defectOfDetails = (details: WithdrawalDetails, principalKnown = false): Refusal | undefined => {
  if ("from" in details && details.to < details.from)
    return refuse("invalid-request", { rule: "VAL-005", field: "/details/to" })
  const named = principalKnown || ("principal" in details && details.principal !== undefined)
  if ("relation" in details && details.relation !== "self" && !named)
    return refuse("invalid-request", { rule: "VAL-008", field: "/details/principal" })
  if ("relation" in details && details.relation === "self" && details.principal !== undefined)
    return refuse("invalid-request", { rule: "WDR-010", field: "/details/principal" })
  return undefined
}
