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
