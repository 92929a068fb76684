import type { InboxMessage } from "../../contracts/messages.ts"
import { fenOf, moneyOf } from "../fen.ts"
import { chinaDay } from "./contribution-record.ts"
import { stillThinks, type Case, type Desk, type Handled } from "./desk.ts"

/** The transfer-in side: book when table and money match; a surplus goes back, and then it matches. */
export const answerStatement = async (
  desk: Desk,
  transfer: Case,
  message: InboxMessage,
): Promise<Handled> => {
  if (transfer.status !== "statementSent" && transfer.status !== "negotiating") return "done"
  if (stillThinks(desk, transfer.changedAt, message.messageId, transfer.status)) return "later"
  const arrived = desk.bank.content.payments.filter(
    (payment) => payment.transferId === transfer.transferId && payment.arrivesAtMs <= desk.nowMs(),
  )
  const due = fenOf(transfer.amount ?? "0.00")
  const received = arrived.reduce((total, payment) => total + fenOf(payment.amount), 0n)
  if (received < due) return "later"
  if (received > due && transfer.status === "statementSent") {
    await desk.act(transfer, "dispute", { reasonCode: "overpaid", receivedAmount: moneyOf(received) })
    return "later"
  }
  const today = chinaDay(desk.nowMs())
  const surplus = received - due
  await desk.act(transfer, "completion", {
    payments: arrived.map(({ reference, amount }) => ({
      reference,
      amount,
      receivedOn: today,
      bankSerial: `SN-${reference}`,
    })),
    ...(surplus === 0n
      ? {}
      : { returned: [{ reference: `DEMO-${transfer.letterNo}-R`, amount: moneyOf(surplus) }] }),
  })
  return "done"
}
