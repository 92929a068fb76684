import type { LoanGuard } from "../loan-registry/loan-record.ts"
import type { PersonRef, ServiceCaseId } from "../../../contracts/primitives.ts"

/** One open service case a person, home center and subject. */
export interface OpenServiceMark {
  readonly serviceCaseId: ServiceCaseId
  readonly homeCenterId: string
  /** The matter, or the purpose of a withdrawal. */
  readonly subject: string
}

/** Changes that service cases leave with a person. */
export type ServiceChange =
  | { readonly kind: "markOpenService"; readonly personRef: PersonRef; readonly mark: OpenServiceMark }
  | { readonly kind: "unmarkOpenService"; readonly personRef: PersonRef; readonly mark: OpenServiceMark }
  /** The identity of a case that goes on after its end is not erased yet; holds while it is there. */
  | { readonly kind: "keepIdentity"; readonly caseId: string }
  /** Holds while nobody has claimed, changed or given up the guard of unsettled loans since it was read. */
  | { readonly kind: "expectLoanGuard"; readonly personRef: PersonRef; readonly guard?: LoanGuard }
