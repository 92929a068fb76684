import type { CenterId, PersonRef } from "../../../contracts/primitives.ts"
import type { OffsiteLoanCase } from "../offsite-loan/offsite-loan-case.ts"
import type { TransferCase } from "../transfer/transfer-case.ts"

/** What a case must tell before its documents are shown: whom it is about, and its two centers. */
export type CaseWithParties =
  | Pick<TransferCase, "personRef" | "fromCenterId" | "toCenterId">
  | Pick<OffsiteLoanCase, "personRef" | "loanCenterId" | "homeCenterId">
  | {
      readonly personRef: PersonRef
      readonly receivingCenterId: CenterId
      readonly homeCenterId: CenterId
    }

export const partiesOfCase = (found: CaseWithParties): readonly CenterId[] => {
  if ("toCenterId" in found) return [found.fromCenterId, found.toCenterId]
  if ("loanCenterId" in found) return [found.loanCenterId, found.homeCenterId]
  return [found.receivingCenterId, found.homeCenterId]
}
