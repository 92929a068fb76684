import * as z from "zod"
import { caseHistory } from "./case-history.ts"
import { AccountStatus, AccountTotals, Segment } from "./accounts.ts"
import { REFUSAL_REASONS, TRANSFER_STATUSES } from "./codes.ts"
import { FederationReference } from "./federation-reference.ts"
import { namesOf } from "./names-of.ts"
import {
  AccountKind,
  AccountNo,
  CenterId,
  Instant,
  LetterNo,
  LocalDate,
  Money,
  Month,
  Note,
  PaymentReference,
  Person,
  ResidualId,
  TransferId,
  TwoPeople,
} from "./primitives.ts"

export const TransferStatusName = z.enum(namesOf(TRANSFER_STATUSES))
export const TransferStatusCode = z
  .enum(["00", "01", "02", "05", "06", "08", "13", "20", "40", "X1"])
  .describe("AppPrStatus of the national transfer platform; X1 is the hub's own")
export const RefusalReason = z
  .enum(namesOf(REFUSAL_REASONS))
  .describe("closed list; see the code tables for category and guidance")

export const Phone = z
  .string()
  .regex(/^(1\d{10}|0\d{2,3}-\d{7,8}|\+\d{6,15})$/)
  .describe("mobile, or area code and number (区号-号码)")

export const RequestTransferRequest = z.strictObject({
  person: Person,
  fromCenterId: CenterId.describe("transfer-out center (转出地)"),
  fromAccountNo: AccountNo.describe("the old account"),
  accountKind: AccountKind,
  formerEmployer: z.string().min(1).max(120).optional().describe("原工作单位"),
  toAccountNo: AccountNo.describe("the new account at the acting center"),
  appliedOn: LocalDate.describe("day of the application; the 3 working days to the letter count from it"),
  contact: z.strictObject({ phone: Phone }).describe("how the transfer-out center reaches the applicant"),
  batchNo: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/)
    .optional()
    .describe("批次号 of the center, when several letters belong together"),
  replaces: TransferId.optional().describe("an ended letter that this one replaces"),
  ...TwoPeople,
})
export type RequestTransferRequest = z.infer<typeof RequestTransferRequest>

export const Payment = z.strictObject({
  reference: PaymentReference.describe("used once, ever"),
  amount: Money,
  paidOn: LocalDate.describe("day on which the money left"),
})
export type Payment = z.infer<typeof Payment>

export const LetterConfirmation = z.strictObject({ ...TwoPeople })
export const LetterRefusal = z.strictObject({
  reasonCode: RefusalReason,
  note: Note.optional(),
  suggestedCenterId: CenterId.optional().describe("for wrong-center"),
  ...TwoPeople,
})
export const Statement = z
  .strictObject({
    principal: Money.describe("with credited interest and subsidies"),
    interest: Money.describe("since the last credit of 30 June; the transfer-out center's figure binds"),
    amount: Money.describe("principal + interest"),
    segments: z
      .array(Segment)
      .min(1)
      .max(50)
      .describe("principals and interests add up to those above, to the fen"),
    openedOn: LocalDate,
    paidThrough: Month,
    sixMonthsContinuous: z.boolean().describe("paid without a gap in the six months up to paidThrough"),
    loanCount: z
      .int()
      .min(0)
      .max(9)
      .describe("housing provident fund loans ever used at the transfer-out center"),
    hasUnsettledLoan: z.boolean().describe("是否有未结清贷款 (LoanEndFlag)"),
    hasFraudRecord: z.boolean().describe("是否有骗提骗贷记录 (FrLoanFlag)"),
    payment: Payment.optional().describe("when the money leaves with the statement"),
    ...TwoPeople,
  })
  .superRefine((statement, context) => {
    if (statement.paidThrough < statement.openedOn.slice(0, 7))
      context.addIssue({
        code: "custom",
        path: ["paidThrough"],
        message: "before the opening",
        params: { rule: "TRF-017" },
      })
  })
  .meta({ id: "Statement" })
export type Statement = z.infer<typeof Statement>

export const PaymentNotice = Payment.extend({ ...TwoPeople })
export const PaymentReturn = z.strictObject({
  reference: PaymentReference,
  returnedOn: LocalDate,
  note: Note.optional(),
  ...TwoPeople,
})

