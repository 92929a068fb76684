import type * as z from "zod"
import { OpenAccountRequest, SealRequest } from "../../contracts/accounts.ts"
import { GiveConsentRequest } from "../../contracts/consents.ts"
import {
  PayoffRequest,
  RegisterLoanRequest,
  ReleaseReservationRequest,
  RepaymentFeed,
  ReserveLoanRequest,
  WriteOffRequest,
} from "../../contracts/loans.ts"
import { AcknowledgeRequest } from "../../contracts/messages.ts"
import {
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
  OffsiteLoanQuoteRequest,
  RequestOffsiteLoanRequest,
} from "../../contracts/offsite-loans.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import {
  Cancellation,
  Completion,
  Dispute,
  LetterConfirmation,
  LetterRefusal,
  PaymentNotice,
  PaymentReturn,
  RefusalAcknowledgement,
  RequestTransferRequest,
  ReturnConfirmation,
  ReturnOfMoney,
  Statement,
  StopRequest,
} from "../../contracts/transfers.ts"
import { ROUTES } from "../../contracts/routes.ts"
import type { Hub } from "../../functions/edge/hub.ts"
import { acknowledgeMessages } from "../../functions/use-cases/acknowledge-messages.ts"
import { feedRepayment, payOffLoan, writeOffLoan } from "../../functions/use-cases/change-loan.ts"
import { giveConsent } from "../../functions/use-cases/give-consent.ts"
import { offsiteLoanActions } from "../../functions/use-cases/offsite-loan-actions.ts"
import { openAccount } from "../../functions/use-cases/open-account.ts"
import { readInbox } from "../../functions/use-cases/read-inbox.ts"
import { quoteOffsiteLoan } from "../../functions/use-cases/quote-offsite-loan.ts"
import { registerLoan } from "../../functions/use-cases/register-loan.ts"
import { releaseReservation } from "../../functions/use-cases/release-reservation.ts"
import { requestOffsiteLoan } from "../../functions/use-cases/request-offsite-loan.ts"
import { reserveLoan } from "../../functions/use-cases/reserve-loan.ts"
import { requestTransfer } from "../../functions/use-cases/request-transfer.ts"
import { sealAccount } from "../../functions/use-cases/seal-account.ts"
import { transferActions } from "../../functions/use-cases/transfer-actions.ts"
import type { Call, Result, UseCase } from "../../functions/use-cases/use-case.ts"

/** A use case behind its route's schema: what the edge does once a call is verified. */
type Operation = (call: Call<unknown>) => Promise<Result<unknown>>

const behind =
  <Body>(schema: z.ZodType<Body>, useCase: UseCase<Body, unknown>): Operation =>
  (call) =>
    useCase({ ...call, body: schema.parse(call.body) })

export const operationsOf = (hub: Hub) => {
  const actions = transferActions(hub)
  const loans = offsiteLoanActions({ ...hub, nationalRules })
  return {
    openAccount: behind(OpenAccountRequest, openAccount(hub)),
    sealAccount: behind(SealRequest, sealAccount(hub)),
    requestTransfer: behind(RequestTransferRequest, requestTransfer(hub)),
    confirmLetter: behind(LetterConfirmation, actions.confirmLetter),
    refuseLetter: behind(LetterRefusal, actions.refuseLetter),
    cancelTransfer: behind(Cancellation, actions.cancelTransfer),
    requestStop: behind(StopRequest, actions.requestStop),
    sendStatement: behind(Statement, actions.sendStatement),
    sendPayment: behind(PaymentNotice, actions.sendPayment),
    returnPayment: behind(PaymentReturn, actions.returnPayment),
    completeTransfer: behind(Completion, actions.completeTransfer),
    disputeStatement: behind(Dispute, actions.disputeStatement),
    returnMoney: behind(ReturnOfMoney, actions.returnMoney),
    confirmReturn: behind(ReturnConfirmation, actions.confirmReturn),
    acknowledgeRefusal: behind(RefusalAcknowledgement, actions.acknowledgeRefusal),
    giveConsent: behind(GiveConsentRequest, giveConsent(hub)),
    requestOffsiteLoan: behind(RequestOffsiteLoanRequest, requestOffsiteLoan(hub)),
    certifyRecord: behind(Certification, loans.certifyRecord),
    quoteOffsiteLoan: behind(OffsiteLoanQuoteRequest, quoteOffsiteLoan({ ...hub, nationalRules })),
    refuseCertification: behind(CertificationRefusal, loans.refuseCertification),
    cancelOffsiteLoan: behind(OffsiteLoanCancellation, loans.cancelOffsiteLoan),
    grantLoan: behind(Grant, loans.grantLoan),
    rejectLoan: behind(LoanRejection, loans.rejectLoan),
    requestCollection: behind(CollectionRequest, loans.requestCollection),
    answerCollection: behind(CollectionAnswer, loans.answerCollection),
    sendOffset: behind(LoanOffset, loans.sendOffset),
    completeOffset: behind(OffsetCompletion, loans.completeOffset),
    returnOffset: behind(OffsetReturn, loans.returnOffset),
    reserveLoan: behind(ReserveLoanRequest, reserveLoan({ ...hub, nationalRules })),
    releaseReservation: behind(ReleaseReservationRequest, releaseReservation(hub)),
    registerLoan: behind(RegisterLoanRequest, registerLoan({ ...hub, nationalRules })),
    feedRepayment: behind(RepaymentFeed, feedRepayment(hub)),
    payOffLoan: behind(PayoffRequest, payOffLoan(hub)),
    writeOffLoan: behind(WriteOffRequest, writeOffLoan(hub)),
    readInbox: (call: Call<unknown>) => readInbox(hub)({ ...call, body: undefined }),
    acknowledgeMessages: behind(AcknowledgeRequest, acknowledgeMessages(hub)),
  } as const satisfies Partial<Record<keyof typeof ROUTES, Operation>>
}

export type OperationName = keyof ReturnType<typeof operationsOf>
