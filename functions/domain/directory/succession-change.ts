import type { CenterId, LocalDate } from "../../../contracts/primitives.ts"

/** From a day on the rules of one center are those of another: one line, so that reading the rules finds it. */
export type SuccessionChange =
  | {
      readonly kind: "followPolicies"
      readonly centerId: CenterId
      readonly from: LocalDate
      readonly keeperId: CenterId
    }
  | { readonly kind: "ceaseToFollowPolicies"; readonly centerId: CenterId; readonly from: LocalDate }
