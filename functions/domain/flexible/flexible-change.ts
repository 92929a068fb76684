import type { AgreementNo } from "../../../contracts/primitives.ts"
import type { AccountName } from "../account/account-record.ts"
import type { AgreementList, AgreementRecord, SubsidyRecord } from "./flexible-record.ts"

/** Changes of agreements and subsidies. */
export type FlexibleChange =
  /** The first version holds while the number is free at the center, a later one while the version before stands. */
  | { readonly kind: "saveAgreement"; readonly agreement: AgreementRecord }
  /** Which agreement of an account is its latest; written beside a new version of the account, and never alone. */
  | {
      readonly kind: "pointToAgreement"
      readonly account: AccountName
      readonly agreementNo: AgreementNo
    }
  | {
      readonly kind: "listAgreement"
      readonly centerId: string
      readonly list: AgreementList
      readonly accountNo: string
      readonly since: string
    }
  | {
      readonly kind: "unlistAgreement"
      readonly centerId: string
      readonly list: AgreementList
      readonly accountNo: string
    }
  /** Holds while the person was never paid it, anywhere. */
  | { readonly kind: "claimSubsidy"; readonly subsidy: SubsidyRecord }
