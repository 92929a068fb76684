import * as z from "zod"
import {
  Account,
  AccountCheckRequest,
  AccountCheckResponse,
  AccountState,
  ClosureRequest,
  ContributorTypeChangeRequest,
  HoldPlaced,
  LinkPersonsRequest,
  MergerRequest,
  OpenAccountRequest,
  PersonsLinked,
  PlaceHoldRequest,
  PutSegmentsRequest,
  ReleaseHoldRequest,
  SealRequest,
  SegmentsPut,
  UnsealRequest,
  WithdrawalRequest,
} from "./accounts.ts"
import { Batch, BatchLines, OpenBatchRequest } from "./batches.ts"
import { Consent, GiveConsentRequest } from "./consents.ts"
import {
  AnnouncedDocument,
  AnnounceDocumentRequest,
  OpenDocumentRequest,
  OpenedDocument,
  ReceivedDocument,
} from "./documents.ts"
import { FindingCase, FindingList, FindingStatement, SupervisedFindingList } from "./findings.ts"
import {
  Loan,
  LoanCheckRequest,
  LoanCheckResponse,
  LoanImport,
  LoanImportReport,
  LoanReservation,
  PayoffRequest,
  RegisterLoanRequest,
  ReleaseReservationRequest,
  RepaymentFeed,
  ReserveLoanRequest,
  WriteOffRequest,
} from "./loans.ts"
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
  OffsiteLoan,
  OffsiteLoanCancellation,
  OffsiteLoanDetail,
  OffsiteLoanList,
  OffsiteLoanQuoteRequest,
  OpenedApplicant,
  RequestOffsiteLoanRequest,
} from "./offsite-loans.ts"
import { AccountImport, AccountImportReport } from "./account-imports.ts"
import {
  Agreement,
  AgreementList,
  Arrears,
  EndAgreementRequest,
  SignAgreementRequest,
} from "./agreements.ts"
import {
  Center,
  CenterList,
  CenterStanding,
  KeyState,
  OnboardCenterRequest,
  PutClosingDaysRequest,
  PutKeyRequest,
  PutReceivingAccountRequest,
  ReceivingAccountState,
  StandingRequest,
} from "./directory.ts"
import {
  LoanComparisonRequest,
  LoanComparisonResponse,
  LoanQuoteRequest,
  LoanQuoteResponse,
} from "./loan-quotes.ts"
import { AcknowledgeRequest, Acknowledged, Inbox, PutWebhookRequest, WebhookState } from "./messages.ts"
import { InterestQuoteRequest, InterestQuoteResponse, TaxStatement } from "./interest.ts"
import { ParticipationCheckRequest, ParticipationCheckResponse } from "./participation.ts"
import { PolicyPack } from "./policies.ts"
import { PolicyState } from "./policy-reference.ts"
import { SubsidyPaid, SubsidyQuoteRequest, SubsidyQuoteResponse, SubsidyReport } from "./subsidies.ts"
import {
  Cancellation,
  Completion,
  Dispute,
  LetterConfirmation,
  LetterRefusal,
  OpenedIdentity,
  OpenIdentityRequest,
  PaymentNotice,
  PaymentReturn,
  RefusalAcknowledgement,
  ReportResidualRequest,
  RequestTransferRequest,
  Residual,
  ResidualCompletion,
  ReturnConfirmation,
  ReturnOfMoney,
  Statement,
  StopRequest,
  Transfer,
  TransferDetail,
  TransferList,
} from "./transfers.ts"
import {
  ExplainUnmatchedFundsRequest,
  ReportUnmatchedFundsRequest,
  UnmatchedFunds,
} from "./unmatched-funds.ts"
import type { RouteName } from "./routes.ts"
import { WithdrawalCheckRequest, WithdrawalCheckResponse } from "./withdrawals.ts"

/**
 * What each route takes and gives. Apart from the routes themselves, so that a function builds the schemas of its own
 * routes only; the reference, the tests and the tools read them all.
 */
export interface RouteSchemas {
  readonly request?: z.ZodType
  readonly response?: z.ZodType
}

