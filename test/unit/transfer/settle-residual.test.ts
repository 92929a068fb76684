import { describe, expect, it } from "vitest"
import { Money, PaymentReference, ResidualId } from "../../../contracts/primitives.ts"
import type { AccountRecord } from "../../../functions/domain/account/account-record.ts"
import type { Residual } from "../../../functions/domain/transfer/residual.ts"
import { completeResidual } from "../../../functions/use-cases/settle-residual.ts"
import { account, at, day, I, letterSent, newId, O, staff } from "./stage.ts"

const now = at("2026-10-09T02:00:00.000Z")
const { transfer } = letterSent()
const residual: Residual = {
  residualId: ResidualId.parse(newId("rsd")),
  transferId: transfer.transferId,
  kind: "backPayment",
  amount: Money.parse("10.00"),
  status: "sent",
  payingCenterId: O,
  receivingCenterId: I,
  receivingAccountNo: transfer.toAccountNo,
  reference: PaymentReference.parse("PAY-RSD-1"),
  at: now,
  staff: [staff],
}

/** The receiving center books the money that follows, into the account as it is found. */
const book = (receiver: AccountRecord | undefined) =>
  completeResidual({
    readCase: () => Promise.resolve({ ...transfer, status: "completed" }),
    readResiduals: () => Promise.resolve([residual]),
    readAccount: () => Promise.resolve(receiver === undefined ? undefined : { account: receiver }),
  })({
    callerId: I,
    now,
    nowMs: Date.parse(now),
    body: {
      payments: [{ amount: residual.amount, receivedOn: day("2026-10-09"), bankSerial: "B1" }],
      ...staff,
    },
    params: { transferId: transfer.transferId, residualId: residual.residualId },
    query: {},
    newId,
    keyRestricted: false,
  })

describe("money that follows a transfer", () => {
  it.each(["01", "02", "04"] as const)(
    "is booked into an account of status %s, unless it changes meanwhile",
    async (status) => {
      const receiver = account(I, "NEW1", { status, version: 7 })
      const booked = await book(receiver)
      expect(booked).toMatchObject({ outcome: "accepted", answer: { status: "booked" } })
      expect("changes" in booked && booked.changes).toContainEqual({
        kind: "expectAccount",
        account: receiver,
      })
    },
  )

  it.each(["03", "05"] as const)("is not booked into an account of status %s", async (status) => {
    expect(await book(account(I, "NEW1", { status }))).toMatchObject({
      problem: "new-account-not-open",
      rule: "TRF-003",
      caseId: transfer.transferId,
    })
  })
})
