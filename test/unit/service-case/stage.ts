import { PaymentReference } from "../../../contracts/primitives.ts"
import {
  AccountNo,
  CenterId,
  Instant,
  LocalDate,
  Money,
  PersonRef,
  ServiceCaseId,
  StaffId,
} from "../../../contracts/primitives.ts"
import { ServiceDetails } from "../../../contracts/service-cases.ts"
import type { ServiceMode, ServiceStatus } from "../../../contracts/service-codes.ts"
import type { WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import type { AccountRecord } from "../../../functions/domain/account/account-record.ts"
import { calendarFor } from "../../../functions/domain/calendar/working-days.ts"
import type { ServiceCommand } from "../../../functions/domain/service-case/decide-service-case.ts"
import type { ServiceCase, ServiceParty } from "../../../functions/domain/service-case/service-case.ts"
import type { ServiceContext } from "../../../functions/domain/service-case/service-decision.ts"

// A case of 30,000.00 yuan for a purchase, and whatever a decision may look at.

export const R = CenterId.parse("140500000000000")
export const H = CenterId.parse("210100000000000")
export const id = ServiceCaseId.parse("svc_01KAZZZZZZZZZZZZZZZZZZZZZZ")
export const applicant = PersonRef.parse(`prs_${"A".repeat(22)}`)
export const now = Instant.parse("2026-09-01T01:00:00.000Z")
const today = LocalDate.parse("2026-09-01")
export const yuan = (text: string) => Money.parse(text)
const staff = { handler: StaffId.parse("h-01"), reviewer: StaffId.parse("r-02") }

const purchase = ServiceDetails.parse({
  matter: "purchaseWithdrawal",
  accountNo: "SVC-1",
  withdrawal: {
    purpose: "purchase",
    relation: "self",
    region: "140500",
    contractNo: "HT-1",
    price: "900000.00",
    purchasedOn: "2026-08-20",
  },
})
export const query = ServiceDetails.parse({ matter: "informationQuery", topics: ["account"] })

export const aCase = (over: Partial<ServiceCase> = {}): ServiceCase => ({
  serviceCaseId: id,
  status: "submitted",
  version: 3,
  generation: 1,
  personRef: applicant,
  receivingCenterId: R,
  homeCenterId: H,
  mode: "joint",
  situation: "newHome",
  details: purchase,
  appliedOn: today,
  openedAt: now,
  changedAt: now,
  documents: [],
  legDays: { verification: 2, decision: 3, supplement: 15, payment: 3, delivery: 3, kind: "working" },
  required: [],
  legs: [],
  escalations: 0,
  ...over,
})

/** A case as it stands in a status, whatever had to happen before. */
export const inStatus = (status: ServiceStatus, over: Partial<ServiceCase> = {}): ServiceCase => {
  const decided = ["approved", "refused", "paid", "closed"].includes(status)
  return aCase({
    status,
    ...(decided
      ? {
          accountNo: AccountNo.parse("SVC-1"),
          decision: {
            outcome: status === "refused" ? "refused" : "approved",
            rule: "WDR-001",
            amount: yuan("30000.00"),
            handler: "h-01",
            reviewer: "r-02",
            decidedOn: today,
          },
        }
      : {}),
    ...(["paid", "closed"].includes(status)
      ? {
          payment: {
            reference: PaymentReference.parse("PAY-1"),
            amount: yuan("30000.00"),
            paidOn: today,
          },
        }
      : {}),
    ...over,
  })
}

export const account = (over: Partial<AccountRecord> = {}): AccountRecord => ({
  personRef: applicant,
  nameMac: "mac",
  centerId: H,
  accountNo: AccountNo.parse("SVC-1"),
  accountKind: "basic",
  contributorType: "employee",
  status: "01",
  statusSince: today,
  openedOn: LocalDate.parse("2020-01-02"),
  contested: false,
  holds: [],
  version: 5,
  ...over,
})

export const judgment = (over: Partial<WithdrawalJudgment> = {}): WithdrawalJudgment => ({
  verdict: "allowed",
  withdrawalReason: "01",
  mostAmount: yuan("50000.00"),
  most: { employee: yuan("40000.00"), flexible: yuan("10000.00") },
  closesAccount: false,
  onlyTowardLoan: false,
  evidence: [],
  steps: [],
  ...over,
})

export const contextOf = (
  actor: readonly ServiceParty[] | "clock",
  over: Partial<ServiceContext> = {},
): ServiceContext => {
  let ids = 0
  return {
    now,
    today,
    actor: actor === "clock" ? actor : new Set(actor),
    ...(actor === "clock" ? {} : { staff }),
    person: {
      personRef: applicant,
      accounts: [account()],
      openTransfers: [],
      findings: [],
      loans: [],
      offsiteLoans: [],
      openServices: [],
    },
    homeAccount: account(),
    homeAccountIsAnothers: false,
    judgment: judgment(),
    papers: [],
    bindings: [],
    calendars: { receiving: calendarFor({}), home: calendarFor({}) },
    identityErasureDays: 15,
    newId: (prefix) => {
      ids += 1
      return `${prefix}_01KAZZZZZZZZZZZZZZZZZZZZ${String(ids).padStart(2, "0")}`
    },
    ...over,
  }
}

export const commands = {
  "supplement-request": { action: "supplement-request", body: { missing: ["purchaseContract"], ...staff } },
  supplement: { action: "supplement", body: { documents: [], ...staff } },
  verification: {
    action: "verification",
    body: { outcome: "verified", verifiedOn: today, method: "contract", ...staff },
  },
  decision: { action: "decision", body: { outcome: "approved", amount: yuan("30000.00"), ...staff } },
  payment: {
    action: "payment",
    body: { reference: PaymentReference.parse("PAY-2"), amount: yuan("30000.00"), paidOn: today, ...staff },
  },
  "payment-return": {
    action: "payment-return",
    body: { reference: PaymentReference.parse("PAY-1"), returnedOn: today, ...staff },
  },
  closure: { action: "closure", body: { deliveredOn: today, delivery: "counter", ...staff } },
  cancellation: { action: "cancellation" },
  rating: { action: "rating", body: { rating: "good", ratedOn: today, ...staff } },
  revocation: { action: "revocation", body: { reasonCode: "other", reason: "审批有误", ...staff } },
  "rating-reply": { action: "rating-reply", body: { reply: "已整改", substantiated: true, ...staff } },
} as const satisfies Record<ServiceCommand["action"], ServiceCommand>

export const modes: readonly ServiceMode[] = ["online", "agent", "joint"]
