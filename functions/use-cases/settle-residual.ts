import { MessageId, ResidualId, SegmentId, TransferId } from "../../contracts/primitives.ts"
import type { MessageType } from "../../contracts/messages.ts"
import type {
  ReportResidualRequest,
  Residual as ResidualView,
  ResidualCompletion,
} from "../../contracts/transfers.ts"
import { isOpen, type AccountName, type AccountRecord } from "../domain/account/account-record.ts"
import type { Change } from "../domain/change.ts"
import { equalMoney, isZeroMoney } from "../domain/money/money.ts"
import { bankEntryClaims } from "../domain/transfer/bank-entries.ts"
import { addUpTo } from "../domain/transfer/money-checks.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { Residual } from "../domain/transfer/residual.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import { readOwnCase } from "./act-on-transfer.ts"
import { accept, type Call, type UseCase } from "./use-case.ts"

export interface SettleResidualNeeds {
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
  readonly readResiduals: (id: TransferId) => Promise<readonly Residual[]>
  readonly readAccount: (name: AccountName) => Promise<{ readonly account: AccountRecord } | undefined>
}

type View = ResidualView

const viewOf = ({
  residualId,
  transferId,
  kind,
  amount,
  status,
  payingCenterId,
  receivingCenterId,
}: Residual): View => ({
  residualId,
  transferId,
  kind,
  amount,
  status,
  payingCenterId,
  receivingCenterId,
})

const tellOfResidual = (
  residual: Residual,
  to: string,
  by: Residual["payingCenterId"],
  type: MessageType,
  call: Call<unknown>,
): Change => ({
  kind: "tell",
  message: {
    messageId: MessageId.parse(call.newId("msg")),
    type,
    to,
    at: call.now,
    caseId: residual.transferId,
    subjectId: residual.residualId,
    accountNo: residual.receivingAccountNo,
    actionNeeded: type === "transfer.residual-sent",
    centerId: by,
  },
})

/** What joins the record is the money that follows, to the fen, of the kind that was transferred. */
const segmentDefect = (
  { amount, segment }: ReportResidualRequest,
  { accountKind, transferId: caseId }: TransferCase,
): Refusal | undefined => {
  if (segment === undefined) return undefined
  if (segment.accountKind !== accountKind)
    return refuse("invalid-request", { rule: "TRF-019", field: "/segment/accountKind", caseId })
  return addUpTo([{ amount: segment.principal }, { amount: segment.interest }], amount)
    ? undefined
    : refuse("amount-mismatch", { rule: "TRF-010", field: "/segment", caseId })
}

/** The money is the one payment that was announced: a reference of other money books nothing here. */
const paymentsDefect = (
  { payments }: ResidualCompletion,
  { reference, amount, transferId: caseId }: Residual,
): Refusal | undefined => {
  const field = "/payments"
  if (!addUpTo(payments, amount)) return refuse("amount-mismatch", { rule: "TRF-011", field, caseId })
  const named = payments.flatMap((payment) => payment.reference ?? [])
  if (named.some((name) => name !== reference)) return refuse("payment-unknown", { field, caseId })
  const isTwice =
    named.length > 1 || new Set(payments.map(({ bankSerial }) => bankSerial)).size < payments.length
  return isTwice ? refuse("payment-reference-used", { rule: "TRF-012", field, caseId }) : undefined
}

/**
 * Money is booked into an account that lives, or that a transfer closed (04): what reaches such an account follows that
 * transfer by a residual of its own. One that was merged or withdrawn keeps nothing; its center sends the money back.
 */
const receiverOf = async (
  needs: SettleResidualNeeds,
  { receivingCenterId, receivingAccountNo, transferId: caseId }: Residual,
): Promise<{ readonly outcome: "found"; readonly account: AccountRecord } | Refusal> => {
  const found = await needs.readAccount({ centerId: receivingCenterId, accountNo: receivingAccountNo })
  return found !== undefined && (isOpen(found.account) || found.account.status === "04")
    ? { outcome: "found", account: found.account }
    : refuse("new-account-not-open", { rule: "TRF-003", caseId })
}

