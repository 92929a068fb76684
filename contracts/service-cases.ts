import * as z from "zod"
import { caseHistory } from "./case-history.ts"
import { FederationReference } from "./federation-reference.ts"
import { namesOf } from "./names-of.ts"
import { DocumentKind } from "./documents.ts"
import { PolicyHash, PolicyReference } from "./policy-reference.ts"
import {
  AccountNo,
  AgreementNo,
  BatchNo,
  CenterId,
  CertificateNo,
  ContractNo,
  ContributorType,
  DocumentId,
  Instant,
  LocalDate,
  Money,
  Month,
  Note,
  PaymentReference,
  Person,
  ServiceCaseId,
  TwoPeople,
  UnitCreditCode,
} from "./primitives.ts"
import { RuleId } from "./rules.ts"
import { runningLeg } from "./running-leg.ts"
import { Matter, ServiceModeName, Situation } from "./service-catalogue.ts"
import { RATINGS, SERVICE_REFUSALS, SERVICE_STATUSES } from "./service-codes.ts"
import { Phone } from "./transfers.ts"
import { MoneyByType, WithdrawalDetails, WithdrawalJudgment } from "./withdrawals.ts"
import { shownWarnings } from "./shown-warning.ts"
import { shownNotices } from "./shown-notice.ts"

/**
 * 跨省通办: a person asks at the receiving center R (受理地) or online, the home center H (缴存地) decides. The hub
 * carries the case, its documents and its clock, and never the right to decide.
 */

export const ServiceStatusName = z.enum(namesOf(SERVICE_STATUSES))
export const ServiceRefusalReason = z
  .enum(namesOf(SERVICE_REFUSALS))
  .describe("closed list; see the code tables for guidance")
export const Rating = z.enum(namesOf(RATINGS)).describe("好差评")

const withdrawal = {
  accountNo: AccountNo.optional().describe("home account, as far as the applicant knows it"),
  amount: Money.optional().describe("what is asked for, yuan; absent: as much as may leave"),
}
const months = { from: Month.describe("first month"), to: Month.describe("last month") }
const unit = { unitCreditCode: UnitCreditCode.describe("统一社会信用代码 of the unit") }

/** What each matter must say. A field of another matter is refused. */
export const ServiceDetails = z
  .discriminatedUnion("matter", [
    z.strictObject({
      matter: z.literal("informationQuery").describe("查询"),
      topics: z
        .array(z.enum(["account", "contributions", "loans"]))
        .min(1)
        .max(3)
        .describe("what the person wants to know"),
    }),
    z.strictObject({
      matter: z.literal("contributionCertificate").describe("缴存使用证明"),
      use: z.enum(["loan", "settlement", "other"]).describe("what it is for"),
      addressedTo: CenterId.optional().describe("致: the center that reads it"),
    }),
    z.strictObject({
      matter: z.literal("payoffCertificate").describe("还清证明"),
      contractNo: ContractNo.describe("the loan that is paid off"),
    }),
    z.strictObject({
      matter: z
        .enum([
          "retirementWithdrawal",
          "earlyRetirementWithdrawal",
          "purchaseWithdrawal",
          "rentWithdrawal",
          "otherWithdrawal",
        ])
        .describe("提取"),
      ...withdrawal,
      withdrawal: WithdrawalDetails.describe("the purpose fits the matter"),
    }),
    z.strictObject({
      matter: z.literal("unitRegistration").describe("单位登记开户"),
      ...unit,
      contributionRate: z
        .string()
        .regex(/^0\.\d{1,4}$/)
        .describe('缴存比例 as a plain ratio, "0.12"'),
      employees: z.int().min(1).max(1_000_000).describe("缴存人数 at the beginning"),
      startsIn: Month.describe("first month of contributions"),
    }),
    z.strictObject({
      matter: z.literal("informationChange").describe("缴存信息变更"),
      subject: z.enum(["unit", "person"]).describe("whose record changes"),
      accountNo: AccountNo.optional().describe("account of the person"),
      unitCreditCode: UnitCreditCode.optional(),
      fields: z
        .array(
          z.enum([
            "name",
            "document",
            "phone",
            "bankAccount",
            "address",
            "contributionBase",
            "contributionRate",
          ]),
        )
        .min(1)
        .max(7)
        .describe("what changes; the new values are in the documents, not here"),
    }),
    z.strictObject({
      matter: z.literal("regularContribution").describe("汇缴"),
      ...unit,
      month: Month.describe("month that is paid"),
      employees: z.int().min(1).max(1_000_000).describe("缴存人数"),
      amount: Money.describe("yuan, unit's and employees' shares together"),
    }),
    z.strictObject({
      matter: z.literal("backPayment").describe("补缴"),
      ...unit,
      ...months,
      contributorType: ContributorType.describe("a flexible contributor cannot pay back months"),
      amount: Money.describe("yuan"),
    }),
    z.strictObject({
      matter: z.enum(["earlyFullRepayment", "earlyPartialRepayment"]).describe("提前还款"),
      contractNo: ContractNo.describe("loan of the home center"),
      amount: Money.describe("yuan; of a full repayment what is owed"),
      repayOn: LocalDate.describe("day on which the money is there"),
    }),
    z.strictObject({
      matter: z.literal("flexibleAccountOpening").describe("灵活就业人员开户"),
      formOfWork: z.enum(["selfEmployed", "partTime", "newForm"]).describe("个体经营、非全日制、新就业形态"),
      rhythm: z.enum(["month", "quarter", "halfYear", "year", "lumpSum"]).describe("缴存周期"),
      monthlyContribution: Money.describe("月缴存额, yuan"),
    }),
    z.strictObject({
      matter: z.literal("flexibleContribution").describe("灵活就业人员缴存"),
      accountNo: AccountNo.describe("home account"),
      ...months,
      amount: Money.describe("yuan, of all those months"),
    }),
  ])
  .meta({ id: "ServiceDetails" })
