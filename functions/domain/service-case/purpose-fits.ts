import type { ServiceDetails } from "../../../contracts/service-cases.ts"
import type { WithdrawalDetails } from "../../../contracts/withdrawals.ts"

/** 正常退休 and 提前退休 are two matters of one purpose; whatever has no matter of its own is 其他提取. */
const matterFor = (withdrawal: WithdrawalDetails): ServiceDetails["matter"] => {
  switch (withdrawal.purpose) {
    case "retirement":
    case "incapacity":
    case "leaving":
    case "emigration":
      if (withdrawal.purpose !== "retirement") return "otherWithdrawal"
      return withdrawal.early === true ? "earlyRetirementWithdrawal" : "retirementWithdrawal"
    case "purchase":
      return "purchaseWithdrawal"
    case "rent":
      return "rentWithdrawal"
    case "building":
    case "majorRenovation":
    case "decoration":
    case "propertyFees":
    case "loanRepayment":
    case "seriousIllness":
    case "lift":
    case "urbanRenewal":
    case "death":
    case "flexibleFree":
    case "flexibleExit":
      return "otherWithdrawal"
  }
}

/** Whether a withdrawal is asked under the matter that it belongs to. */
export const purposeFits = (details: ServiceDetails): boolean =>
  !("withdrawal" in details) || matterFor(details.withdrawal) === details.matter