/** Late contributions, corrections and interest still reach the old account after a transfer: they follow it. */
export const reportResidual =
  (needs: SettleResidualNeeds): UseCase<ReportResidualRequest, View> =>
  async (call) => {
    const found = await readOwnCase(needs, call)
    if (found.outcome === "refused") return found
    const { case: transfer, party } = found
    const caseId = transfer.transferId
    if (transfer.status !== "completed" && transfer.status !== "completedAfterNegotiation")
      return refuse("action-not-allowed", { caseId })
    const { body } = call
    if (isZeroMoney(body.amount) || !equalMoney(body.amount, body.payment.amount))
      return refuse("amount-mismatch", { rule: "TRF-011", field: "/payment/amount", caseId })
    const defect = segmentDefect(body, transfer)
    if (defect !== undefined) return defect
    const residual: Residual = {
      residualId: ResidualId.parse(call.newId("rsd")),
      transferId: caseId,
      kind: body.kind,
      amount: body.amount,
      status: "sent",
      payingCenterId: party === "out" ? transfer.fromCenterId : transfer.toCenterId,
      receivingCenterId: party === "out" ? transfer.toCenterId : transfer.fromCenterId,
      receivingAccountNo: party === "out" ? transfer.toAccountNo : transfer.fromAccountNo,
      reference: body.payment.reference,
      ...(body.segment === undefined ? {} : { segment: body.segment }),
      ...(body.months === undefined ? {} : { months: body.months }),
      at: call.now,
      staff: [{ handler: body.handler, reviewer: body.reviewer }],
    }
    return accept(viewOf(residual), [
      { kind: "saveResidual", residual, expected: "new" },
      { kind: "claimPaymentReference", reference: residual.reference, caseId, amount: residual.amount },
      tellOfResidual(
        residual,
        residual.receivingCenterId,
        residual.payingCenterId,
        "transfer.residual-sent",
        call,
      ),
    ])
  }

/** The months that came with the money join the record of the new account, marked as transferred. */
const bookedSegment = (residual: Residual, transfer: TransferCase, call: Call<unknown>): readonly Change[] =>
  residual.segment === undefined
    ? []
    : [
        {
          kind: "saveSegments",
          account: { centerId: residual.receivingCenterId, accountNo: residual.receivingAccountNo },
          origin: residual.residualId,
          segments: [
            {
              ...residual.segment,
              segmentId: SegmentId.parse(call.newId("seg")),
              origin: {
                kind: "transferred",
                fromCenterId: residual.payingCenterId,
                transferId: transfer.transferId,
              },
            },
          ],
        },
      ]

/** The receiving center has the money and books it. */
export const completeResidual =
  (needs: SettleResidualNeeds): UseCase<ResidualCompletion, View> =>
  async (call) => {
    const found = await readOwnCase(needs, call)
    if (found.outcome === "refused") return found
    const { case: transfer } = found
    const caseId = transfer.transferId
    const residual = (await needs.readResiduals(caseId)).find(
      (known) => known.residualId === call.params["residualId"],
    )
    if (residual === undefined) return refuse("residual-not-found", { caseId })
    if (residual.receivingCenterId !== call.callerId) return refuse("wrong-party", { caseId })
    if (residual.status !== "sent") return refuse("action-not-allowed", { caseId })
    const defect = paymentsDefect(call.body, residual)
    if (defect !== undefined) return defect
    const receiver = await receiverOf(needs, residual)
    if (receiver.outcome === "refused") return receiver
    const { handler, reviewer } = call.body
    const booked: Residual = {
      ...residual,
      status: "booked",
      staff: [...residual.staff, { handler, reviewer }],
    }
    return accept(viewOf(booked), [
      { kind: "saveResidual", residual: booked, expected: "sent" },
      { kind: "expectAccount", account: receiver.account },
      ...bookedSegment(residual, transfer, call),
      ...bankEntryClaims(call.body.payments, residual.receivingCenterId, residual.residualId),
      tellOfResidual(
        booked,
        booked.payingCenterId,
        booked.receivingCenterId,
        "transfer.residual-booked",
        call,
      ),
    ])
  }
