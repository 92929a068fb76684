import * as z from "zod"
import { caseHistory } from "./case-history.ts"
import { AccountStatus, AccountTotals, Segment } from "./accounts.ts"
import { CERTIFICATION_REFUSALS, OFFSITE_LOAN_STATUSES } from "./offsite-loan-codes.ts"
import { LoanTerms } from "./loans.ts"
import { BindingConstraint, LoanQuoteRequest } from "./loan-quotes.ts"
import { FederationReference } from "./federation-reference.ts"
import { namesOf } from "./names-of.ts"
import { PolicyReference } from "./policy-reference.ts"
import { Share } from "./policy-figures.ts"
import {
  AccountNo,
  BankSerial,
  CenterId,
  CertificateNo,
  ConsentCode,
  ContractNo,
  Instant,
  LocalDate,
  Money,
  Month,
  Note,
  OffsiteLoanId,
  PaymentReference,
  Person,
  ReservationId,
  TwoPeople,
} from "./primitives.ts"
import { runningLeg } from "./running-leg.ts"
import { Phone } from "./transfers.ts"

/**
 * 异地贷款 (建金〔2015〕135号): the loan center L lends to a person whose account stands at the home center H. H says
 * what its record is worth and keeps the money in place; L decides, lends and bears the risk.
 */

export const OffsiteLoanStatusName = z.enum(namesOf(OFFSITE_LOAN_STATUSES))
export const CertificationRefusalReason = z
  .enum(namesOf(CERTIFICATION_REFUSALS))
  .describe("closed list; see the code tables for guidance")

export const RequestOffsiteLoanRequest = z.strictObject({
  person: Person.describe("the applicant who pays in at the home center"),
  homeCenterId: CenterId.describe("缴存地, which certifies"),
  homeAccountNo: AccountNo.optional().describe("as far as the applicant knows it"),
  consent: ConsentCode.describe(
    "授权码 of the applicant, given by the home center today; used up by this call",
  ),
  contact: z.strictObject({ phone: Phone }).describe("how the home center reaches the applicant"),
  appliedOn: LocalDate.describe("day of the application at the loan center"),
  ...TwoPeople,
})
export type RequestOffsiteLoanRequest = z.infer<typeof RequestOffsiteLoanRequest>

/**
 * 异地贷款缴存使用证明: the eighteen fields of the certificate. Name and document number are those of the request and are
 * opened with the identity; the other sixteen are here (the handler is the issuer).
 */
export const Certification = z
  .strictObject({
    accountNo: AccountNo.describe("GJJZH 个人账号"),
    openedMonth: Month.describe(
      "KHSJ 开户年月 of the account; months that a transfer brought may be earlier",
    ),
    accountStatus: AccountStatus.describe("ZHZT 账户状态"),
    contributionBase: Money.describe("JCJS 缴存基数 a month, yuan"),
    unitRate: Share.describe(
      'DWJCBL 单位缴存比例, "0.12"; of a flexible contributor the whole rate',
    ).optional(),
    ownRate: Share.describe("GRJCBL 个人缴存比例").optional(),
    monthlyContribution: Money.describe("YJCE 月缴存额"),
    balance: Money.describe("JCYE 余额 of the account, what its segments add up to"),
    continuousFrom: Month.describe("LXJCKS 连续缴存起, a month of the segments"),
    continuousTo: Month.describe("LXJCJS 连续缴存止, a month of the segments and not after this one"),
    hasUsedLoan: z.boolean().describe("SFDK 是否贷款"),
    loanCount: z.int().min(0).max(9).describe("DKCS 贷款次数"),
    loanTotal: Money.describe("LJJE 累计贷款金额"),
    unsettledBalance: Money.describe("WQCDKYE 未清偿余额; a certificate is issued for 0.00 only"),
    centerPhone: Phone.describe("LXDH 联系电话 of the issuing office, not of a person"),
    segments: z
      .array(Segment)
      .min(1)
      .max(50)
      .describe("the contribution record of the account; adds up to the balance, to the fen"),
    validTo: LocalDate.describe("last day of the certificate; at most 90 days from today"),
    ...TwoPeople,
  })
  .superRefine((certificate, context) => {
    const refuse = (field: string, rule: string) => {
      context.addIssue({ code: "custom", path: [field], message: "contradiction", params: { rule } })
    }
    if (certificate.continuousTo < certificate.continuousFrom) refuse("continuousTo", "VAL-005")
    if (certificate.hasUsedLoan !== certificate.loanCount > 0) refuse("loanCount", "LON-007")
    if ((certificate.loanCount === 0) !== (certificate.loanTotal === "0.00")) refuse("loanTotal", "LON-007")
  })
  .meta({ id: "Certification" })
