import type { ServicePayment, ServicePaymentReturn } from "../../../contracts/service-cases.ts"
import { HoldId } from "../../../contracts/primitives.ts"
import { isOpen, withHold, withoutHoldsOf, type AccountRecord } from "../account/account-record.ts"
import { heldBy } from "../account/account-bar.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { withPaid, withReturned } from "../withdrawal/withdrawal-ledger.ts"
import { barOfMoney, from } from "./decide-service.ts"
import { isWithdrawal, type ServiceCase } from "./service-case.ts"
import {
  acceptedService,
  serviceAccountHistory,
  tellService,
  type ServiceContext,
  type ServiceOutcome,
} from "./service-decision.ts"

/** Whose later hold does not stop money that was approved before it: the transfer waits for the payment. */
const waitsForPayment = ["transferOut", "certificate"]

const paymentDefect = (
  serviceCase: ServiceCase,
  payment: ServicePayment,
  context: ServiceContext,
): Refusal | undefined => {
  if (!isWithdrawal(serviceCase)) return refuse("payment-not-due", { rule: "SVC-005" })
  if (payment.paidOn > context.today) return refuse("invalid-request", { rule: "VAL-010", field: "/paidOn" })
  const { decision } = serviceCase
  const earliest = serviceCase.payment?.returnedOn ?? decision?.decidedOn
  if (earliest !== undefined && payment.paidOn < earliest)
    return refuse("invalid-request", { rule: "VAL-005", field: "/paidOn" })
  if (payment.amount !== decision?.amount)
    return refuse("amount-mismatch", { rule: "SVC-005", field: "/amount" })
  const { homeAccount } = context
  if (homeAccount === undefined || !isOpen(homeAccount))
    // Money that came back to an account that was merged or closed since is still the holder's, and paid again.
    return serviceCase.payment === undefined ? refuse("account-already-closed") : undefined
  const hold = barOfMoney(homeAccount, context)
  if (hold === undefined || waitsForPayment.includes(hold.ground)) return undefined
  return heldBy(hold)
}

/** The account without what the approval put on it, and the ledger with the day of the payment. */
const booked = (
  account: AccountRecord,
  event: string,
  ledger: Change[],
  context: ServiceContext,
): readonly Change[] => [
  { kind: "saveAccount", account },
  serviceAccountHistory(account, event, context),
  ...ledger,
]

/** H: the money left, for what was approved and no more. */
export const payService = (
  serviceCase: ServiceCase,
  payment: ServicePayment,
  context: ServiceContext,
): ServiceOutcome => {
  const caseId = serviceCase.serviceCaseId
  const defect = paymentDefect(serviceCase, payment, context)
  if (defect !== undefined) return { ...defect, caseId }
  const { homeAccount, ledger, now, newId } = context
  const { reference, amount, paidOn } = payment
  const paid = withPaid(ledger, caseId, paidOn)
  const account = homeAccount === undefined || !isOpen(homeAccount) ? undefined : homeAccount
  return acceptedService(
    serviceCase,
    { ...serviceCase, status: "paid", payment: { reference, amount, paidOn } },
    "payment",
    context,
    (saved, by) => [
      ...(account === undefined
        ? []
        : booked(
            withoutHoldsOf(account, caseId),
            "withdrawal",
            paid === undefined ? [] : [{ kind: "saveWithdrawals", ledger: paid }],
            context,
          )),
      { kind: "claimPaymentReference", reference, caseId, amount },
      ...tellService(saved, "receiving", "service.paid", { now, newId, ...from(by) }),
    ],
  )
}

/**
 * H: the bank sent the money back, even after the case was closed: it is approved again, and to be paid under another
 * reference.
 */
export const returnServicePayment = (
  serviceCase: ServiceCase,
  { reference, returnedOn }: ServicePaymentReturn,
  context: ServiceContext,
): ServiceOutcome => {
  const caseId = serviceCase.serviceCaseId
  const { payment } = serviceCase
  if (payment === undefined || payment.reference !== reference)
    return refuse("payment-unknown", { field: "/reference", caseId })
  if (returnedOn > context.today || returnedOn < payment.paidOn)
    return refuse("invalid-request", {
      rule: returnedOn > context.today ? "VAL-010" : "VAL-005",
      field: "/returnedOn",
      caseId,
    })
  const { homeAccount, ledger, now, newId, today } = context
  const isReopened = serviceCase.status === "closed"
  const back = withReturned(ledger, caseId)
  const { closure: _closure, erasesAt, ...rest } = serviceCase
  const held =
    homeAccount === undefined || !isOpen(homeAccount)
      ? undefined
      : withHold(homeAccount, {
          holdId: HoldId.parse(newId("hld")),
          ground: "withdrawal",
          scope: ["closing", "transfer"],
          from: today,
          caseId,
        })
  return acceptedService(
    serviceCase,
    {
      ...rest,
      status: "approved",
      payment: { ...payment, returnedOn },
      ...(isReopened ? { reopenedAt: now } : {}),
    },
    "payment-return",
    context,
    (saved, by) => [
      ...(held === undefined
        ? []
        : booked(
            held,
            "withdrawal-return",
            back === undefined ? [] : [{ kind: "saveWithdrawals", ledger: back }],
            context,
          )),
      ...(isReopened ? reopened(saved, erasesAt !== undefined && now < erasesAt) : []),
      ...tellService(saved, "receiving", "service.payment-returned", { now, newId, ...from(by) }),
    ],
  )
}

/** The case goes on: its identity stays, as long as it is there. */
const reopened = (saved: ServiceCase, keeps: boolean): readonly Change[] =>
  keeps ? [{ kind: "keepIdentity", caseId: saved.serviceCaseId }] : []
