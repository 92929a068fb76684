import { ServiceCaseDetail, type ServiceCase } from "../../contracts/service-cases.ts"
import { Catalogue } from "../../contracts/service-catalogue.ts"
import { MATTERS, RATINGS, SERVICE_REFUSALS, SERVICE_STATUSES } from "../../contracts/service-codes.ts"
import { text } from "../language.ts"
import type { Session } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { grouped } from "./quote-words.ts"
import { chinaMinute } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"
import { checkLine } from "./service-acts.ts"
import { detailFacts } from "./service-details.ts"
import {
  modeNames,
  serviceEventNames,
  serviceLegCommands,
  serviceLegNames,
  tellApplicant,
} from "./service-words.ts"

type Leg = ServiceCase["legs"][number]

export const dueOf = (session: Session, { dueOn, dueUnpublishedYear }: Leg): string => {
  if (dueOn !== undefined) return dueOn
  return dueUnpublishedYear === undefined
    ? ""
    : session.say(
        text(`${dueUnpublishedYear} 年日历未公布`, `calendar of ${dueUnpublishedYear} not published`),
      )
}

const decisionText = (session: Session, { decision }: ServiceCase): string | undefined => {
  if (decision === undefined) return undefined
  const ground = decision.reasonCode === undefined ? undefined : SERVICE_REFUSALS[decision.reasonCode]
  return [
    session.say(decision.outcome === "approved" ? text("通过", "approved") : text("不通过", "refused")),
    decision.amount === undefined ? undefined : grouped(decision.amount),
    ground?.[session.language],
    ground?.guidance[session.language],
    decision.reason,
    decision.rule,
    decision.decidedOn,
    `${decision.handler} / ${decision.reviewer}`,
    decision.result?.certificateNo,
    decision.result?.documents?.join(" "),
  ]
    .filter((part) => part !== undefined)
    .join(" · ")
}

const ratingText = (session: Session, { rating }: ServiceCase): string | undefined =>
  rating === undefined
    ? undefined
    : [
        RATINGS[rating.rating][session.language],
        rating.note,
        rating.reply?.reply,
        rating.reply === undefined
          ? undefined
          : session.say(
              rating.reply.substantiated ? text("属实", "found true") : text("不属实", "not found true"),
            ),
      ]
        .filter((part) => part !== undefined)
        .join(" · ")

/** Kinds of document without which nothing is approved, as the catalogue of the day of the request has them. */
const requiredKinds = async (session: Session, serviceCase: ServiceCase): Promise<readonly string[]> => {
  const { homeCenterId, appliedOn, matter, situation } = serviceCase
  const answer = await session.client().call("GET", `/v1/catalogue/${homeCenterId}?on=${appliedOn}`)
  const catalogue = Catalogue.safeParse(answer.body)
  if (!catalogue.success) return []
  return catalogue.data.entries
    .filter((entry) => entry.matter === matter)
    .flatMap((entry) => entry.situations)
    .filter((known) => known.situation === situation)
    .flatMap(({ documents }) => documents)
    .filter(({ required, verifiedBy }) => required && verifiedBy !== "shared")
    .map(({ kind, zh }) => (session.language === "zh" ? `${zh} ${kind}` : kind))
}