export type ServiceDetails = z.infer<typeof ServiceDetails>

const Documents = z
  .array(DocumentId)
  .max(20)
  .refine((ids) => new Set(ids).size === ids.length, { message: "named twice", params: { rule: "DOC-004" } })

export const RequestServiceRequest = z.strictObject({
  mode: ServiceModeName.describe("one of those that the home center's catalogue allows for the matter"),
  situation: Situation.describe("办事情形 of the catalogue"),
  person: Person.describe(
    "the applicant, who holds the account; of a unit's matter its agent, of a withdrawal after death the deceased",
  ),
  homeCenterId: CenterId.describe("缴存地, which decides; the caller itself for its own online cases"),
  details: ServiceDetails.describe("by matter"),
  documents: Documents.optional().describe("documents that the caller announced and uploaded"),
  contact: z.strictObject({ phone: Phone }).describe("how the applicant is reached"),
  bankAccount: z
    .strictObject({
      accountName: z.string().min(1).max(120).describe("户名"),
      accountNo: z
        .string()
        .regex(/^\d{8,32}$/)
        .describe("银行账号"),
      bankName: z.string().min(1).max(120).describe("开户银行"),
    })
    .optional()
    .describe("where a withdrawal is paid to; kept encrypted, shown to the two centers only"),
  appliedOn: LocalDate.describe("day of the application"),
  batchNo: BatchNo.optional().describe("批次号, when it came in a batch"),
  ...TwoPeople,
})
export type RequestServiceRequest = z.infer<typeof RequestServiceRequest>

export const SupplementRequest = z.strictObject({
  missing: z
    .array(DocumentKind)
    .min(1)
    .max(20)
    .describe("kinds of document that are missing or not readable, as the catalogue names them"),
  note: Note.optional().describe("for people; nothing personal"),
  ...TwoPeople,
})
export type SupplementRequest = z.infer<typeof SupplementRequest>

export const Supplement = z.strictObject({
  documents: Documents.min(1).describe("documents that were announced and uploaded since"),
  note: Note.optional().describe("for people; nothing personal"),
  ...TwoPeople,
})
export type Supplement = z.infer<typeof Supplement>

export const Verification = z.strictObject({
  outcome: z.enum(["verified", "notVerified"]).describe("核实相符, 核实不符"),
  verifiedOn: LocalDate,
  method: z
    .enum(["registry", "contract", "site", "court", "other"])
    .describe("查询登记, 合同备案, 现场, 法院, 其他"),
  note: Note.optional().describe("for people; nothing personal"),
  ...TwoPeople,
})
export type Verification = z.infer<typeof Verification>

export const ServiceResult = z.strictObject({
  certificateNo: CertificateNo.optional().describe("of a certificate that was issued"),
  accountNo: AccountNo.optional().describe("of an account that was opened or changed"),
  agreementNo: AgreementNo.optional().describe("of an agreement that was signed"),
  documents: Documents.optional().describe(
    "what the applicant gets, announced and uploaded by the home center",
  ),
})
export type ServiceResult = z.infer<typeof ServiceResult>