export type Certification = z.infer<typeof Certification>

export const CertificationRefusal = z.strictObject({
  reasonCode: CertificationRefusalReason,
  note: Note.optional().describe("for people; nothing personal"),
  ...TwoPeople,
})
export type CertificationRefusal = z.infer<typeof CertificationRefusal>

/** The quote of the case: by the loan center's own rules, over the record that the home center certified. */
export const OffsiteLoanQuoteRequest = LoanQuoteRequest.omit({ centerId: true, on: true }).meta({
  id: "OffsiteLoanQuoteRequest",
})
export type OffsiteLoanQuoteRequest = z.infer<typeof OffsiteLoanQuoteRequest>

export const Grant = z.strictObject({
  ...LoanTerms.shape,
  certificateNo: CertificateNo.describe("the certificate that the grant uses up"),
  reservationId: ReservationId.describe("the reservation that holds borrower, co-borrowers and spouse"),
  overrideReason: Note.regex(/\S/u)
    .optional()
    .describe(
      "why more, longer or at another rate is lent than the quote of the case says; kept as evidence",
    ),
  ...TwoPeople,
})
export type Grant = z.infer<typeof Grant>

export const LoanRejection = z.strictObject({
  reasonCode: z
    .enum(["credit", "income", "home", "documents", "not-eligible", "withdrawn-by-applicant", "other"])
    .describe("征信, 收入, 房屋, 材料, 不符合条件, 申请人放弃, 其他"),
  note: Note.optional().describe("for people; nothing personal"),
  ...TwoPeople,
})
export type LoanRejection = z.infer<typeof LoanRejection>

export const OffsiteLoanCancellation = z.strictObject({ note: Note.optional(), ...TwoPeople })

export const CollectionRequest = z.strictObject({
  overduePeriods: z.int().min(1).max(600).describe("逾期期数"),
  overdueAmount: Money.describe("逾期本息, yuan"),
  note: Note.optional().describe("for people; nothing personal"),
  ...TwoPeople,
})
export type CollectionRequest = z.infer<typeof CollectionRequest>

export const CollectionAnswer = z.strictObject({
  contacted: z.boolean().describe("whether the borrower was reached"),
  deduction: z
    .strictObject({
      reference: PaymentReference.describe("used once, ever"),
      amount: Money.describe("yuan, taken from the account under the loan contract"),
      paidOn: LocalDate,
    })
    .optional()
    .describe("扣划 to the loan center; absent: nothing was deducted"),
  note: Note.optional().describe("for people; nothing personal"),
  ...TwoPeople,
})
export type CollectionAnswer = z.infer<typeof CollectionAnswer>

/** 冲还贷: the home center pays from the account to the loan. */
export const LoanOffset = z.strictObject({
  reference: PaymentReference.describe("used once, ever"),
  amount: Money.describe("yuan; not more than the loan's balance"),
  paidOn: LocalDate,
  ...TwoPeople,
})
export type LoanOffset = z.infer<typeof LoanOffset>

export const OffsetCompletion = z.strictObject({
  receivedOn: LocalDate,
  bankSerial: BankSerial.describe("serial of the loan center's bank; booked once, ever"),
  balance: Money.describe("未偿本金 after the money was booked"),
  ...TwoPeople,
})
export type OffsetCompletion = z.infer<typeof OffsetCompletion>

export const OffsetReturn = z.strictObject({
  returnedOn: LocalDate.describe("the bank sent the money back to the home center"),
  note: Note.optional(),
  ...TwoPeople,
})
export type OffsetReturn = z.infer<typeof OffsetReturn>

export const OffsiteLeg = z
  .enum(["certification", "decision", "collectionAnswer", "offsetCompletion", "offsetReturn", "statusFeed"])
  .describe("出具证明, 贷款审批, 协助催收, 冲还贷入账, 结清后在途冲还贷退回, 每月还款状态")
export type OffsiteLeg = z.infer<typeof OffsiteLeg>

