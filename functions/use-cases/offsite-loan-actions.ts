import type * as z from "zod"
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
  OffsiteLoanCancellation,
} from "../../contracts/offsite-loans.ts"
import { actOnOffsiteLoan, type ActOnOffsiteLoanNeeds } from "./act-on-offsite-loan.ts"

/** Each route of the off-site loan, as the command that the decision knows. */
export const offsiteLoanActions = (needs: ActOnOffsiteLoanNeeds) => ({
  certifyRecord: actOnOffsiteLoan<Certification>(needs, (body) => ({ action: "certification", body })),
  refuseCertification: actOnOffsiteLoan<CertificationRefusal>(needs, (body) => ({
    action: "certification-refusal",
    body,
  })),
  grantLoan: actOnOffsiteLoan<Grant>(needs, (body) => ({ action: "grant", body })),
  rejectLoan: actOnOffsiteLoan<LoanRejection>(needs, (body) => ({ action: "rejection", body })),
  cancelOffsiteLoan: actOnOffsiteLoan<z.infer<typeof OffsiteLoanCancellation>>(needs, () => ({
    action: "cancellation",
  })),
  requestCollection: actOnOffsiteLoan<CollectionRequest>(needs, (body) => ({
    action: "collection-request",
    body,
  })),
  answerCollection: actOnOffsiteLoan<CollectionAnswer>(needs, (body) => ({
    action: "collection-answer",
    body,
  })),
  sendOffset: actOnOffsiteLoan<LoanOffset>(needs, (body) => ({ action: "offset", body })),
  completeOffset: actOnOffsiteLoan<OffsetCompletion>(needs, (body) => ({
    action: "offset-completion",
    body,
  })),
  returnOffset: actOnOffsiteLoan<OffsetReturn>(needs, (body) => ({ action: "offset-return", body })),
})