const factsOf = (session: Session, serviceCase: ServiceCase, required: readonly string[]) => {
  const { language } = session
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const { verification, payment, closure } = serviceCase
  return factLines([
    [name("状态", "status"), SERVICE_STATUSES[serviceCase.status][language]],
    [
      name("事项", "matter"),
      `${MATTERS[serviceCase.matter][language]}  ${modeNames[serviceCase.mode][language]}  ${serviceCase.situation}`,
    ],
    [name("受理地", "receiving"), serviceCase.receivingCenterId],
    [name("缴存地", "home"), serviceCase.homeCenterId],
    [name("申请日", "applied on"), serviceCase.appliedOn],
    ...detailFacts(session, serviceCase.details),
    [name("必交材料", "required"), required.length === 0 ? undefined : required.join(name("、", ", "))],
    [
      name("材料", "documents"),
      serviceCase.documents.length === 0 ? undefined : serviceCase.documents.join(" "),
    ],
    [name("缺少", "missing"), serviceCase.missing?.join(", ")],
    [name("预审", "check"), checkLine(session, serviceCase)],
    [
      name("核实", "verification"),
      verification === undefined
        ? undefined
        : `${verification.outcome === "verified" ? name("相符", "verified") : name("不符", "not verified")}  ${verification.method}  ${verification.verifiedOn}`,
    ],
    [name("审批", "decision"), decisionText(session, serviceCase)],
    [
      name("付款", "payment"),
      payment === undefined
        ? undefined
        : `${payment.reference}  ${grouped(payment.amount)}  ${payment.paidOn}${payment.returnedOn === undefined ? "" : name(`（${payment.returnedOn} 退回）`, ` (came back on ${payment.returnedOn})`)}`,
    ],
    [
      name("办结", "closed"),
      closure === undefined
        ? undefined
        : [closure.deliveredOn, closure.delivery, closure.trackingNo]
            .filter((part) => part !== undefined)
            .join("  "),
    ],
    [name("评价", "rating"), ratingText(session, serviceCase)],
    [name("批次号", "batch"), serviceCase.batchNo],
    [
      name("政策", "policy"),
      serviceCase.policy === undefined
        ? undefined
        : `${serviceCase.policy.centerId} ${serviceCase.policy.effectiveFrom} v${serviceCase.policy.version} (${serviceCase.policy.hash.slice(0, 12)})`,
    ],
    [name("版本", "version"), String(serviceCase.version)],
  ])
}

const printLegs = (session: Session, { serviceCaseId, legs }: ServiceCase): void => {
  if (legs.length === 0) return
  const headings =
    session.language === "zh" ? ["待办", "应办方", "期限", "办理"] : ["to do", "who", "due", "with"]
  const rows = legs.map((leg) => {
    const ours = leg.actingCenterId === session.caller()
    return [
      `${session.say(serviceLegNames[leg.leg])}${leg.escalatedAt === undefined ? "" : session.say(text("（超期已上报）", " (overdue, escalated)"))}`,
      ours
        ? session.say(text(`${leg.actingCenterId} 本中心`, `${leg.actingCenterId} us`))
        : leg.actingCenterId,
      dueOf(session, leg),
      ours ? serviceLegCommands[leg.leg].replace("<id>", serviceCaseId) : "",
    ]
  })
  session.print("")
  for (const line of tableLines(headings, rows)) session.print(line)
}

/** What the applicant should hear; a rule that says no is told before the home center says it. */
const adviceOf = (session: Session, { status, check, rating, decision }: ServiceCase): string => {
  const told = session.say(tellApplicant[status])
  if (status === "closed" && rating === undefined)
    return `${told} ${session.say(text("请评价（好差评）。", "Please rate the service."))}`
  return check?.verdict === "notAllowed" && decision === undefined && status !== "cancelled"
    ? `${told} ${session.say(text("按规则目前不可提取（见预审）。", "By the rules nothing may be withdrawn as it stands, see the check."))}`
    : told
}

export const showServiceCase = async (session: Session, args: readonly string[]): Promise<void> => {
  const serviceCaseId = argumentAt(args, 0, session.say(text("<业务编号>", "<serviceCaseId>")))
  const answer = await session.ask("GET", `/v1/service-cases/${serviceCaseId}`)
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { history, ...serviceCase } = ServiceCaseDetail.parse(answer.body)
  const { language } = session
  const required = await requiredKinds(session, serviceCase)
  for (const line of factsOf(session, serviceCase, required)) session.print(line)
  printLegs(session, serviceCase)
  session.print("")
  session.print(
    `${session.say(text("告诉申请人：", "Tell the applicant: "))}${adviceOf(session, serviceCase)}`,
  )
  session.print("")
  const headings =
    language === "zh"
      ? ["时间（北京）", "事项", "办理方", "状态", "备注"]
      : ["time (China)", "event", "by", "status", "note"]
  const rows = history.map(({ at, event, by, status, note }) => [
    chinaMinute(at),
    serviceEventNames[event]?.[language] ?? event,
    by === "clock" ? session.say(text("时钟", "clock")) : by,
    SERVICE_STATUSES[status][language],
    note ?? "",
  ])
  for (const line of tableLines(headings, rows)) session.print(line)
}
