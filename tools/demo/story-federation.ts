import { createHash } from "node:crypto"
import { FederationSummary } from "../../contracts/federations.ts"
import { Transfer } from "../../contracts/transfers.ts"
import { text } from "../language.ts"
import { makePerson } from "../make-person.ts"
import { staffOf } from "./service-figures.ts"
import { letterOf, registerBoth } from "./story-late.ts"
import { bodyOf, expectRefusal, expectStatus, send, type Stage } from "./story-stage.ts"
import { agreedAccounts, agreedReference, supervisionFigures } from "./supervision-figures.ts"
import { employeeSegment } from "./service-desk.ts"

const agreement = { source: "agreement", clause: "第二条" }

const proposalOf = (stage: Stage) => ({
  zh: "示例联盟（故事）",
  en: "Example federation (story)",
  content: {
    members: [stage.cities.shanghai.center.centerId, stage.cities.shenzhen.center.centerId],
    services: ["inboundTransfer", "purchaseInvestigation", "sharedWarnings"],
    overrides: { transfer: { inboundMonths: { months: 0, ...agreement } } },
    validFrom: stage.today(),
    sources: [{ id: "agreement", title: "示例合作协议 / invented agreement", on: stage.today() }],
  },
  handler: "op-01",
  reviewer: "op-02",
})

const anotherHash = createHash("sha256").update("something else").digest("hex")

/** What a function remembers of a federation is as old as a key may be. */
const takesHoldHours = 0.02

/** Both members sign the exact content; from then on its rule comes before Shenzhen's own. */
const agree = async (stage: Stage): Promise<string> => {
  const { narrator, operator } = stage
  const { shanghai, shenzhen } = stage.cities
  const proposal = proposalOf(stage)
  const proposed = await send(stage, operator, "POST", "/v1/federations", proposal, "inboundMonths 0")
  const { federationId, versions } = bodyOf(proposed, FederationSummary)
  const contentHash = versions[0]?.contentHash ?? ""
  const path = `/v1/federations/${federationId}/acceptances`
  const other = await send(
    stage,
    shanghai,
    "POST",
    path,
    { contentHash: anotherHash, ...staffOf.shanghai },
    "another hash ?",
  )
  expectRefusal(stage, other, { status: 409, slug: "federation-content-differs", rule: "FED-008" })
  for (const [actor, staff] of [
    [shanghai, staffOf.shanghai],
    [shenzhen, staffOf.shenzhen],
  ] as const) {
    const body = { contentHash, ...staff }
    expectStatus(stage, await send(stage, actor, "POST", path, body, contentHash.slice(0, 12)), 201)
  }
  await stage.wait(takesHoldHours)
  const read = await shanghai.center.client.call("GET", `/v1/federations/${federationId}`)
  narrator.expect(
    text("受约束成员", "bound members"),
    bodyOf(read, FederationSummary.loose()).boundMembers.length,
    2,
  )
  return federationId
}

export const federationChapter = async (stage: Stage): Promise<string> => {
  const { narrator } = stage
  const { shanghai, shenzhen } = stage.cities
  await narrator.chapter(
    text("联盟：上海和深圳约定转入月数", "A federation: Shanghai and Shenzhen agree on months"),
  )
  const move = {
    person: makePerson("story federation", 1991),
    from: shanghai,
    to: shenzhen,
    oldNo: agreedAccounts.old,
    newNo: agreedAccounts.new,
    principal: supervisionFigures.principal,
  }
  await registerBoth(stage, move)
  const ask = () =>
    send(
      stage,
      shenzhen,
      "POST",
      "/v1/transfers",
      letterOf(stage, move, staffOf.shenzhen),
      `${move.oldNo} → ${move.newNo}`,
    )
  expectRefusal(stage, await ask(), { status: 409, slug: "inbound-months-short", rule: "TRF-007" })
  narrator.meaning(
    text(
      `深圳要求转入前已缴 ${supervisionFigures.monthsAsked} 个月。两地在联盟内约定为 0。`,
      `Shenzhen asks for ${supervisionFigures.monthsAsked} months before money may come. The two agree on 0 in a federation.`,
    ),
  )
  const federationId = await agree(stage)
  const { transferId, federation } = bodyOf(await ask(), Transfer)
  narrator.expect(
    text("所依据的联盟版本", "federation and version"),
    `${federation?.federationId} ${federation?.version}`,
    `${federationId} 1`,
  )
  await carry(stage, transferId)
  return federationId
}

/** Letter confirmed, stated, paid and booked: told before, here in short. */
const carry = async (stage: Stage, transferId: string): Promise<void> => {
  const { shanghai, shenzhen } = stage.cities
  const { principal, interest, amount } = supervisionFigures
  const path = `/v1/transfers/${transferId}`
  expectStatus(
    stage,
    await send(stage, shanghai, "POST", `${path}/letter-confirmation`, staffOf.shanghai, ""),
    200,
  )
  const statement = {
    principal,
    interest,
    amount,
    segments: [{ ...employeeSegment(agreedAccounts.old, principal), interest }],
    openedOn: "2020-01-15",
    paidThrough: "2024-12",
    sixMonthsContinuous: true,
    loanCount: 0,
    hasUnsettledLoan: false,
    hasFraudRecord: false,
    payment: { reference: agreedReference, amount, paidOn: stage.today() },
    ...staffOf.shanghai,
  }
  await send(
    stage,
    shanghai,
    "POST",
    `${path}/statement`,
    statement,
    `${principal} + ${interest} = ${amount}`,
  )
  const received = {
    reference: agreedReference,
    amount,
    receivedOn: stage.today(),
    bankSerial: "SZ-DELTA-0001",
  }
  const completed = await send(
    stage,
    shenzhen,
    "POST",
    `${path}/completion`,
    { payments: [received], ...staffOf.shenzhen },
    `received ${amount}`,
  )
  stage.narrator.expect(text("业务状态", "status"), bodyOf(completed, Transfer).statusCode, "00")
}