/** H decides, under its own rules. The hub adds the policy by hash and refuses what no rule lets out. */
export const ServiceDecision = z
  .discriminatedUnion("outcome", [
    z.strictObject({
      outcome: z.literal("approved").describe("审批通过"),
      amount: Money.optional().describe("yuan; of a withdrawal, and of a withdrawal only"),
      accountNo: AccountNo.optional().describe("the account of a withdrawal; absent: as the request has it"),
      reason: Note.optional().describe("why, where no rule of the hub's data decides; nothing personal"),
      rule: RuleId.optional().describe("rule that decided"),
      result: ServiceResult.optional().describe("what the matter ends with"),
      ...TwoPeople,
    }),
    z.strictObject({
      outcome: z.literal("refused").describe("审批不通过"),
      reasonCode: ServiceRefusalReason,
      reason: Note.optional().describe("for people; nothing personal"),
      rule: RuleId.optional().describe("rule that decided"),
      ...TwoPeople,
    }),
  ])
  .meta({ id: "ServiceDecision" })
export type ServiceDecision = z.infer<typeof ServiceDecision>

export const ServicePayment = z.strictObject({
  reference: PaymentReference.describe("used once, ever"),
  amount: Money.describe("yuan; what was approved"),
  paidOn: LocalDate,
  ...TwoPeople,
})
export type ServicePayment = z.infer<typeof ServicePayment>

export const ServicePaymentReturn = z.strictObject({
  reference: PaymentReference.describe("the payment that came back"),
  returnedOn: LocalDate,
  note: Note.optional().describe("what the bank says; nothing personal"),
  ...TwoPeople,
})
export type ServicePaymentReturn = z.infer<typeof ServicePaymentReturn>

/** 办结: the applicant has the result. */
export const ServiceClosure = z
  .strictObject({
    deliveredOn: LocalDate.describe("day on which the applicant was told or got the papers"),
    delivery: z.enum(["counter", "online", "post"]).describe("窗口, 网上, 邮寄"),
    trackingNo: z
      .string()
      .regex(/^[A-Za-z0-9-]{6,40}$/)
      .optional()
      .describe("邮寄单号; for delivery by post"),
    note: Note.optional(),
    ...TwoPeople,
  })
  .superRefine(({ delivery, trackingNo }, context) => {
    if ((delivery === "post") !== (trackingNo !== undefined))
      context.addIssue({
        code: "custom",
        path: ["trackingNo"],
        message: "with post only",
        params: { rule: "SVC-007" },
      })
  })
export type ServiceClosure = z.infer<typeof ServiceClosure>

/** 撤销审批: before the money has left, or after it came back. */
export const ServiceRevocation = z.strictObject({
  reasonCode: ServiceRefusalReason,
  reason: Note.describe("for people; nothing personal"),
  ...TwoPeople,
})
export type ServiceRevocation = z.infer<typeof ServiceRevocation>

export const ServiceCancellation = z.strictObject({ note: Note.optional(), ...TwoPeople })

/** 好差评: once, of a closed case, passed on by the center that served the applicant. */
export const ServiceRating = z.strictObject({
  rating: Rating,
  note: Note.optional().describe("what the applicant says; nothing personal"),
  ratedOn: LocalDate,
  ...TwoPeople,
})
export type ServiceRating = z.infer<typeof ServiceRating>

export const RatingReply = z.strictObject({
  reply: Note.describe("差评整改: what was found and mended; nothing personal"),
  substantiated: z.boolean().describe("whether the complaint was found true"),
  ...TwoPeople,
})
export type RatingReply = z.infer<typeof RatingReply>

export const ServiceLeg = z
  .enum(["supplement", "verification", "decision", "payment", "delivery", "ratingReply"])
  .describe("补正, 核实, 审批, 付款, 送达, 差评答复")
export type ServiceLeg = z.infer<typeof ServiceLeg>

