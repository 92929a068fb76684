import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type {
  InvestigatedFact,
  InvestigationAnswerRequest,
  InvestigationStatus,
} from "../../../contracts/investigations.ts"
import type {
  CenterId,
  DocumentId,
  FederationId,
  Instant,
  InvestigationId,
  LocalDate,
  NoticeId,
  PersonRef,
  ServiceCaseId,
  StaffId,
} from "../../../contracts/primitives.ts"

/** A question of one center to another about a purchase. Its identity lies encrypted beside it. */
export interface InvestigationRecord {
  readonly investigationId: InvestigationId
  readonly status: InvestigationStatus
  readonly askingCenterId: CenterId
  readonly homeCityCenterId: CenterId
  readonly personRef: PersonRef
  readonly caseId?: ServiceCaseId
  readonly federation: FederationReference
  readonly fact: InvestigatedFact
  readonly question: string
  readonly requestedAt: Instant
  readonly dueOn?: LocalDate
  readonly escalatedAt?: Instant
  readonly answer?: {
    readonly outcome: InvestigationAnswerRequest["outcome"]
    readonly note?: string
    readonly documents: readonly DocumentId[]
    readonly answeredAt: Instant
  }
  readonly closed?: {
    readonly reason: "withdrawn" | "unanswered"
    readonly at: Instant
    readonly note?: string
  }
  /** When the clock looks at it: the answer is due, nobody will give it any more, or what it carried is to be erased. */
  readonly timerAt?: Instant
  readonly version: number
}

/** What of a notice its readers and a purchase in its city need: all of it but who signed. */
export interface NoticeLine {
  readonly noticeId: NoticeId
  readonly centerId: CenterId
  readonly federationId: FederationId
  readonly regionCode: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly reason: string
}

export interface NoticeRecord extends NoticeLine {
  readonly handler: StaffId
  readonly reviewer: StaffId
  readonly publishedAt: Instant
  readonly withdrawn?: {
    readonly at: Instant
    readonly reason: string
    readonly handler: StaffId
    readonly reviewer: StaffId
  }
  readonly version: number
}
