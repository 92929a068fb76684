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
} from "./accounts.ts"
import { AccountImport, AccountImportReport } from "./account-imports.ts"
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
import { LoanQuoteRequest, LoanQuoteResponse } from "./loan-quotes.ts"
import { AcknowledgeRequest, Acknowledged, Inbox, PutWebhookRequest, WebhookState } from "./messages.ts"
import { PolicyPack, PolicyState } from "./policies.ts"
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
  checkAccount: { request: AccountCheckRequest, response: AccountCheckResponse },
  openAccount: { request: OpenAccountRequest, response: AccountState },
  importAccounts: { request: AccountImport, response: AccountImportReport },
  readAccount: { response: Account },
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
} as const satisfies Partial<Record<RouteName, RouteSchemas>>

const schemas: Partial<Record<RouteName, RouteSchemas>> = ROUTE_SCHEMAS
export const schemasOf = (route: RouteName): RouteSchemas => schemas[route] ?? {}
