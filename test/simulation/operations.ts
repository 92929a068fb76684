import type * as z from "zod"
import { OpenAccountRequest, SealRequest } from "../../contracts/accounts.ts"
import { AcknowledgeRequest } from "../../contracts/messages.ts"
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
import { openAccount } from "../../functions/use-cases/open-account.ts"
import { readInbox } from "../../functions/use-cases/read-inbox.ts"
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
    readInbox: (call: Call<unknown>) => readInbox(hub)({ ...call, body: undefined }),
    acknowledgeMessages: behind(AcknowledgeRequest, acknowledgeMessages(hub)),
  } as const satisfies Partial<Record<keyof typeof ROUTES, Operation>>
}

export type OperationName = keyof ReturnType<typeof operationsOf>