export const ServiceCase = z
  .strictObject({
    serviceCaseId: ServiceCaseId.describe("names the case"),
    status: ServiceStatusName.describe("see the code tables"),
    matter: Matter,
    mode: ServiceModeName,
    situation: Situation,
    receivingCenterId: CenterId.describe("受理地 R; the home center itself for its own online cases"),
    homeCenterId: CenterId.describe("缴存地 H"),
    appliedOn: LocalDate,
    details: z
      .looseObject({ matter: Matter })
      .describe(
        "what was asked, as the request has it, without the people that it names; of a case that ended some days ago its matter and purpose only",
      ),
    documents: z.array(DocumentId).describe("documents of the case"),
    missing: z.array(z.string()).optional().describe("what a supplement is asked of"),
    legs: z.array(runningLeg(ServiceLeg)).describe("what somebody must do, the earliest first"),
    escalations: z.int().min(0).describe("how often breached legs were escalated"),
    check: z
      .strictObject({
        verdict: WithdrawalJudgment.shape.verdict,
        withdrawalReason: WithdrawalJudgment.shape.withdrawalReason,
        rule: RuleId.optional().describe("the rule that decided"),
        mostAmount: Money.optional().describe("to the home center only, yuan"),
        most: MoneyByType.optional().describe("to the home center only"),
        notices: shownNotices
          .optional()
          .describe("警示公告 on the place of the home, to the home center only"),
        warnings: shownWarnings
          .optional()
          .describe(
            "联合惩戒 in force at its approval, to the home center only; absent: none, or not looked at",
          ),
        checkedAt: Instant,
      })
      .optional()
      .describe("pre-check of a withdrawal at the last event"),
    verification: z
      .strictObject({
        outcome: Verification.shape.outcome,
        verifiedOn: LocalDate,
        method: Verification.shape.method,
      })
      .optional()
      .describe("两地联办: what the receiving center found"),
    decision: z
      .strictObject({
        outcome: z.enum(["approved", "refused"]).describe("审批通过, 审批不通过"),
        reasonCode: ServiceRefusalReason.optional(),
        reason: z.string().optional().describe("for people"),
        rule: RuleId.describe("rule that decided; SVC-003 where it was the home center's judgment alone"),
        policyHash: PolicyHash.optional().describe(
          "of the home center's pack that it was decided under; absent: it has none",
        ),
        amount: Money.optional().describe("approved, yuan"),
        handler: z.string().describe("经办人 of the home center"),
        reviewer: z.string().describe("复核人 of the home center"),
        decidedOn: LocalDate,
        result: ServiceResult.optional().describe("what the matter ended with"),
      })
      .optional()
      .describe("of the home center, the only one that decides"),
    policy: PolicyReference.optional().describe(
      "the home center's pack that the case is judged by; absent: it has none",
    ),
    federation: FederationReference.optional().describe(
      "the federation version that the case is judged by before that pack; absent: the two centers agreed on nothing for it",
    ),
    payment: z
      .strictObject({
        reference: PaymentReference,
        amount: Money,
        paidOn: LocalDate,
        returnedOn: LocalDate.optional().describe("the bank sent it back"),
      })
      .optional()
      .describe("the newest payment"),
    closure: z
      .strictObject({
        deliveredOn: LocalDate,
        delivery: z.enum(["counter", "online", "post"]).describe("窗口, 网上, 邮寄"),
        trackingNo: z.string().optional().describe("邮寄单号"),
      })
      .optional()
      .describe("办结"),
    rating: z
      .strictObject({
        rating: Rating,
        ratedOn: LocalDate,
        note: z.string().optional().describe("what the applicant says"),
        reply: z
          .strictObject({
            reply: z.string().describe("差评整改"),
            substantiated: z.boolean().describe("whether the complaint was found true"),
            repliedOn: LocalDate,
          })
          .optional()
          .describe("of the home center, to a bad rating"),
      })
      .optional()
      .describe("好差评"),
    batchNo: BatchNo.optional().describe("批次号, as the request has it"),
    openedAt: Instant,
    changedAt: Instant,
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "ServiceCase" })
export type ServiceCase = z.infer<typeof ServiceCase>

export const ServiceCaseDetail = z
  .strictObject({ ...ServiceCase.shape, history: caseHistory(ServiceStatusName) })
  .meta({ id: "ServiceCaseDetail" })
export type ServiceCaseDetail = z.infer<typeof ServiceCaseDetail>

export const ServiceCaseList = z.strictObject({
  serviceCases: z.array(ServiceCase).describe("newest first within a role"),
  cursor: z.string().optional().describe("pass it on to read the next page"),
})
export type ServiceCaseList = z.infer<typeof ServiceCaseList>

export const OpenedServiceApplicant = z.strictObject({
  person: z
    .strictObject({
      documentType: z.string().describe("证件类型 附A.1"),
      documentNumber: z.string().describe("证件号码, as the request has it"),
      name: z.string().describe("姓名, as the request has it"),
    })
    .describe("the applicant"),
  contact: z
    .strictObject({ phone: z.string().describe("联系电话 of the applicant") })
    .describe("as the request has it"),
  principal: z
    .strictObject({
      documentType: z.string().describe("证件类型 附A.1"),
      documentNumber: z.string().describe("证件号码"),
      name: z.string().describe("姓名"),
    })
    .optional()
    .describe("owner, patient or heir that the withdrawal names"),
  bankAccount: RequestServiceRequest.shape.bankAccount,
})
export type OpenedServiceApplicant = z.infer<typeof OpenedServiceApplicant>
