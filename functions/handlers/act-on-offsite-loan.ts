import * as contracts from "../../contracts/offsite-loans.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { offsiteLoanActions } from "../use-cases/offsite-loan-actions.ts"

export const handler = serveCenters("act-on-offsite-loan", (hub) => {
  const actions = offsiteLoanActions({ ...hub, nationalRules })
  return {
    certifyRecord: taking(contracts.Certification, actions.certifyRecord),
    refuseCertification: taking(contracts.CertificationRefusal, actions.refuseCertification),
    grantLoan: taking(contracts.Grant, actions.grantLoan),
    rejectLoan: taking(contracts.LoanRejection, actions.rejectLoan),
    cancelOffsiteLoan: taking(contracts.OffsiteLoanCancellation, actions.cancelOffsiteLoan),
    requestCollection: taking(contracts.CollectionRequest, actions.requestCollection),
    answerCollection: taking(contracts.CollectionAnswer, actions.answerCollection),
    sendOffset: taking(contracts.LoanOffset, actions.sendOffset),
    completeOffset: taking(contracts.OffsetCompletion, actions.completeOffset),
    returnOffset: taking(contracts.OffsetReturn, actions.returnOffset),
  }
})
