import * as z from "zod"
import {
  CenterId,
  LocalDate,
  Money,
  PaymentReference,
  TransferId,
  TwoPeople,
  UnmatchedFundsId,
} from "./primitives.ts"

/** 待匹配资金: money that arrived without a letter. */
export const ReportUnmatchedFundsRequest = z.strictObject({
  payingCenterId: CenterId.describe("the center whose account the money came from"),
  amount: Money,
  receivedOn: LocalDate,
  bankSerial: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .describe("serial of the receiving bank"),
  reference: PaymentReference.optional(),
  ...TwoPeople,
})
export type ReportUnmatchedFundsRequest = z.infer<typeof ReportUnmatchedFundsRequest>

export const UnmatchedFunds = z.strictObject({
  unmatchedFundsId: UnmatchedFundsId,
  payingCenterId: CenterId,
  receivingCenterId: CenterId,
  amount: Money,
  receivedOn: LocalDate,
  status: z
    .enum(["reported", "explained", "returned"])
    .describe("reported by the receiver, explained by the payer, or sent back"),
  transferId: TransferId.optional(),
})
export type UnmatchedFunds = z.infer<typeof UnmatchedFunds>

export const ExplainUnmatchedFundsRequest = z.strictObject({
  outcome: z
    .enum(["explained", "returned"])
    .describe("explained by the payer with a transfer, or sent back by the receiver"),
  transferId: TransferId.optional(),
  reference: PaymentReference.optional().describe("of the payment back, when returned"),
  ...TwoPeople,
})
export type ExplainUnmatchedFundsRequest = z.infer<typeof ExplainUnmatchedFundsRequest>
