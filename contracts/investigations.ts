import * as z from "zod"
import { FederationReference } from "./federation-reference.ts"
import {
  CenterId,
  DocumentId,
  FederationId,
  Instant,
  InvestigationId,
  LocalDate,
  Money,
  Note,
  Person,
  RegionCode,
  ServiceCaseId,
  TwoPeople,
} from "./primitives.ts"
import { ShownNotice } from "./shown-notice.ts"
import { containsResidentNumber } from "./withdrawals.ts"

const FactNumber = z
  .string()
  .regex(/^[\p{L}\p{N}〔〕()（）\-_/.]{1,60}$/u)
  .refine((text) => !containsResidentNumber(text.toUpperCase()), {
    message: "a person's number",
    params: { rule: "VAL-001" },
  })

const InvestigatedFact = z
  .strictObject({
    kind: z.enum(["contract", "titleCertificate"]).describe("网签或备案的购房合同, 不动产权证书"),
    number: FactNumber.describe("its number, as the registry writes it"),
    region: RegionCode.describe("GB/T 2260 code of the place of the home"),
    price: Money.optional().describe("总价 as the applicant states it, yuan"),
    purchasedOn: LocalDate.optional().describe("day of the contract or certificate, as stated"),
  })
  .describe("the home purchase that is asked about")
export type InvestigatedFact = z.infer<typeof InvestigatedFact>

const question = {
  fact: InvestigatedFact,
  question: Note.describe("what is asked; nothing personal"),
} as const

/** POST /v1/investigations: 跨地区购房信息协查, to the center of the city where the home stands. */
export const RequestInvestigationRequest = z
  .strictObject({
    homeCityCenterId: CenterId.describe("the center that is asked"),
    caseId: ServiceCaseId.optional().describe(
      "a service case of the asking center that waits for the answer",
    ),
    person: Person.describe("the buyer; encrypted, for the two centers only"),
    ...question,
    ...TwoPeople,
  })
  .meta({ id: "RequestInvestigationRequest" })
export type RequestInvestigationRequest = z.infer<typeof RequestInvestigationRequest>

const mostDocuments = 10

const InvestigationOutcome = z
  .enum(["confirmed", "notConfirmed", "notFound"])
  .describe("属实, 不属实, 查无此事")

export const InvestigationAnswerRequest = z.strictObject({
  outcome: InvestigationOutcome,
  note: Note.optional().describe("what was found; nothing personal"),
  documents: z.array(DocumentId).max(mostDocuments).optional().describe("of the answering center, uploaded"),
  ...TwoPeople,
})
export type InvestigationAnswerRequest = z.infer<typeof InvestigationAnswerRequest>

/** Taken back by the center that asked, while nobody has answered. */
export const InvestigationWithdrawalRequest = z.strictObject({
  reason: Note.describe("why; told to the asked center; nothing personal"),
  ...TwoPeople,
})
export type InvestigationWithdrawalRequest = z.infer<typeof InvestigationWithdrawalRequest>

/** `closed`: ended without an answer. `erased`: answered or closed, and identity and documents are gone. */
export const InvestigationStatus = z
  .enum(["requested", "answered", "closed", "erased"])
  .describe("待答复, 已答复, 未答复已关闭, 身份信息已清除")
export type InvestigationStatus = z.infer<typeof InvestigationStatus>

export const Investigation = z
  .strictObject({
    investigationId: InvestigationId.describe("names it"),
    status: InvestigationStatus,
    askingCenterId: CenterId.describe("who asked"),
    homeCityCenterId: CenterId.describe("who is asked"),
    caseId: ServiceCaseId.optional().describe("service case of the asking center; to that center only"),
    federation: FederationReference.describe("under which version the two share this service"),
    ...question,
    requestedAt: Instant.describe("when"),
    dueOn: LocalDate.optional().describe(
      "day by whose end it is answered; absent while its calendar is unpublished",
    ),
    escalatedAt: Instant.optional().describe("when it was escalated because nobody had answered"),
    answer: z
      .strictObject({
        outcome: InvestigationOutcome,
        note: Note.optional().describe("what was found"),
        documents: z.array(DocumentId).describe("to open with a purpose"),
        answeredAt: Instant.describe("when"),
      })
      .optional()
      .describe("absent: not answered"),
    closed: z
      .strictObject({
        reason: z
          .enum(["withdrawn", "unanswered"])
          .describe("taken back by the asking center, or nobody answered in thirty working days more"),
        at: Instant.describe("when"),
        note: Note.optional().describe("why it was taken back"),
      })
      .optional()
      .describe("absent: it was not closed without an answer"),
    version: z.int().min(1).describe("for If-Match"),
  })
  .meta({ id: "Investigation" })
export type Investigation = z.infer<typeof Investigation>

export const InvestigationDetail = Investigation.extend({
  history: z
    .array(
      z.strictObject({
        at: Instant,
        event: z.string().describe("what happened"),
        by: z.string().describe("acting center, or `clock`"),
        status: InvestigationStatus.describe("status after it"),
      }),
    )
    .describe("留痕, oldest first"),
}).meta({ id: "InvestigationDetail" })
export type InvestigationDetail = z.infer<typeof InvestigationDetail>

export const InvestigationList = z
  .strictObject({
    investigations: z
      .array(Investigation)
      .describe("newest first within a role; a filtered page may be short"),
    cursor: z.string().optional().describe("pass it on to read the next page; absent on the last one"),
  })
  .meta({ id: "InvestigationList" })
export type InvestigationList = z.infer<typeof InvestigationList>

export const InvestigatedPerson = z.strictObject({
  person: z
    .strictObject({
      documentType: z.string().describe("证件类型 附A.1"),
      documentNumber: z.string().describe("证件号码, as the request has it"),
      name: z.string().describe("姓名, as the request has it"),
    })
    .describe("the buyer"),
})
export type InvestigatedPerson = z.infer<typeof InvestigatedPerson>

/** POST /v1/region-notices, by a center about a place of its own province. */
export const PublishNoticeRequest = z
  .strictObject({
    federationId: FederationId.describe("for the members of which federation"),
    regionCode: RegionCode.describe("GB/T 2260 code of a city or district of the center's province"),
    from: LocalDate.describe("first day"),
    to: LocalDate.describe("last day, at most one year later"),
    reason: Note.describe("what is abnormal about purchases there; nothing personal"),
    ...TwoPeople,
  })
  .superRefine(({ from, to }, context) => {
    if (to < from)
      context.addIssue({ code: "custom", path: ["to"], message: "before from", params: { rule: "VAL-005" } })
  })
export type PublishNoticeRequest = z.infer<typeof PublishNoticeRequest>

export const WithdrawNoticeRequest = z.strictObject({
  reason: Note.describe("why; nothing personal"),
  ...TwoPeople,
})
export type WithdrawNoticeRequest = z.infer<typeof WithdrawNoticeRequest>

export const RegionNotice = ShownNotice.extend({
  publishedAt: Instant.describe("when"),
  withdrawnAt: Instant.optional().describe("when it was withdrawn; absent: it was not"),
}).meta({ id: "RegionNotice" })
export type RegionNotice = z.infer<typeof RegionNotice>

export const NoticeList = z
  .strictObject({
    notices: z.array(ShownNotice).describe("in force or to come, of the federations that bind the center"),
  })
  .meta({ id: "NoticeList" })
export type NoticeList = z.infer<typeof NoticeList>