export const ReceivedPayment = z.strictObject({
  reference: PaymentReference.optional().describe("missing when the bank did not pass it on"),
  amount: Money,
  receivedOn: LocalDate,
  bankSerial: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .describe("serial of the receiving bank"),
})
export const Completion = z.strictObject({
  payments: z.array(ReceivedPayment).max(20).describe("what arrived; empty for amount 0.00"),
  returned: z
    .array(z.strictObject({ reference: PaymentReference, amount: Money }))
    .max(20)
    .optional()
    .describe("surplus sent back, each under a new reference"),
  ...TwoPeople,
})
export type Completion = z.infer<typeof Completion>
export const DisputeReason = z
  .enum(["not-received", "underpaid", "overpaid", "statement-wrong", "wrong-person", "other"])
  .describe("未到账, 少到, 多到, 账户信息表有误, 非本人, 其他")
export type DisputeReason = z.infer<typeof DisputeReason>
export const Dispute = z.strictObject({
  reasonCode: DisputeReason,
  receivedAmount: Money.optional(),
  note: Note.optional(),
  ...TwoPeople,
})
export const StopRequest = z.strictObject({ note: Note.optional(), ...TwoPeople })
export const Cancellation = z.strictObject({ note: Note.optional(), ...TwoPeople })
export const RefusalAcknowledgement = z.strictObject({ ...TwoPeople })
export const ReturnOfMoney = z.strictObject({
  returns: z
    .array(z.strictObject({ reference: PaymentReference, amount: Money, paidOn: LocalDate }))
    .max(20)
    .describe(
      "the money that goes back, whole: at least what stands in transit; empty when nothing does, because nothing left or the bank sent it back",
    ),
  note: Note.optional(),
  ...TwoPeople,
})
export const ReturnConfirmation = z.strictObject({ receivedOn: LocalDate, ...TwoPeople })

/** Ledger of the case. The three figures always add up to the statement's amount. */
export const TransferLedger = z.strictObject({
  bookedAtTransferOut: z
    .string()
    .describe("yuan still booked at the transfer-out center; negative while a surplus is on its way"),
  inTransit: Money,
  bookedAtTransferIn: Money,
})

export const Leg = z.enum([
  "letter",
  "confirmation",
  "statement",
  "payment",
  "completion",
  "negotiation",
  "acknowledgement",
])
export type Leg = z.infer<typeof Leg>

export const Transfer = z
  .strictObject({
    transferId: TransferId,
    letterNo: LetterNo,
    status: TransferStatusName,
    statusCode: TransferStatusCode,
    fromCenterId: CenterId,
    fromAccountNo: AccountNo,
    toCenterId: CenterId,
    toAccountNo: AccountNo,
    accountKind: AccountKind,
    appliedOn: LocalDate,
    letterLate: z
      .boolean()
      .optional()
      .describe("true when the letter left later than 3 working days after appliedOn"),
    leg: Leg.optional().describe("the leg that is running"),
    dueOn: LocalDate.optional().describe("last working day of the leg, due at 24:00 China time"),
    dueAt: Instant.optional(),
    dueUnpublishedYear: z
      .string()
      .optional()
      .describe(
        "the deadline falls into a year whose working days are not published yet; no date is guessed",
      ),
    actingCenterId: CenterId.optional().describe("who must act"),
    escalations: z.int().min(0).describe("how often breached legs were escalated"),
    receivingAccount: z
      .strictObject({
        bankName: z.string().describe("开户银行"),
        accountTail: z.string().describe("last four digits"),
      })
      .describe("where the money goes; the whole number is opened with the identity"),
    amount: Money.optional().describe("principal + interest of the statement"),
    principal: Money.optional(),
    interest: Money.optional(),
    ledger: TransferLedger.optional().describe("where the money is; its sum is the amount"),
    refusal: z
      .strictObject({
        reasonCode: RefusalReason,
        note: z.string().optional().describe("of the transfer-out center, for people"),
        suggestedCenterId: CenterId.optional(),
      })
      .optional()
      .describe("转出审核不通过: why"),
    dispute: z
      .strictObject({ reasonCode: DisputeReason, receivedAmount: Money.optional() })
      .optional()
      .describe("协商: what does not match"),
    stopRequested: z
      .boolean()
      .optional()
      .describe("the applicant asked to stop; the transfer-out center decides"),
    formerAccountStatus: AccountStatus.optional(),
    batchNo: z.string().optional().describe("批次号, as the letter has it"),
    replaces: TransferId.optional(),
    federation: FederationReference.optional().describe(
      "the federation version by whose rules the letter left; absent: none was used",
    ),
    openedAt: Instant,
    changedAt: Instant,
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "Transfer" })
export type Transfer = z.infer<typeof Transfer>

