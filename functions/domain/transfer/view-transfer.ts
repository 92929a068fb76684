import { TRANSFER_STATUSES } from "../../../contracts/codes.ts"
import type { Transfer } from "../../../contracts/transfers.ts"
import { viewLeg } from "../case/view-legs.ts"
import { centerOf } from "./transfer-decision.ts"
import { ledgerOf, type TransferCase } from "./transfer-case.ts"

const running = (transfer: TransferCase): Partial<Transfer> =>
  transfer.running === undefined ? {} : viewLeg(transfer.running, (party) => centerOf(transfer, party))

const figures = (transfer: TransferCase): Partial<Transfer> => {
  const { statement } = transfer
  if (statement === undefined) return {}
  const { principal, interest, amount } = statement
  return { principal, interest, amount, ledger: ledgerOf(transfer) }
}

/** The case as its two centers see it: nothing of the person but the account numbers. */
export const viewTransfer = (transfer: TransferCase): Transfer => ({
  transferId: transfer.transferId,
  letterNo: transfer.letterNo,
  status: transfer.status,
  statusCode: TRANSFER_STATUSES[transfer.status].code,
  fromCenterId: transfer.fromCenterId,
  fromAccountNo: transfer.fromAccountNo,
  toCenterId: transfer.toCenterId,
  toAccountNo: transfer.toAccountNo,
  accountKind: transfer.accountKind,
  appliedOn: transfer.appliedOn,
  ...(transfer.letterLate ? { letterLate: true } : {}),
  ...running(transfer),
  escalations: transfer.escalations,
  receivingAccount: {
    bankName: transfer.receivingAccount.bankName,
    accountTail: transfer.receivingAccount.accountNumber.slice(-4),
  },
  ...figures(transfer),
  ...(transfer.refusal === undefined ? {} : { refusal: transfer.refusal }),
  ...(transfer.dispute === undefined ? {} : { dispute: transfer.dispute }),
  ...(transfer.stopRequested ? { stopRequested: true } : {}),
  ...(transfer.formerAccount === undefined ? {} : { formerAccountStatus: transfer.formerAccount.status }),
  ...(transfer.batchNo === undefined ? {} : { batchNo: transfer.batchNo }),
  ...(transfer.replaces === undefined ? {} : { replaces: transfer.replaces }),
  ...(transfer.federation === undefined ? {} : { federation: transfer.federation }),
  openedAt: transfer.openedAt,
  changedAt: transfer.changedAt,
  version: transfer.version,
})
