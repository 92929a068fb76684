import { isWithdrawal, type ServiceParty } from "../../functions/domain/service-case/service-case.ts"
import { fenOf, moneyOf } from "../../tools/fen.ts"
import type { StoredServiceCase } from "./mirror.ts"
import type { OperationName } from "./operations.ts"
import type { ServicePlan } from "./service-stories.ts"

/** How far a story is; the case itself says the rest. */
export interface ServiceProgress {
  /** What H would approve: less than was asked once the rules have said so. */
  amountFen: bigint
  refusals: number
  /** H has been told that it must say why. */
  explains: boolean
  /** H has noticed that it typed another amount than it approved. */
  corrected: boolean
  /** H has found that it cannot approve. */
  barred: boolean
  supplemented: number
  returned: number
}

export interface ServiceMove {
  readonly party: ServiceParty
  readonly operation: OperationName
  readonly body: object
  readonly thinkMs: readonly [number, number]
  /** What an accepted move counts. */
  readonly counts?: "supplemented" | "returned"
}

export interface ServiceSituation {
  readonly plan: ServicePlan
  readonly progress: ServiceProgress
  readonly known: StoredServiceCase
  readonly today: string
  /** A document that R holds for the case. */
  readonly paper: string
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const clerk = [20_000, 4 * hour] as const
const bank = [hour, 2 * day] as const

const delivers = ({ mode }: StoredServiceCase): ServiceParty => (mode === "online" ? "home" : "receiving")

const refusal: ServiceMove = {
  party: "home",
  operation: "decideService",
  body: { outcome: "refused", reasonCode: "condition-not-met" },
  thinkMs: clerk,
}

const approvalOf = ({ known, progress }: ServiceSituation): ServiceMove => ({
  party: "home",
  operation: "decideService",
  body: {
    outcome: "approved",
    ...(progress.explains ? { reason: "依规办理" } : {}),
    ...(isWithdrawal(known) ? { amount: moneyOf(progress.amountFen) } : {}),
  },
  thinkMs: clerk,
})

const decisionsOf = (situation: ServiceSituation): readonly ServiceMove[] => {
  const { plan, progress, known } = situation
  if (plan.story === "nobody-decides") return []
  const cancel: ServiceMove = { party: "receiving", operation: "cancelService", body: {}, thinkMs: clerk }
  if (plan.story === "cancelled") return [cancel]
  const refuses = progress.barred || plan.story === "refused" || known.status === "notVerified"
  const decision = refuses ? refusal : approvalOf(situation)
  if (plan.story === "cancel-against-decision") return [cancel, decision]
  return plan.story === "approval-against-refusal" && !refuses ? [decision, refusal] : [decision]
}

/** Papers are asked for before anything is decided; in a joint case by either center. */
const asksPapers = ({ plan, progress }: ServiceSituation): boolean =>
  (plan.story === "supplemented" || plan.story === "supplement-ignored") && progress.supplemented === 0

const submitted = (situation: ServiceSituation): readonly ServiceMove[] => {
  const { plan, known, today } = situation
  if (asksPapers(situation))
    return [
      {
        party: known.mode === "joint" ? "receiving" : "home",
        operation: "askSupplement",
        body: { missing: ["paymentReceipt"] },
        thinkMs: clerk,
      },
    ]
  if (known.mode !== "joint") return decisionsOf(situation)
  const verify: ServiceMove = {
    party: "receiving",
    operation: "verifyFact",
    body: {
      outcome: plan.story === "not-verified" ? "notVerified" : "verified",
      verifiedOn: today,
      method: "contract",
    },
    thinkMs: clerk,
  }
  return [verify]
}

const slipFen = 5_00n
const paidAmount = ({ plan, progress, known }: ServiceSituation): string => {
  const approved = known.decision?.amount ?? "0.00"
  return plan.story === "amount-mistyped" && !progress.corrected
    ? moneyOf(fenOf(approved) + slipFen)
    : approved
}

const payment = (situation: ServiceSituation): ServiceMove => ({
  party: "home",
  operation: "payService",
  body: {
    // Rivals that know the same use the same reference.
    reference: `S-${situation.known.serviceCaseId.slice(-10)}-${situation.progress.returned + 1}`,
    amount: paidAmount(situation),
    paidOn: situation.today,
  },
  thinkMs: bank,
})

const closure = (situation: ServiceSituation): readonly ServiceMove[] =>
  situation.plan.story === "never-delivered"
    ? []
    : [
        {
          party: delivers(situation.known),
          operation: "closeService",
          body: { deliveredOn: situation.today, delivery: "counter" },
          thinkMs: clerk,
        },
      ]

/** The bank sends the money back, once in such a story. */
const comesBack = ({ plan, progress, known, today }: ServiceSituation): readonly ServiceMove[] => {
  const { payment: paid, status } = known
  const when = status === "closed" ? "bounced-after-closure" : "bounced"
  if (plan.story !== when || progress.returned > 0 || paid === undefined) return []
  return [
    {
      party: "home",
      operation: "returnServicePayment",
      body: { reference: paid.reference, returnedOn: today },
      thinkMs: bank,
      counts: "returned",
    },
  ]
}

const afterClosure = (situation: ServiceSituation): readonly ServiceMove[] => {
  const { plan, known, today } = situation
  const back = comesBack(situation)
  if (back.length > 0) return back
  if (plan.rating === "none") return []
  if (known.rating === undefined)
    return [
      {
        party: delivers(known),
        operation: "rateService",
        body: { rating: plan.rating === "good" ? "good" : "bad", ratedOn: today },
        thinkMs: [hour, 3 * day],
      },
    ]
  return plan.rating === "bad" && known.rating.reply === undefined
    ? [
        {
          party: "home",
          operation: "replyToRating",
          body: { reply: "已整改", substantiated: true },
          thinkMs: clerk,
        },
      ]
    : []
}

/** What the two centers do next as the case stands; several moves race each other, none means that somebody waits. */
export const nextServiceMoves = (situation: ServiceSituation): readonly ServiceMove[] => {
  const { plan, known, paper } = situation
  switch (known.status) {
    case "submitted":
      return submitted(situation)
    case "supplementRequested":
      return plan.story === "supplement-ignored"
        ? []
        : [
            {
              party: "receiving",
              operation: "supplyDocuments",
              body: { documents: [paper] },
              thinkMs: [hour, 3 * day],
              counts: "supplemented",
            },
          ]
    case "verified":
    case "notVerified":
      return decisionsOf(situation)
    case "approved":
      if (!isWithdrawal(known)) return closure(situation)
      return plan.story === "never-paid" || situation.progress.barred ? [] : [payment(situation)]
    case "paid": {
      const back = comesBack(situation)
      return back.length > 0 ? back : closure(situation)
    }
    case "refused":
      return closure(situation)
    case "closed":
      return afterClosure(situation)
    case "cancelled":
    case "expired":
      return []
  }
}

/** Whether nobody will do anything for the case again. */
export const isServiceTold = (situation: ServiceSituation): boolean => {
  const { known } = situation
  if (nextServiceMoves(situation).length > 0) return false
  switch (known.status) {
    case "closed":
    case "cancelled":
    case "expired":
      return true
    case "approved":
    case "refused":
    case "paid":
      return known.escalations > 1
    case "submitted":
    case "supplementRequested":
    case "verified":
    case "notVerified":
      return false
  }
}