export const ResidualKind = z
  .enum(["backPayment", "correction", "overpaidContribution"])
  .describe("补缴, 更正, or 多缴退回: why money follows")
export const Residual = z.strictObject({
  residualId: ResidualId,
  transferId: TransferId,
  kind: ResidualKind,
  amount: Money,
  status: z.enum(["sent", "booked"]).describe("sent by the payer, or booked by the receiver"),
  payingCenterId: CenterId,
  receivingCenterId: CenterId,
})

/** A case with what belongs to it; no identity in clear. */
export const TransferDetail = z.strictObject({
  ...Transfer.shape,
  statement: Statement.optional().describe("the statement in force, to the two parties"),
  totals: AccountTotals.optional().describe(
    "what the statement's segments add up to, by kind of contributor",
  ),
  residuals: z
    .array(Residual.pick({ residualId: true, kind: true, amount: true, status: true }))
    .optional()
    .describe("money that followed the completed transfer"),
  history: caseHistory(TransferStatusName),
})

export const TransferList = z.strictObject({
  transfers: z.array(Transfer).describe("newest first within a role"),
  cursor: z.string().optional().describe("pass it on to read the next page"),
})

export const OpenIdentityRequest = z.strictObject({
  purpose: z
    .enum(["match-account", "contact-applicant", "book-transfer", "negotiate", "inspect"])
    .describe("why the center asks; recorded before the answer"),
})
export const OpenedIdentity = z.strictObject({
  person: z
    .strictObject({
      documentType: z.string().describe("证件类型 附A.1"),
      documentNumber: z.string().describe("证件号码, as the letter has it"),
      name: z.string().describe("姓名, as the letter has it"),
    })
    .describe("the applicant"),
  contact: z
    .strictObject({ phone: z.string().describe("联系电话 of the applicant") })
    .describe("as the letter has it"),
  formerEmployer: z.string().optional().describe("原工作单位"),
  receivingAccount: z
    .strictObject({
      bankName: z.string().describe("开户银行"),
      accountName: z.string().describe("户名"),
      accountNumber: z.string().describe("账号, whole"),
    })
    .optional()
    .describe("where the money goes: the transfer-in center's account that was in force at the letter"),
})

export const ReportResidualRequest = z.strictObject({
  kind: ResidualKind,
  amount: Money,
  segment: Segment.optional().describe("the months and money that follow, when they change the record"),
  months: z.array(Month).max(120).optional().describe("the months that are paid or corrected"),
  payment: Payment.describe("the money, under a reference of its own"),
  ...TwoPeople,
})
export const ResidualCompletion = z.strictObject({
  payments: z.array(ReceivedPayment).min(1).max(20).describe("what arrived; adds up to the residual"),
  ...TwoPeople,
})

export type LetterConfirmation = z.infer<typeof LetterConfirmation>
export type LetterRefusal = z.infer<typeof LetterRefusal>
export type PaymentNotice = z.infer<typeof PaymentNotice>
export type PaymentReturn = z.infer<typeof PaymentReturn>
export type StopRequest = z.infer<typeof StopRequest>
export type Cancellation = z.infer<typeof Cancellation>
export type RefusalAcknowledgement = z.infer<typeof RefusalAcknowledgement>
export type ReturnOfMoney = z.infer<typeof ReturnOfMoney>
export type ReturnConfirmation = z.infer<typeof ReturnConfirmation>
export type Dispute = z.infer<typeof Dispute>
export type TransferDetail = z.infer<typeof TransferDetail>
export type TransferList = z.infer<typeof TransferList>
export type OpenIdentityRequest = z.infer<typeof OpenIdentityRequest>
export type OpenedIdentity = z.infer<typeof OpenedIdentity>
export type ReportResidualRequest = z.infer<typeof ReportResidualRequest>
export type Residual = z.infer<typeof Residual>
export type ResidualCompletion = z.infer<typeof ResidualCompletion>