export const ROUTE_SCHEMAS = {
  checkHealth: {
    response: z.strictObject({
      status: z.literal("ok").describe("the hub answers"),
      at: z.string().describe("time of the call, RFC 3339 UTC"),
    }),
  },
  listCenters: { response: CenterList },
  readCenter: { response: Center },
  onboardCenter: { request: OnboardCenterRequest, response: Center },
  suspendCenter: { request: StandingRequest, response: CenterStanding },
  reinstateCenter: { request: StandingRequest, response: CenterStanding },
  putKey: { request: PutKeyRequest, response: KeyState },
  revokeKey: { response: KeyState },
  putReceivingAccount: { request: PutReceivingAccountRequest, response: ReceivingAccountState },
  putClosingDays: { request: PutClosingDaysRequest, response: PutClosingDaysRequest },
  putPolicy: { request: PolicyPack, response: PolicyState },
  readPolicy: { response: PolicyPack },
  checkWithdrawal: { request: WithdrawalCheckRequest, response: WithdrawalCheckResponse },
  checkAccount: { request: AccountCheckRequest, response: AccountCheckResponse },
  openAccount: { request: OpenAccountRequest, response: AccountState },
  importAccounts: { request: AccountImport, response: AccountImportReport },
  readAccount: { response: Account },
  signAgreement: { request: SignAgreementRequest, response: Agreement },
  endAgreement: { request: EndAgreementRequest, response: Agreement },
  readAgreement: { response: Agreement },
  readArrears: { response: Arrears },
  listAgreements: { response: AgreementList },
  sealAccount: { request: SealRequest, response: AccountState },
  unsealAccount: { request: UnsealRequest, response: AccountState },
  closeAccount: { request: ClosureRequest, response: AccountState },
  mergeAccount: { request: MergerRequest, response: AccountState },
  changeContributorType: { request: ContributorTypeChangeRequest, response: AccountState },
  placeHold: { request: PlaceHoldRequest, response: HoldPlaced },
  releaseHold: { request: ReleaseHoldRequest, response: HoldPlaced },
  putSegments: { request: PutSegmentsRequest, response: SegmentsPut },
  linkPersons: { request: LinkPersonsRequest, response: PersonsLinked },
  quoteLoan: { request: LoanQuoteRequest, response: LoanQuoteResponse },
  compareLoanQuotes: { request: LoanComparisonRequest, response: LoanComparisonResponse },
  readInbox: { response: Inbox },
  acknowledgeMessages: { request: AcknowledgeRequest, response: Acknowledged },
  putWebhook: { request: PutWebhookRequest, response: WebhookState },
  deleteWebhook: {
    response: z.strictObject({
      removed: z.boolean().describe("always true; without a webhook the answer is a problem"),
    }),
  },
  requestTransfer: { request: RequestTransferRequest, response: Transfer },
  confirmLetter: { request: LetterConfirmation, response: Transfer },
  refuseLetter: { request: LetterRefusal, response: Transfer },
  cancelTransfer: { request: Cancellation, response: Transfer },
  requestStop: { request: StopRequest, response: Transfer },
  sendStatement: { request: Statement, response: Transfer },
  sendPayment: { request: PaymentNotice, response: Transfer },
  returnPayment: { request: PaymentReturn, response: Transfer },
  completeTransfer: { request: Completion, response: Transfer },
  disputeStatement: { request: Dispute, response: Transfer },
  returnMoney: { request: ReturnOfMoney, response: Transfer },
  confirmReturn: { request: ReturnConfirmation, response: Transfer },
  acknowledgeRefusal: { request: RefusalAcknowledgement, response: Transfer },
  openIdentity: { request: OpenIdentityRequest, response: OpenedIdentity },
  readTransfer: { response: TransferDetail },
  listTransfers: { response: TransferList },
  reportResidual: { request: ReportResidualRequest, response: Residual },
  completeResidual: { request: ResidualCompletion, response: Residual },
  reportUnmatchedFunds: { request: ReportUnmatchedFundsRequest, response: UnmatchedFunds },
  explainUnmatchedFunds: { request: ExplainUnmatchedFundsRequest, response: UnmatchedFunds },
  reportWithdrawal: { request: WithdrawalRequest, response: AccountState },
  checkParticipation: { request: ParticipationCheckRequest, response: ParticipationCheckResponse },
  quoteSubsidy: { request: SubsidyQuoteRequest, response: SubsidyQuoteResponse },
  reportSubsidy: { request: SubsidyReport, response: SubsidyPaid },
  quoteInterest: { request: InterestQuoteRequest, response: InterestQuoteResponse },
  readTaxStatement: { response: TaxStatement },
  checkLoan: { request: LoanCheckRequest, response: LoanCheckResponse },
  reserveLoan: { request: ReserveLoanRequest, response: LoanReservation },
  readReservation: { response: LoanReservation },
  releaseReservation: { request: ReleaseReservationRequest, response: LoanReservation },
  registerLoan: { request: RegisterLoanRequest, response: Loan },
  importLoans: { request: LoanImport, response: LoanImportReport },
  readLoan: { response: Loan },
  feedRepayment: { request: RepaymentFeed, response: Loan },
  payOffLoan: { request: PayoffRequest, response: Loan },
  writeOffLoan: { request: WriteOffRequest, response: Loan },
  giveConsent: { request: GiveConsentRequest, response: Consent },
  listFindings: { response: FindingList },
  readFinding: { response: FindingCase },
  stateFinding: { request: FindingStatement, response: FindingCase },
  superviseFindings: { response: SupervisedFindingList },
  requestOffsiteLoan: { request: RequestOffsiteLoanRequest, response: OffsiteLoan },
  certifyRecord: { request: Certification, response: OffsiteLoan },
  refuseCertification: { request: CertificationRefusal, response: OffsiteLoan },
  quoteOffsiteLoan: { request: OffsiteLoanQuoteRequest, response: LoanQuoteResponse },
  grantLoan: { request: Grant, response: OffsiteLoan },
  rejectLoan: { request: LoanRejection, response: OffsiteLoan },
  cancelOffsiteLoan: { request: OffsiteLoanCancellation, response: OffsiteLoan },
  requestCollection: { request: CollectionRequest, response: OffsiteLoan },
  answerCollection: { request: CollectionAnswer, response: OffsiteLoan },
  sendOffset: { request: LoanOffset, response: OffsiteLoan },
  completeOffset: { request: OffsetCompletion, response: OffsiteLoan },
  returnOffset: { request: OffsetReturn, response: OffsiteLoan },
  openApplicant: { request: OpenIdentityRequest, response: OpenedApplicant },
  readOffsiteLoan: { response: OffsiteLoanDetail },
  listOffsiteLoans: { response: OffsiteLoanList },
  openBatch: { request: OpenBatchRequest, response: Batch },
  readBatch: { response: Batch },
  listBatchLines: { response: BatchLines },
  announceDocument: { request: AnnounceDocumentRequest, response: AnnouncedDocument },
  receiveDocument: { response: ReceivedDocument },
  openDocument: { request: OpenDocumentRequest, response: OpenedDocument },
} as const satisfies Partial<Record<RouteName, RouteSchemas>>

const schemas: Partial<Record<RouteName, RouteSchemas>> = ROUTE_SCHEMAS
export const schemasOf = (route: RouteName): RouteSchemas => schemas[route] ?? {}