export const OffsiteLoan = z
  .strictObject({
    offsiteLoanId: OffsiteLoanId,
    status: OffsiteLoanStatusName,
    loanCenterId: CenterId.describe("贷款地 L"),
    homeCenterId: CenterId.describe("缴存地 H; follows the account"),
    homeAccountNo: AccountNo.optional().describe(
      "known from the certificate on; shown as long as it is there",
    ),
    appliedOn: LocalDate,
    legs: z.array(runningLeg(OffsiteLeg)).describe("what somebody must do, the earliest first"),
    escalations: z.int().min(0).describe("how often breached legs were escalated"),
    certificateNo: CertificateNo.optional(),
    validTo: LocalDate.optional().describe("last day of the certificate"),
    refusal: z
      .strictObject({
        reasonCode: CertificationRefusalReason,
        note: z.string().optional().describe("of the home center, for people"),
      })
      .optional()
      .describe("不予出具: why"),
    quote: z
      .strictObject({
        amount: Money.describe("what a grant may not pass without a stated reason"),
        bindingConstraint: BindingConstraint,
        eligible: z.boolean().describe("whether every rule on months, age and status is met"),
        termMonths: z.int().describe("term that the repayment was measured over, months"),
        yearlyRate: z.string().describe("rate that it was measured at, as a plain ratio"),
        quotedAt: Instant,
      })
      .optional()
      .describe("额度测算 of the case"),
    policy: PolicyReference.optional().describe(
      "the loan center's pack that the case is judged by, whatever is uploaded later",
    ),
    recognition: FederationReference.optional().describe(
      "证明互认: the federation version under which the loan center takes the certificate without further papers",
    ),
    grant: z
      .strictObject({
        contractNo: ContractNo,
        amount: Money,
        termMonths: z.int().describe("term, months"),
        yearlyRate: Share.describe("yearly rate as a plain ratio"),
        grantedOn: LocalDate,
        overrideReason: z.string().optional().describe("why the quote was passed"),
      })
      .optional()
      .describe("回执: what was lent"),
    rejection: z
      .strictObject({
        reasonCode: LoanRejection.shape.reasonCode,
        note: z.string().optional().describe("for people"),
      })
      .optional()
      .describe("不予贷款: why"),
    loan: z
      .strictObject({
        balance: Money,
        overduePeriods: z.int().describe("逾期期数"),
        overdueAmount: Money,
        asOf: Month.optional().describe("month of the last feed"),
      })
      .optional()
      .describe("还款状态 as last fed by the loan center"),
    collection: z
      .strictObject({
        overduePeriods: z.int().describe("逾期期数 at the request"),
        overdueAmount: Money,
        requestedOn: LocalDate,
        answer: z
          .strictObject({
            contacted: z.boolean().describe("whether the borrower was reached"),
            deduction: CollectionAnswer.shape.deduction,
            answeredOn: LocalDate,
          })
          .optional()
          .describe("of the home center"),
      })
      .optional()
      .describe("the newest 协助催收"),
    offset: z
      .strictObject({
        reference: PaymentReference,
        amount: Money,
        paidOn: LocalDate,
        status: z.enum(["sent", "booked", "returned"]).describe("在途, 已入账, 已退回"),
      })
      .optional()
      .describe("the newest 冲还贷"),
    homes: z
      .array(z.strictObject({ centerId: CenterId, until: LocalDate }))
      .describe("home centers before the present one, the oldest first"),
    payoffCertificateNo: CertificateNo.optional().describe("结清证明"),
    endedOn: LocalDate.optional(),
    openedAt: Instant,
    changedAt: Instant,
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "OffsiteLoan" })
export type OffsiteLoan = z.infer<typeof OffsiteLoan>

const CertificateShown = z.strictObject({
  ...Certification.shape,
  certificateNo: CertificateNo,
  issuedOn: LocalDate,
  addressedTo: CenterId.describe("致: the loan center"),
})

/** A case with its certificate and its history; no identity in clear. */
export const OffsiteLoanDetail = z
  .strictObject({
    ...OffsiteLoan.shape,
    certificate: CertificateShown.optional().describe(
      "the certificate, to the loan center and the home center that issued it, while the case runs",
    ),
    totals: AccountTotals.optional().describe(
      "what the certificate's segments add up to, by kind of contributor",
    ),
    history: caseHistory(OffsiteLoanStatusName),
  })
  .meta({ id: "OffsiteLoanDetail" })
export type OffsiteLoanDetail = z.infer<typeof OffsiteLoanDetail>

export const OffsiteLoanList = z.strictObject({
  offsiteLoans: z.array(OffsiteLoan).describe("newest first within a role"),
  cursor: z.string().optional().describe("pass it on to read the next page"),
})
export type OffsiteLoanList = z.infer<typeof OffsiteLoanList>

export const OpenedApplicant = z.strictObject({
  person: z
    .strictObject({
      documentType: z.string().describe("证件类型 附A.1"),
      documentNumber: z.string().describe("SFZH 证件号码, as the request has it"),
      name: z.string().describe("ZGXM 姓名, as the request has it"),
    })
    .describe("the applicant"),
  contact: z
    .strictObject({ phone: z.string().describe("联系电话 of the applicant") })
    .describe("as the request has it"),
})
export type OpenedApplicant = z.infer<typeof OpenedApplicant>
