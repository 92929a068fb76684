import type { InboxMessage } from "../../contracts/messages.ts"
import { MATTERS } from "../../contracts/service-codes.ts"
import { ServiceCaseDetail, ServiceCaseList } from "../../contracts/service-cases.ts"
import { fenOf } from "../fen.ts"
import { bringPaper } from "./ask-for-service.ts"
import { chinaDay } from "./contribution-record.ts"
import { draws, staff, stillThinks, type Desk, type Handled } from "./desk.ts"

const supplementKind = "paymentReceipt"

const actService = (
  desk: Desk,
  { serviceCaseId, version }: ServiceCaseDetail,
  action: string,
  body: object,
): Promise<unknown> =>
  desk.ask("POST", `/v1/service-cases/${serviceCaseId}/${action}`, { ...body, ...staff }, undefined, version)

const refuse = (desk: Desk, found: ServiceCaseDetail, reasonCode: string) =>
  actService(desk, found, "decision", { outcome: "refused", reasonCode })

const asked = ({ details }: ServiceCaseDetail): string | undefined => {
  const amount = details["amount"]
  return typeof amount === "string" ? amount : undefined
}

/** As much as was asked for, as far as the rules and the account let it leave. */
const approve = (desk: Desk, found: ServiceCaseDetail): Promise<unknown> => {
  const { check, matter } = found
  if (MATTERS[matter].ends !== "withdrawal")
    return actService(desk, found, "decision", { outcome: "approved" })
  const most = check?.mostAmount ?? "0.00"
  const wanted = asked(found) ?? most
  const amount = fenOf(wanted) > fenOf(most) ? most : wanted
  if (check?.verdict === "notAllowed" || fenOf(amount) === 0n) return refuse(desk, found, "condition-not-met")
  return actService(desk, found, "decision", {
    outcome: "approved",
    amount,
    ...(check?.verdict === "homeDecides" ? { reason: "材料齐全，符合本中心规定" } : {}),
  })
}

/** 审批: now and then a paper is missing, or a condition is not met. */
const decide = (desk: Desk, found: ServiceCaseDetail): Promise<unknown> => {
  const id = found.serviceCaseId
  const wasAsked = found.history.some(({ event }) => event === "supplement")
  if (!wasAsked && found.status === "submitted" && draws(`${id} paper`, 9))
    return actService(desk, found, "supplement-request", { missing: [supplementKind] })
  if (found.status === "notVerified") return refuse(desk, found, "fact-not-verified")
  return draws(`${id} refusal`, 8) ? refuse(desk, found, "condition-not-met") : approve(desk, found)
}

const ratings = ["excellent", "good", "excellent", "good", "fair", "excellent", "good", "bad"] as const

const ratingOf = (id: string): (typeof ratings)[number] => {
  const last = id.codePointAt(id.length - 1) ?? 0
  return ratings[last % ratings.length] ?? "good"
}

/** What a leg asks of the center that must act. */
const walk = async (desk: Desk, found: ServiceCaseDetail, leg: string): Promise<void> => {
  const id = found.serviceCaseId
  const today = chinaDay(desk.nowMs())
  switch (leg) {
    case "verification":
      await actService(desk, found, "verification", {
        outcome: draws(`${id} verified`, 10) ? "notVerified" : "verified",
        verifiedOn: today,
        method: "contract",
      })
      return
    case "supplement":
      await actService(desk, found, "supplement", { documents: [await bringPaper(desk.ask, supplementKind)] })
      return
    case "decision":
      await decide(desk, found)
      return
    case "payment":
      await actService(desk, found, "payment", {
        reference: `DEMO-${id.slice(-16)}`,
        amount: found.decision?.amount ?? "0.00",
        paidOn: today,
      })
      return
    case "delivery":
      await actService(desk, found, "closure", {
        deliveredOn: today,
        delivery: found.mode === "online" ? "online" : "counter",
      })
      return
    case "ratingReply":
      await actService(desk, found, "rating-reply", { reply: "已整改，向申请人说明", substantiated: true })
      return
  }
}

/** Online the home center has served the applicant, else the receiving one; it passes the rating on. */
const servedBy = ({ mode, homeCenterId, receivingCenterId }: ServiceCaseDetail): string =>
  mode === "online" ? homeCenterId : receivingCenterId

/** 跨省通办: each center walks its own legs, and passes on how the applicant rates it. */
export const serveService = async (
  desk: Desk,
  found: ServiceCaseDetail,
  message: InboxMessage,
): Promise<Handled> => {
  const own = found.legs.find(({ actingCenterId }) => actingCenterId === desk.center.centerId)
  const rates =
    found.status === "closed" &&
    found.rating === undefined &&
    servedBy(found) === desk.center.centerId &&
    draws(`${found.serviceCaseId} rates`, 2)
  if (own === undefined && !rates) return "done"
  if (stillThinks(desk, found.changedAt, message.messageId, found.status)) return "later"
  if (own !== undefined) {
    await walk(desk, found, own.leg)
    return "later"
  }
  await actService(desk, found, "rating", {
    rating: ratingOf(found.serviceCaseId),
    ratedOn: chinaDay(desk.nowMs()),
  })
  return "done"
}

/** What nobody's message asks for: the receiving center looks at the facts of what it has taken in itself. */
export const tendServices = async (desk: Desk): Promise<void> => {
  const answer = await desk.ask("GET", "/v1/service-cases?role=receiving&status=submitted&limit=50")
  for (const { serviceCaseId, mode, changedAt } of ServiceCaseList.parse(answer).serviceCases) {
    if (mode !== "joint" || stillThinks(desk, changedAt, serviceCaseId, "tend")) continue
    const found = ServiceCaseDetail.parse(await desk.ask("GET", `/v1/service-cases/${serviceCaseId}`))
    if (found.legs.some(({ leg }) => leg === "verification")) await walk(desk, found, "verification")
  }
}
