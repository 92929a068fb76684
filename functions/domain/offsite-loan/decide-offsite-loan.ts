import type { OffsiteLoanStatus } from "../../../contracts/offsite-loan-codes.ts"
import type {
  Certification,
  CertificationRefusal,
  CollectionAnswer,
  CollectionRequest,
  Grant,
  LoanOffset,
  LoanRejection,
  OffsetCompletion,
  OffsetReturn,
} from "../../../contracts/offsite-loans.ts"
import { refuse } from "../refusal.ts"
import { certifyRecord } from "./certify-record.ts"
import { cancelOffsiteLoan, refuseCertification, rejectLoan } from "./end-offsite-loan.ts"
import { certificateDefect, grantLoan } from "./grant-loan.ts"
import type { OffsiteContext, OffsiteDecision } from "./offsite-decision.ts"
import type { OffsiteLoanCase, OffsiteParty } from "./offsite-loan-case.ts"
import {
  answerCollection,
  completeOffset,
  requestCollection,
  returnOffset,
  sendOffset,
} from "./service-loan.ts"

/** What a center may ask of a case. The clock is not among them, nor is the quote: see keep-quote.ts. */
export type OffsiteCommand =
  | { readonly action: "certification"; readonly body: Certification }
  | { readonly action: "certification-refusal"; readonly body: CertificationRefusal }
  | { readonly action: "cancellation" }
  | { readonly action: "grant"; readonly body: Grant }
  | { readonly action: "rejection"; readonly body: LoanRejection }
  | { readonly action: "collection-request"; readonly body: CollectionRequest }
  | { readonly action: "collection-answer"; readonly body: CollectionAnswer }
  | { readonly action: "offset"; readonly body: LoanOffset }
  | { readonly action: "offset-completion"; readonly body: OffsetCompletion }
  | { readonly action: "offset-return"; readonly body: OffsetReturn }

export type OffsiteAction = OffsiteCommand["action"] | "quote"

/** Who may do what, in which status: the table of the interface, once. */
export const OFFSITE_ALLOWED: Readonly<
  Record<OffsiteAction, { readonly party: OffsiteParty; readonly from: readonly OffsiteLoanStatus[] }>
> = {
  certification: { party: "home", from: ["requested"] },
  "certification-refusal": { party: "home", from: ["requested"] },
  cancellation: { party: "loan", from: ["requested"] },
  quote: { party: "loan", from: ["certified"] },
  grant: { party: "loan", from: ["certified"] },
  rejection: { party: "loan", from: ["certified"] },
  "collection-request": { party: "loan", from: ["granted"] },
  "collection-answer": { party: "home", from: ["granted"] },
  offset: { party: "home", from: ["granted"] },
  "offset-completion": { party: "loan", from: ["granted"] },
  // The bank may send money back after the last payment has been made in another way.
  "offset-return": { party: "home", from: ["granted", "paidOff"] },
}

/** Pure: the same case, command and context give the same decision. */
export const decideOffsiteLoan = (
  offsite: OffsiteLoanCase,
  command: OffsiteCommand,
  context: OffsiteContext,
): OffsiteDecision => {
  const caseId = offsite.offsiteLoanId
  const { party, from } = OFFSITE_ALLOWED[command.action]
  if (context.actor !== party) return refuse("wrong-party", { caseId })
  if (!from.includes(offsite.status)) {
    // Whoever grants without a live certificate hears which certificate it is that is missing.
    const missing = command.action === "grant" ? certificateDefect(offsite, command.body, context) : undefined
    return { ...(missing ?? refuse("action-not-allowed")), caseId }
  }
  switch (command.action) {
    case "certification":
      return certifyRecord(offsite, command.body, context)
    case "certification-refusal":
      return refuseCertification(offsite, command.body, context)
    case "cancellation":
      return cancelOffsiteLoan(offsite, context)
    case "grant":
      return grantLoan(offsite, command.body, context)
    case "rejection":
      return rejectLoan(offsite, command.body, context)
    case "collection-request":
      return requestCollection(offsite, command.body, context)
    case "collection-answer":
      return answerCollection(offsite, command.body, context)
    case "offset":
      return sendOffset(offsite, command.body, context)
    case "offset-completion":
      return completeOffset(offsite, command.body, context)
    case "offset-return":
      return returnOffset(offsite, command.body, context)
  }
}
