import { CenterId, MessageId, TransferId, UnmatchedFundsId } from "../../contracts/primitives.ts"
import type {
  ExplainUnmatchedFundsRequest,
  ReportUnmatchedFundsRequest,
  UnmatchedFunds as FundsView,
} from "../../contracts/unmatched-funds.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { Change } from "../domain/change.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { isZeroMoney } from "../domain/money/money.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { UnmatchedFunds } from "../domain/transfer/residual.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import { accept, type Call, type UseCase } from "./use-case.ts"

export interface SettleUnmatchedFundsNeeds {
  readonly readCenter: (id: string) => Promise<CenterRecord | undefined>
  readonly readUnmatchedFunds: (id: string) => Promise<UnmatchedFunds | undefined>
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
}

type View = FundsView

const viewOf = ({
  unmatchedFundsId,
  payingCenterId,
  receivingCenterId,
  amount,
  receivedOn,
  status,
  transferId,
}: UnmatchedFunds): View => ({
  unmatchedFundsId,
  payingCenterId,
  receivingCenterId,
  amount,
  receivedOn,
  status,
  ...(transferId === undefined ? {} : { transferId }),
})

const tellOfFunds = (funds: UnmatchedFunds, by: CenterId, call: Call<unknown>): Change => ({
  kind: "tell",
  message: {
    messageId: MessageId.parse(call.newId("msg")),
    type: funds.status === "reported" ? "funds.unmatched" : "funds.explained",
    to: by === funds.payingCenterId ? funds.receivingCenterId : funds.payingCenterId,
    at: call.now,
    subjectId: funds.unmatchedFundsId,
    ...(funds.transferId === undefined ? {} : { caseId: funds.transferId }),
    actionNeeded: funds.status === "reported",
    centerId: by,
  },
})

/** Money arrived that no letter asks for: the paying center is told and owes an explanation. */
export const reportUnmatchedFunds =
  (needs: SettleUnmatchedFundsNeeds): UseCase<ReportUnmatchedFundsRequest, View> =>
  async (call) => {
    const { payingCenterId, amount, receivedOn, bankSerial, reference, handler, reviewer } = call.body
    const receivingCenterId = CenterId.parse(call.callerId)
    if (receivedOn > chinaDateOf(call.now))
      return refuse("invalid-request", { rule: "VAL-010", field: "/receivedOn" })
    if (isZeroMoney(amount)) return refuse("invalid-request", { rule: "VAL-001", field: "/amount" })
    const paying = await needs.readCenter(payingCenterId)
    if (paying === undefined || payingCenterId === receivingCenterId)
      return refuse("unknown-center", { field: "/payingCenterId" })
    const funds: UnmatchedFunds = {
      unmatchedFundsId: UnmatchedFundsId.parse(call.newId("umf")),
      payingCenterId,
      receivingCenterId,
      amount,
      receivedOn,
      bankSerial,
      status: "reported",
      ...(reference === undefined ? {} : { reference }),
      at: call.now,
      staff: [{ handler, reviewer }],
    }
    return accept(viewOf(funds), [
      { kind: "saveUnmatchedFunds", funds, expected: "new" },
      tellOfFunds(funds, receivingCenterId, call),
    ])
  }

/** Only a transfer between the two centers explains money between them. */
const transferDefect = async (
  needs: SettleUnmatchedFundsNeeds,
  funds: UnmatchedFunds,
  transferId: TransferId | undefined,
): Promise<Refusal | undefined> => {
  if (transferId === undefined) return refuse("invalid-request", { rule: "VAL-008", field: "/transferId" })
  const transfer = await needs.readCase(transferId)
  const fits =
    transfer?.fromCenterId === funds.payingCenterId && transfer.toCenterId === funds.receivingCenterId
  return fits ? undefined : refuse("transfer-not-found", { field: "/transferId" })
}

/** What went back cannot be booked any more, and what was booked cannot go back as if no letter had asked for it. */
const entryClaim = ({ receivingCenterId, bankSerial, unmatchedFundsId, amount }: UnmatchedFunds): Change => ({
  kind: "claimBankEntry",
  centerId: receivingCenterId,
  bankSerial,
  caseId: unmatchedFundsId,
  amount,
})

/** The payer names the transfer that the money belongs to, or the receiver sends it back. */
export const explainUnmatchedFunds =
  (needs: SettleUnmatchedFundsNeeds): UseCase<ExplainUnmatchedFundsRequest, View> =>
  async (call) => {
    const funds = await needs.readUnmatchedFunds(call.params["unmatchedFundsId"] ?? "")
    if (
      funds === undefined ||
      (call.callerId !== funds.payingCenterId && call.callerId !== funds.receivingCenterId)
    )
      return refuse("unmatched-funds-not-found")
    const { outcome, transferId, reference, handler, reviewer } = call.body
    const party = outcome === "explained" ? funds.payingCenterId : funds.receivingCenterId
    if (call.callerId !== party) return refuse("wrong-party")
    if (funds.status !== "reported") return refuse("action-not-allowed")
    const defect = outcome === "explained" ? await transferDefect(needs, funds, transferId) : undefined
    if (defect !== undefined) return defect
    if (outcome === "returned" && reference === undefined)
      return refuse("invalid-request", { rule: "VAL-008", field: "/reference" })
    const settled: UnmatchedFunds = {
      ...funds,
      status: outcome,
      ...(outcome === "explained" && transferId !== undefined ? { transferId } : {}),
      staff: [...funds.staff, { handler, reviewer }],
    }
    const claim: readonly Change[] =
      outcome === "returned" && reference !== undefined
        ? [
            {
              kind: "claimPaymentReference",
              reference,
              caseId: funds.unmatchedFundsId,
              amount: funds.amount,
            },
            entryClaim(funds),
          ]
        : []
    return accept(viewOf(settled), [
      { kind: "saveUnmatchedFunds", funds: settled, expected: "reported" },
      ...claim,
      tellOfFunds(settled, party, call),
    ])
  }
