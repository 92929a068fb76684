import type * as z from "zod"
import {
  LinkPersonsRequest,
  MergerRequest,
  OpenAccountRequest,
  PlaceHoldRequest,
  PutSegmentsRequest,
  SealRequest,
  WithdrawalRequest,
} from "../../contracts/accounts.ts"
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
import type { Money } from "../../contracts/primitives.ts"
import {
  RatingReply,
  RequestServiceRequest,
  ServiceCancellation,
  ServiceClosure,
  ServiceDecision,
  ServicePayment,
  ServicePaymentReturn,
  ServiceRating,
  Supplement,
  SupplementRequest,
  Verification,
} from "../../contracts/service-cases.ts"
import { nationalCatalogue } from "../../contracts/starter/national-catalogue.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { nationalWithdrawals } from "../../contracts/starter/national-withdrawals.ts"
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
import { decideServiceCase } from "../../functions/use-cases/decide-service-case.ts"
import { feedRepayment, payOffLoan, writeOffLoan } from "../../functions/use-cases/change-loan.ts"
import { giveConsent } from "../../functions/use-cases/give-consent.ts"
import { offsiteLoanActions } from "../../functions/use-cases/offsite-loan-actions.ts"
import { linkPersons } from "../../functions/use-cases/link-persons.ts"
import { mergeAccount } from "../../functions/use-cases/merge-account.ts"
import { openAccount } from "../../functions/use-cases/open-account.ts"
import { placeHold } from "../../functions/use-cases/place-hold.ts"
import { reportWithdrawal } from "../../functions/use-cases/report-withdrawal.ts"
import { putSegments } from "../../functions/use-cases/put-segments.ts"
import { readInbox } from "../../functions/use-cases/read-inbox.ts"
import { quoteOffsiteLoan } from "../../functions/use-cases/quote-offsite-loan.ts"
import { registerLoan } from "../../functions/use-cases/register-loan.ts"
import { releaseReservation } from "../../functions/use-cases/release-reservation.ts"
import { requestOffsiteLoan } from "../../functions/use-cases/request-offsite-loan.ts"
import { reserveLoan } from "../../functions/use-cases/reserve-loan.ts"
import { requestService } from "../../functions/use-cases/request-service.ts"
import { requestTransfer } from "../../functions/use-cases/request-transfer.ts"
import { serviceActions } from "../../functions/use-cases/service-actions.ts"
import { sealAccount } from "../../functions/use-cases/seal-account.ts"
import { transferActions } from "../../functions/use-cases/transfer-actions.ts"
import type { Call, Result, UseCase } from "../../functions/use-cases/use-case.ts"

/** A use case behind its route's schema: what the edge does once a call is verified. */
type Operation = (call: Call<unknown>) => Promise<Result<unknown>>

const behind =
  <Body>(schema: z.ZodType<Body>, useCase: UseCase<Body, unknown>): Operation =>
  (call) =>
    useCase({ ...call, body: schema.parse(call.body) })

/** A hub on which whatever is paid passes for what was approved. */
const payingAnything = (hub: Hub, amount: Money): Hub => ({
  ...hub,
  readServiceCase: async (id) => {
    const found = await hub.readServiceCase(id)
    return found?.decision === undefined ? found : { ...found, decision: { ...found.decision, amount } }
  },
})

export const operationsOf = (hub: Hub, payments: "checked" | "unchecked") => {
  const actions = transferActions(hub)
  const services = serviceActions(hub)
  const loans = offsiteLoanActions({ ...hub, nationalRules })
  return {
    openAccount: behind(OpenAccountRequest, openAccount(hub)),
    sealAccount: behind(SealRequest, sealAccount(hub)),
    placeHold: behind(PlaceHoldRequest, placeHold(hub)),
    mergeAccount: behind(MergerRequest, mergeAccount(hub)),
    linkPersons: behind(LinkPersonsRequest, linkPersons(hub)),
    reportWithdrawal: behind(WithdrawalRequest, reportWithdrawal(hub)),
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
    putSegments: behind(PutSegmentsRequest, putSegments(hub)),
    requestService: behind(
      RequestServiceRequest,
      requestService({ ...hub, nationalCatalogue, nationalWithdrawals }),
    ),
    decideService: behind(ServiceDecision, decideServiceCase({ ...hub, nationalWithdrawals })),
    askSupplement: behind(SupplementRequest, services.askSupplement),
    supplyDocuments: behind(Supplement, services.supplyDocuments),
    verifyFact: behind(Verification, services.verifyFact),
    payService: behind(ServicePayment, (call) =>
      payments === "checked"
        ? services.payService(call)
        : serviceActions(payingAnything(hub, call.body.amount)).payService(call),
    ),
    returnServicePayment: behind(ServicePaymentReturn, services.returnServicePayment),
    closeService: behind(ServiceClosure, services.closeService),
    cancelService: behind(ServiceCancellation, services.cancelService),
    rateService: behind(ServiceRating, services.rateService),
    replyToRating: behind(RatingReply, services.replyToRating),
    readInbox: (call: Call<unknown>) => readInbox(hub)({ ...call, body: undefined }),
    acknowledgeMessages: behind(AcknowledgeRequest, acknowledgeMessages(hub)),
  } as const satisfies Partial<Record<keyof typeof ROUTES, Operation>>
}

export type OperationName = keyof ReturnType<typeof operationsOf>
